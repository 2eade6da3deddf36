// The wizard's frame: header, steps, the step itself and the first invoice beside it.
#include "web/screens/wizard.h"

#include <array>

#include "shared/base/text.h"
#include "shared/domain/limits.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/parts.h"
#include "web/screens/wizard_parts.h"

namespace satchel::web {
namespace {

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

WizardStep step_of(const FieldProblem& problem) {
  if (starts_with(problem.field, "items")) return WizardStep::items;
  for (const std::string_view field :
       {"ordered_on", "purchase_order", "notes", "charges", "configuration", "payment_method",
        "starts_on", "ends_on", "referral", "bill_to_email", "contact_email", "coupons"}) {
    if (starts_with(problem.field, field)) return WizardStep::details;
  }
  return WizardStep::confirm;
}

/// Of one item's fields, at the item.
void add_typed_item_problems(const WizardModel& model, const WizardDraft& draft, std::size_t index,
                             std::vector<FieldProblem>& problems) {
  const OrderItem& item = draft.order.document.items[index];
  const WizardItem known = index < model.items.size() ? model.items[index] : WizardItem();
  const std::string field = "items[" + std::to_string(index) + "]";
  const auto check = [&](const std::string& key, Reason reason, auto parse) {
    const auto typed = draft.texts.find(key);
    if (typed != draft.texts.end() && !parse(typed->second)) problems.push_back({field, reason});
  };
  const auto price = [&](const std::string& text) { return parse_unit_price(text, known); };
  for (std::size_t charge = 0; charge < item.charges.size(); ++charge) {
    check(price_key(item, charge), Reason::price_out_of_range, price);
  }
  check(quantity_key(item), Reason::quantity_out_of_range,
        [&](const std::string& text) { return parse_quantity(text, known); });
  check(discount_key(item), Reason::discount_out_of_range,
        [](const std::string& text) { return parse_percent(text); });
}

void add_typed_problems(const WizardModel& model, const WizardDraft& draft,
                        std::vector<FieldProblem>& problems) {
  const OrderDocument& document = draft.order.document;
  for (std::size_t index = 0; index < document.items.size(); ++index) {
    add_typed_item_problems(model, draft, index, problems);
  }
  for (std::size_t index = 0; index < document.charges.size(); ++index) {
    const auto typed = draft.texts.find(amount_key(document.charges[index]));
    if (typed != draft.texts.end() && !parse_money(trim(typed->second), document.currency)) {
      problems.push_back({"charges[" + std::to_string(index) + "]", Reason::price_out_of_range});
    }
  }
  const auto codes = draft.texts.find(std::string(coupons_key));
  if (codes != draft.texts.end() && !coupons_in(model, document, codes->second)) {
    problems.push_back({std::string(coupons_key), Reason::coupon_unknown});
  }
}

std::string subtitle_of(const WizardModel& model, const WizardDraft& draft) {
  std::string words = display_name(model.account) + ", account " + number_of(model.account);
  if (!model.account.address.city.empty()) words += ", " + model.account.address.city;
  if (draft.order.quoted_until) {
    return words + ". Quote, valid until " + long_date(*draft.order.quoted_until);
  }
  if (draft.order.provisional_number.empty()) return words;
  if (draft.edited) return words + ". Saving the draft …";
  return words + (draft.kept_back ? ". Not saved: something has to be mended first"
                                  : ". Draft saved on this device");
}

void draw_step(const WizardModel& model, WizardDraft& draft, Commands& out) {
  switch (draft.step) {
    case WizardStep::items:
      return draw_items_step(model, draft, out);
    case WizardStep::details:
      return draw_details_step(model, draft, out);
    case WizardStep::confirm:
      return draw_confirm_step(model, draft, out);
  }
}

void draw_missing(Commands& out) {
  if (page_header({.title = "New order", .back = true}).back) out.push_back(GoBack{});
  const Card card({.name = "New order"});
  empty_state({.title = "This order cannot be entered here yet",
               .text = "The customer or today's price book is not on this device. Both come with "
                       "the next exchange with the server."});
}

}  // namespace

WizardQuery query_of(const WizardDraft& draft) {
  return {draft.order, draft.typed, draft.all_products};
}

SaveDraft save_command_of(const WizardDraft& draft, bool on_purpose) {
  return {draft.order.id,    draft.order.provisional_number,  draft.order.document,
          draft.order.notes, on_purpose || draft.order.saved, draft.order.copied_from};
}

namespace {

void fill_offer(const WizardModel& model, const WizardDraft& draft, OfferedDocument& command) {
  command.order_id = draft.order.id;
  command.provisional_number = draft.order.provisional_number;
  command.document = draft.order.document;
  command.notes = draft.order.notes;
  command.quoted_one_time = model.totals->one_time;
  command.quoted_recurring = model.totals->recurring;
  command.document_digest = digest_of(draft.order.document);
  command.closed_through = model.organisation.closed_through;
}

}  // namespace

PlaceOrder place_command_of(const WizardModel& model, const WizardDraft& draft) {
  PlaceOrder command;
  fill_offer(model, draft, command);
  command.signature = draft.signature;
  return command;
}

SaveQuote quote_command_of(const WizardModel& model, const WizardDraft& draft, Date valid_until) {
  SaveQuote command;
  fill_offer(model, draft, command);
  command.valid_until = valid_until;
  return command;
}

std::vector<FieldProblem> problems_of(const WizardModel& model, const WizardDraft& draft) {
  std::vector<FieldProblem> problems = model.problems;
  add_typed_problems(model, draft, problems);
  problems.insert(problems.end(), draft.refused.begin(), draft.refused.end());
  return problems;
}

std::vector<FieldProblem> problems_in(WizardStep step, const std::vector<FieldProblem>& problems) {
  std::vector<FieldProblem> own;
  for (const FieldProblem& problem : problems) {
    if (step_of(problem) == step) own.push_back(problem);
  }
  return own;
}

void mark_edited(WizardDraft& draft) {
  draft.edited = true;
  draft.warned = false;
  // What was signed or offered is not this any more; the typed name alone changes neither.
  if (draft.step != WizardStep::confirm) draft.signature.clear();
  draft.order.quoted_until.reset();
  draft.removed.reset();
  draft.refused.clear();
  draft.refusal.clear();
}

void save_now(WizardDraft& draft, Commands& out) {
  if (draft.edited) out.push_back(save_command_of(draft, false));
}

std::string price_key(const OrderItem& item, std::size_t charge) {
  return "price/" + item.id.text() + "/" + std::to_string(charge);
}

std::string quantity_key(const OrderItem& item) { return "quantity/" + item.id.text(); }

std::optional<std::int64_t> parse_quantity(std::string_view text, const WizardItem& item) {
  const bool required = item.product != nullptr && item.product->quantity_required;
  if (required && trim(text).empty()) return 0;
  const auto number = parse_decimal(trim(text));
  if (!number || number->scale != 0) return std::nullopt;
  if (number->coefficient < 1 || number->coefficient > quantity_max) return std::nullopt;
  return number->coefficient;
}

std::optional<Decimal> parse_unit_price(std::string_view text, const WizardItem& item) {
  const bool required = item.product != nullptr && item.product->price_required;
  if (required && trim(text).empty()) return Decimal();
  return parse_price(text);
}

std::string item_label(std::string_view what, const OrderDocument& document, std::size_t index) {
  return std::string(what) + " of " + item_name(document, index);
}

std::string price_label(const OrderDocument& document, std::size_t index, std::size_t charge) {
  const auto& charges = document.items[index].charges;
  return item_label(charges.size() == 1 ? "Price" : "Price, " + charges[charge].name, document,
                    index);
}

std::string discount_key(const OrderItem& item) { return "discount/" + item.id.text(); }

std::string amount_key(const OrderCharge& charge) { return "amount/" + charge.id.text(); }

TypedResult draw_typed(const TypedField& field, WizardDraft& draft) {
  const auto kept = draft.texts.find(field.key);
  std::string text = kept == draft.texts.end() ? field.resting : kept->second;
  const FieldResult result = decimal_field({.label = field.label,
                                            .error = field.error,
                                            .invalid = field.invalid,
                                            .required = field.required,
                                            .hide_label = field.hide_label},
                                           text);
  TypedResult typed;
  typed.left = result.left || result.submitted;
  if (result.changed) {
    draft.texts[field.key] = text;
    typed.typed = text;
  }
  if (result.submitted && !field.return_to.empty()) Kit::current().focus_next(field.return_to);
  return typed;
}

void draw_wizard(const WizardModel& model, WizardDraft& draft, Commands& out) {
  if (!model.found) return draw_missing(out);
  const std::string title = draft.order.provisional_number.empty()
                                ? "New order"
                                : "New order " + draft.order.provisional_number;
  const std::string subtitle = subtitle_of(model, draft);
  // From later steps, Back leads to the step before; it stands with the buttons.
  const bool leave = draft.step == WizardStep::items;
  const auto header = page_header({.title = title, .subtitle = subtitle, .back = leave});
  if (header.back) out.push_back(LeaveDraft{});
  static const std::vector<std::string> names{"Items", "Details", "Confirm"};
  const WizardStep before = draft.step;
  if (const auto pressed = steps(names, static_cast<std::size_t>(draft.step))) {
    draft.step = static_cast<WizardStep>(*pressed);
  }
  const bool wide = Kit::current().viewport().wide;
  if (!draft.note.empty()) {
    banner({.text = draft.note});
    gap(2);
  }
  TwoPane panes({.side_width = 322, .stack_below = true});
  {
    const float below = wide ? 0 : invoice_strip_height() + 12;
    const Card card({.name = names[static_cast<std::size_t>(draft.step)], .keep_below = below});
    draw_step(model, draft, out);
  }
  if (panes.side()) {
    if (wide) {
      draw_invoice_panel(model, draft, out);
    } else {
      draw_invoice_strip(model, draft, out);
    }
  }
  draw_explanation(model, draft);
  draw_item_dialog(model, draft, out);
  draw_fields_menu(model, draft, out);
  draw_ways_dialogs(model, draft, out);
  if (draft.step != before) save_now(draft, out);
}

}  // namespace satchel::web
