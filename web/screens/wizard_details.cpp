// The second step: the order's terms, its questions, discount on all, charges such as freight.
#include <algorithm>

#include "shared/base/text.h"
#include "shared/domain/limits.h"
#include "web/kit/button.h"
#include "web/kit/field.h"
#include "web/kit/layout.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/parts.h"
#include "web/screens/wizard_parts.h"

namespace satchel::web {
namespace {

void draw_text(const FieldSpec& spec, std::string& value, WizardDraft& draft, Commands& out) {
  const FieldResult result = text_field(spec, value);
  if (result.changed) mark_edited(draft);
  if (result.left || result.submitted) save_now(draft, out);
}

/// On every item but those whose price is fixed.
void apply_discount(const WizardModel& model, WizardDraft& draft, Commands& out) {
  const auto ppm = parse_percent(draft.discount);
  if (!ppm) return;
  auto& items = draft.order.document.items;
  for (std::size_t index = 0; index < items.size(); ++index) {
    const Product* product = index < model.items.size() ? model.items[index].product : nullptr;
    if (product != nullptr && !product->price_editable) continue;
    OrderItem& item = items[index];
    item.discount_ppm = *ppm;
    draft.texts.erase(discount_key(item));
  }
  mark_edited(draft);
  save_now(draft, out);
}

void draw_discount(const WizardModel& model, WizardDraft& draft, Commands& out) {
  const bool wrong = !parse_percent(draft.discount);
  const FieldResult result =
      decimal_field({.label = "Discount on all items, %",
                     .help = "Replaces the discount of each line",
                     .error = wrong ? describe(Reason::discount_out_of_range) : ""},
                    draft.discount);
  if (result.changed && !trim(draft.discount).empty()) apply_discount(model, draft, out);
}

void add_charge(const std::string& name, WizardDraft& draft, Commands& out) {
  OrderDocument& document = draft.order.document;
  const auto is_used = [&](const OrderChargeId& id) {
    return std::any_of(document.charges.begin(), document.charges.end(),
                       [&](const OrderCharge& charge) { return charge.id == id; });
  };
  std::size_t position = document.charges.size();
  const Money zero{0, document.currency};
  OrderCharge charge = make_order_charge(draft.order.id, position, name, zero);
  while (is_used(charge.id)) {
    charge = make_order_charge(draft.order.id, ++position, name, zero);
  }
  document.charges.push_back(std::move(charge));
  mark_edited(draft);
  save_now(draft, out);
  Kit::current().focus_next("Amount of " + name);
}

void draw_amount(const std::string& error, OrderCharge& charge, WizardDraft& draft, Commands& out) {
  const Currency currency = draft.order.document.currency;
  const TypedField field{.key = amount_key(charge),
                         .label = "Amount of " + charge.name,
                         .resting = charge.amount.minor == 0 ? "" : plain_amount(charge.amount),
                         .error = error};
  const auto result = draw_typed(field, draft);
  if (result.typed) {
    std::string text = trim(*result.typed);
    std::replace(text.begin(), text.end(), ',', '.');
    draft.texts[field.key] = text;
    if (const auto amount = parse_money(text, currency)) charge.amount = *amount;
    mark_edited(draft);
  }
  if (!result.left) return;
  const auto kept = draft.texts.find(field.key);
  if (kept != draft.texts.end() && parse_money(kept->second, currency)) draft.texts.erase(kept);
  save_now(draft, out);
}

void draw_charge(std::size_t index, const std::vector<FieldProblem>& problems, WizardDraft& draft,
                 Commands& out) {
  OrderCharge& charge = draft.order.document.charges[index];
  const IdScope scope{charge.id.text()};
  const std::string error(problem_with(problems, "charges[" + std::to_string(index) + "]"));
  Columns columns({5, 3, 1}, true, 8);
  draw_text({.label = "Charge", .hide_label = true}, charge.name, draft, out);
  columns.next();
  draw_amount(error, charge, draft, out);
  columns.next();
  if (icon_button(Icon::remove, "Remove charge " + charge.name)) {
    auto& charges = draft.order.document.charges;
    draft.texts.erase(amount_key(charge));
    charges.erase(charges.begin() + static_cast<std::ptrdiff_t>(index));
    mark_edited(draft);
    save_now(draft, out);
  }
}

void draw_charges(const std::vector<FieldProblem>& problems, WizardDraft& draft, Commands& out) {
  heading("Charges of the order", 3);
  muted("Once, such as freight or packing; in " +
        std::string(to_text(draft.order.document.currency)));
  gap(2);
  for (std::size_t index = 0; index < draft.order.document.charges.size(); ++index) {
    draw_charge(index, problems, draft, out);
    gap(2);
  }
  const bool full = draft.order.document.charges.size() >= order_charges_max;
  const std::string_view why = full ? "An order has at most 20 charges." : "";
  if (button({.label = "Add freight", .why_disabled = why})) add_charge("Freight", draft, out);
  same_line();
  if (button({.label = "Add another charge", .kind = ButtonKind::quiet, .why_disabled = why})) {
    add_charge("Charge", draft, out);
  }
}

}  // namespace

void draw_details_step(const WizardModel& model, WizardDraft& draft, Commands& out) {
  const auto problems = problems_of(model, draft);
  OrderDocument& document = draft.order.document;
  draw_terms(model, problems, draft, out);
  divider();
  draw_discount(model, draft, out);
  const auto& fields = model.organisation.settings.order_fields;
  if (!fields.empty()) {
    divider();
    heading("Questions", 3);
    draw_questions({fields, problems, "configuration", draft.tried}, document.configuration, draft,
                   out);
  }
  divider();
  draw_charges(problems, draft, out);
  if (!draft.refusal.empty()) error_text(draft.refusal);
}

}  // namespace satchel::web
