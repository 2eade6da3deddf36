// What is being typed: kept on this device from the first key on, so that neither leaving a screen
// nor a reload loses it.
#include "shared/store/account_store.h"
#include "shared/store/order_store.h"
#include "web/app/app.h"
#include "web/app/draft_text.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

/// Of the one new customer that a person may be typing; an edit is kept by its account.
constexpr std::string_view new_customer = "new";

DraftKey form_key(const UserId& user, const CustomerFormDraft& form) {
  return {user, KeptDraft::customer_form,
          form.editing ? form.account.id.text() : std::string(new_customer)};
}

DraftKey signature_key(const UserId& user, const OrderId& order) {
  return {user, KeptDraft::signature, order.text()};
}

}  // namespace

/// Whether something is typed that this device does not have yet.
bool App::is_typing() const {
  const WizardDraft& wizard = drafts_.wizard;
  const CustomerFormDraft& form = drafts_.customer_form;
  return wizard.edited || wizard.signature != wizard.kept_signature ||
         (!form.account.id.empty() && text_of_form(form) != form.kept);
}

void App::save_pending_draft() {
  if (!logged_in()) return;
  keep_customer_form();
  keep_signature();
  const bool here = route_.place == Place::order_new || route_.place == Place::order_edit;
  if (here && drafts_.wizard.edited) perform_save(save_command_of(drafts_.wizard, false));
}

/// Whether the person has to be asked before the wizard is left: its draft is nowhere but on the
/// screen. He is told once.
bool App::holds_unsaved_draft() {
  save_pending_draft();
  WizardDraft& wizard = drafts_.wizard;
  if ((!wizard.edited && !wizard.kept_back) || wizard.warned) return false;
  wizard.warned = true;
  kit_.toast("This draft is not saved. Leave once more to drop what was typed.", Tone::red);
  return true;
}

/// A form as it began needs no keeping.
void App::keep_customer_form() {
  CustomerFormDraft& form = drafts_.customer_form;
  if (form.account.id.empty()) return;
  const std::string text = text_of_form(form);
  if (text == form.kept) return;
  const std::string changed = text == form.began ? std::string() : text;
  const auto kept = keep_draft(*database_, form_key(device_.session->user_id, form), changed);
  if (!kept) return tell_unsaved(kept.error());
  form.kept = text;
}

void App::keep_signature() {
  WizardDraft& wizard = drafts_.wizard;
  if (wizard.signature == wizard.kept_signature) return;
  const auto kept = keep_draft(*database_, signature_key(device_.session->user_id, wizard.order.id),
                               text_of_signature(wizard));
  if (!kept) return tell_unsaved(kept.error());
  wizard.kept_signature = wizard.signature;
}

/// Brings back what was drawn under this very document.
void App::restore_signature(Transaction& tx) {
  WizardDraft& wizard = drafts_.wizard;
  const auto kept = find_draft(tx, signature_key(device_.session->user_id, wizard.order.id));
  if (!kept) return fail_with(kept.error());
  if (!*kept) return;
  wizard.signature = parse_signature(**kept, wizard.order.document);
  wizard.kept_signature = wizard.signature;
}

void App::forget_signature(const OrderId& id) {
  const auto gone = keep_draft(*database_, signature_key(device_.session->user_id, id), {});
  if (!gone) fail_with(gone.error());
}

/// Begins a form: what is in it now is nobody's typing yet.
void App::begin_form(CustomerFormDraft draft) {
  draft.began = text_of_form(draft);
  draft.kept = draft.began;
  drafts_.customer_form = std::move(draft);
}

/// Shows what was typed before into the form that `begun` would be. Returns whether there was any.
bool App::restore_form(Transaction& tx, const CustomerFormDraft& begun) {
  const auto text = find_draft(tx, form_key(device_.session->user_id, begun));
  if (!text) return fail_with(text.error()), false;
  auto draft = *text ? parse_form(**text) : std::nullopt;
  if (!draft || draft->editing != begun.editing) return false;
  if (!draft->editing) {
    // The program may have ended between saving the customer and forgetting what was typed.
    const auto saved = find_account(tx, draft->account.id);
    if (!saved) return fail_with(saved.error()), false;
    if (*saved) return false;
  }
  draft->began = text_of_form(begun);
  draft->kept = **text;
  draft->touched = true;
  draft->returned = true;
  drafts_.customer_form = *std::move(draft);
  return true;
}

void App::forget_form() {
  const CustomerFormDraft& form = drafts_.customer_form;
  const auto gone = keep_draft(*database_, form_key(device_.session->user_id, form), {});
  if (!gone) return fail_with(gone.error());
  drafts_.customer_form = {};
}

void App::discard_form() {
  const CustomerFormDraft form = drafts_.customer_form;
  forget_form();
  go(form.editing ? "/customers/" + form.account.id.text() : "/customers", true);
}

/// The copy is kept at once, like every draft from its first key on, and opens in the wizard.
void App::copy_order(const OrderId& id) {
  std::optional<ReopenedDraft> copy;
  {
    auto tx = database_->begin(Access::read);
    if (!tx) return fail_with(tx.error());
    const auto original = find_order(**tx, id);
    if (!original) return fail_with(original.error());
    const auto context = make_context(**tx, organisation_);
    if (!context) return fail_with(context.error());
    if (!*original) return;
    auto copied = copy_draft(**tx, *context, **original, OrderId::make(now(), random_));
    if (!copied) return fail_with(copied.error());
    copy = *std::move(copied);
  }
  if (!copy) return kit_.toast("There is no price book today to copy it under.", Tone::red);
  auto number = take_provisional_number(*database_);
  if (!number) return tell_unsaved(number.error());
  const Order& order = copy->order;
  const auto rejection =
      give(SaveDraft{order.id, *number, order.document, order.notes, false, order.copied_from});
  drafts_.orders.details.error = rejection ? describe(rejection->reason) : std::string_view();
  if (!accepted_) return;
  kit_.toast(copy->note);
  go("/orders/" + order.id.text() + "/edit");
}

}  // namespace satchel::web
