// Carries out what the screens asked for.
#include <type_traits>

#include "shared/base/seal.h"
#include "shared/store/order_store.h"
#include "shared/wire/writer.h"
#include "web/app/app.h"
#include "web/app/dispatch.h"
#include "web/app/draft_text.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

constexpr std::int64_t draft_pause_ms = 700;    // Typing that stops this long is kept.
constexpr std::int64_t draft_retry_ms = 5'000;  // After the device could not keep it.

}  // namespace

void App::perform(const Commands& commands) {
  for (const Request& request : commands) perform_one(request);
  CustomerFormDraft& form = drafts_.customer_form;
  form.touched = !form.account.id.empty() && text_of_form(form) != form.began;
  if (logged_in() && is_typing() && !draft_wake_) {
    draft_wake_ = Timestamp{now().ms + draft_pause_ms};
    schedule_wake();
  }
}

void App::perform_one(const Request& request) {
  if (const auto* wish = std::get_if<GoTo>(&request)) return go(wish->route, wish->replace);
  if (std::holds_alternative<GoBack>(request)) {
    return go(parse_route(last_route_) == route_ ? "/orders" : last_route_);
  }
  if (const auto* wish = std::get_if<SaveDraft>(&request)) return perform_save(*wish);
  if (const auto* wish = std::get_if<CopyOrder>(&request)) return copy_order(wish->order_id);
  if (const auto* wish = std::get_if<PlaceOrder>(&request)) {
    perform_place(*wish);
    return;
  }
  if (const auto* wish = std::get_if<SaveQuote>(&request)) return perform_quote(*wish);
  if (const auto* wish = std::get_if<SaveAndPay>(&request)) return perform_pay(*wish);
  if (const auto* wish = std::get_if<KeepOrderFields>(&request)) {
    const auto kept = save_order_fields(*database_, wish->fields);
    if (!kept) tell_unsaved(kept.error());
    return;
  }
  if (const auto* wish = std::get_if<CreateAccount>(&request)) return perform_customer(*wish);
  if (const auto* wish = std::get_if<EditAccount>(&request)) return perform_customer(*wish);
  if (const auto* wish = std::get_if<LogIn>(&request)) return log_in(*wish);
  if (std::holds_alternative<LogOut>(request)) return log_out();
  if (std::holds_alternative<SyncNow>(request)) return act_on(loop_->on_online(true, now()));
  if (std::holds_alternative<SaveRescueFile>(request)) return save_rescue_file();
  if (std::holds_alternative<LeaveDraft>(request)) return leave_wizard();
  if (perform_bill_run_act(request)) return;
  if (const auto* wish = std::get_if<CatalogueWish>(&request)) return catalogue_.perform(*wish);
  if (const auto* wish = std::get_if<AccessWish>(&request)) return access_.perform(*wish);
  if (const auto* wish = std::get_if<OutgoingWish>(&request)) return outgoing_.perform(*wish);
  if (const auto* wish = std::get_if<LedgerWish>(&request)) return ledger_.perform(*wish);
  if (const auto* wish = std::get_if<DunningWish>(&request)) return dunning_.perform(*wish);
  if (std::holds_alternative<ToggleTheme>(request)) {
    return kit_.set_theme(kit_.theme() == Theme::light ? Theme::dark : Theme::light);
  }
  if (const auto* wish = std::get_if<BulkAct>(&request)) return start_bulk(*wish);
  if (perform_document_act(request) || perform_filter_act(request) ||
      perform_payment_act(request) || perform_subscription_act(request)) {
    return;
  }
  perform_order_act(request);
  perform_customer_act(request);
}

/// Acts on a placed order: the author's are kept on this device, the back office's go to the
/// server.
void App::perform_order_act(const Request& request) {
  std::visit(
      [&](const auto& each) {
        using Each = std::decay_t<decltype(each)>;
        if constexpr (requires { each.order_id; } && std::is_constructible_v<Command, Each>) {
          const Command command = each;
          if (is_online_only(command)) return act_on_order(command);
          drafts_.orders.details.error.clear();
          const auto rejection = give(command);
          if (rejection) drafts_.orders.details.error = describe(rejection->reason);
          if constexpr (std::is_same_v<Each, CancelDraft>) {
            if (!rejection) forget_signature(each.order_id);
          }
        }
      },
      request);
}

void App::perform_customer_act(const Request& request) {
  if (const auto* wish = std::get_if<StartCustomer>(&request)) {
    go("/customers/new");
    // What was typed before comes first; its banner says so.
    if (drafts_.customer_form.touched) return;
    return start_customer(wish->name);
  }
  if (const auto* wish = std::get_if<StartEdit>(&request)) {
    return go("/customers/" + wish->account_id.text() + "/edit");
  }
  if (const auto* wish = std::get_if<CopyCustomer>(&request)) return start_copy(wish->account_id);
  if (const auto* wish = std::get_if<SetStanding>(&request)) return set_standing(*wish);
  if (const auto* wish = std::get_if<AssignTerritories>(&request)) return assign(*wish);
  if (const auto* wish = std::get_if<ExportCustomers>(&request)) {
    return save_customers(wish->search);
  }
  if (const auto* wish = std::get_if<ExportList>(&request)) return save_list(wish->list);
  if (const auto* wish = std::get_if<ExportCustomerList>(&request)) {
    return save_customer_list(wish->list);
  }
  if (std::holds_alternative<DiscardForm>(request)) return discard_form();
  if (const auto* wish = std::get_if<AfterCustomer>(&request); wish != nullptr && accepted_) {
    forget_form();
    const std::string id = wish->account_id.text();
    return go((wish->new_order ? "/orders/new/" : "/customers/") + id, true);
  }
  if (const auto* wish = std::get_if<DismissRefused>(&request)) {
    const auto dismissed = dismiss_refused(*database_, wish->sequence);
    if (!dismissed) return fail_with(dismissed.error());
    refresh_status();
    ++revision_;
  }
}

std::optional<Rejection> App::give(const Command& command) {
  accepted_ = false;
  unsaved_ = false;
  const DispatchContext context{*device_.session, now(), today_of(organisation_)};
  const auto decided = dispatch(*database_, context, command);
  if (!decided) {
    tell_unsaved(decided.error());
    return std::nullopt;
  }
  if (!*decided) return decided->error();
  accepted_ = true;
  ++revision_;
  refresh_status();
  act_on(loop_->on_local_change(now()));
  return std::nullopt;
}

/// The entry stays on the screen, so nothing typed is lost; a draft is tried again by itself.
void App::tell_unsaved(const Error& error) {
  unsaved_ = true;
  kit_.toast("Not saved: " + error.message, Tone::red);
  if (!is_typing()) return;
  draft_wake_ = Timestamp{now().ms + draft_retry_ms};
  schedule_wake();
}

bool App::number_draft() {
  Order& order = drafts_.wizard.order;
  if (!order.provisional_number.empty()) return true;
  auto number = take_provisional_number(*database_);
  if (!number) {
    tell_unsaved(number.error());
    return false;
  }
  order.provisional_number = *std::move(number);
  return true;
}

void App::perform_save(SaveDraft command) {
  if (!number_draft()) return;
  WizardDraft& wizard = drafts_.wizard;
  command.provisional_number = wizard.order.provisional_number;
  const auto rejection = give(command);
  if (unsaved_) return;
  wizard.edited = false;
  wizard.kept_back = rejection.has_value();
  draft_wake_.reset();
  if (rejection) {
    wizard.refused = rejection->fields;
    wizard.refusal = describe(rejection->reason);
    return;
  }
  if (route_.place != Place::order_new) return;
  // From now on the address leads back to this draft, also after a reload.
  route_ = {Place::order_edit, command.order_id.text()};
  host_.set_route(text_of(route_), true);
}

/// The number that lists show from now on: of this device's lease, or the provisional one.
std::string App::shown_number(const PlaceOrder& command) {
  auto tx = database_->begin(Access::read);
  if (!tx) return command.provisional_number;
  const auto order = find_order(**tx, command.order_id);
  return order && *order ? number_of(**order) : command.provisional_number;
}

/// Returns whether the command was accepted; else the wizard says why not.
bool App::take_answer(const std::optional<Rejection>& rejection) {
  if (!rejection) return accepted_;
  drafts_.wizard.refused = rejection->fields;
  drafts_.wizard.refusal = describe(rejection->reason);
  return false;
}

/// Leaves the wizard for the order as it is now.
void App::show_saved(const OrderId& id) {
  forget_signature(id);
  drafts_.wizard = {};
  draft_wake_.reset();
  drafts_.orders.pill = 0;
  drafts_.orders.search.clear();
  go("/orders/" + id.text(), true);
}

bool App::perform_place(PlaceOrder command) {
  if (!number_draft()) return false;
  command.provisional_number = drafts_.wizard.order.provisional_number;
  if (!take_answer(give(command))) return false;
  kit_.toast("Order " + shown_number(command) + " is saved on this device");
  show_saved(command.order_id);
  return true;
}

void App::perform_quote(SaveQuote command) {
  if (!number_draft()) return;
  command.provisional_number = drafts_.wizard.order.provisional_number;
  if (!take_answer(give(command))) return;
  kit_.toast("Quote " + command.provisional_number + " is saved, valid until " +
             long_date(command.valid_until));
  show_saved(command.order_id);
}

/// The money counts even if its order should be refused later: then it is the customer's credit.
void App::perform_pay(const SaveAndPay& wish) {
  if (!perform_place(wish.order)) return;
  RecordPayment record{wish.payment};
  record.payment.id = PaymentId::make(now(), random_);
  record.payment.order_id = wish.order.order_id;
  record.payment.taken_on = today_of(organisation_);
  const auto rejection = give(record);
  if (rejection) {
    kit_.toast("The payment was not recorded: " + std::string(describe(rejection->reason)),
               Tone::red);
  } else if (accepted_) {
    kit_.toast("Payment of " + to_text(record.payment.amount) + " is saved on this device");
  }
}

/// Seals the typed password into the command: nothing but the server can read it from here on.
/// Nothing when it cannot be sealed.
std::optional<Command> App::with_password(Command command) {
  const std::string& password = drafts_.customer_form.password;
  if (password.empty()) return command;
  const auto sealed = seal(password, organisation_.seal_key, random_);
  if (!sealed) return std::nullopt;
  if (auto* created = std::get_if<CreateAccount>(&command)) {
    created->sealed_password = *sealed;
  } else if (auto* edited = std::get_if<EditAccount>(&command)) {
    edited->sealed_password = *sealed;
  }
  return command;
}

void App::perform_customer(const Command& command) {
  CustomerFormDraft& form = drafts_.customer_form;
  const auto sealed = with_password(command);
  if (!sealed) {
    accepted_ = false;
    form.refusal =
        "The password cannot be sealed for the server yet. Exchange once, then save again.";
    return;
  }
  const auto rejection = give(*sealed);
  if (!rejection) {
    if (accepted_) kit_.toast("Saved on this device");
    return;
  }
  form.refused = rejection->fields;
  if (rejection->fields.empty()) form.refusal = describe(rejection->reason);
}

void App::save_rescue_file() {
  auto tx = database_->begin(Access::read);
  if (!tx) return fail_with(tx.error());
  const auto file = export_queue(**tx, now());
  if (!file) return fail_with(file.error());
  const std::string name = "satchel-rescue-" + to_text(today_of(organisation_)) + ".json";
  host_.save_file(name, "application/json", *file);
  kit_.toast("Rescue file saved");
}

void App::save_customers(const std::string& search) {
  auto tx = database_->begin(Access::read);
  if (!tx) return fail_with(tx.error());
  const auto file = export_customers(**tx, search);
  if (!file) return fail_with(file.error());
  host_.save_file("customers-" + to_text(today_of(organisation_)) + ".csv", "text/csv", *file);
}

void App::log_out() {
  if (holds_unsaved_draft()) return;
  if (const auto ended = end_session(*database_); !ended) return fail_with(ended.error());
  device_.session.reset();
  act_on(loop_->on_logout());
  send({.path = "/v1/logout"}, {OnlineAct::Kind::log_out, {}, {}});
  drafts_ = {};
  models_ = {};
  credit_log_ = {};
  credit_key_.clear();
  catalogue_.clear();
  access_.clear();
  outgoing_.clear();
  dunning_.clear();
  ledger_.clear();
  refresh_status();
  host_.set_route("/login", true);
  enter({Place::login, {}});
}

}  // namespace satchel::web
