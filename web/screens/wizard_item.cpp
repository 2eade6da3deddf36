// The dialog on one item: its plan, when each charge is billed, the questions, and its add-ons.
#include <algorithm>

#include "shared/base/words.h"
#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/wizard_parts.h"

namespace satchel::web {
namespace {

/// The item that the dialog is about.
struct OpenItem {
  std::size_t index = 0;
  const WizardItem& known;
  OrderItem& item;
};

std::string plan_words(const Product& product, const Plan& plan, Currency currency) {
  const auto item = make_item({OrderId(), 0, currency}, product, plan);
  if (!item) return plan.name + ", not sold in " + std::string(to_text(currency));
  return plan.name + ": " + price_words(*item, currency);
}

/// Choosing another plan populates the item's charges (P4).
void draw_plan(const OpenItem& open, WizardDraft& draft, Commands& out) {
  const Product& product = *open.known.product;
  if (product.plans.size() < 2) return;
  const Currency currency = draft.order.document.currency;
  std::vector<std::string> words;
  std::size_t index = product.plans.size();
  for (const Plan& plan : product.plans) {
    if (plan.id == open.item.plan_id) index = words.size();
    words.push_back(plan_words(product, plan, currency));
  }
  if (!select({.label = "Plan", .required = true}, words, index)) return;
  auto changed = with_plan(open.item, product, product.plans[index], currency);
  if (!changed) return;
  for (std::size_t charge = 0; charge < open.item.charges.size(); ++charge) {
    draft.texts.erase(price_key(open.item, charge));
  }
  open.item = *std::move(changed);
  mark_edited(draft);
  save_now(draft, out);
}

void draw_price(const OpenItem& open, std::size_t charge, WizardDraft& draft, Commands& out) {
  ItemCharge& sold = open.item.charges[charge];
  const Currency currency = draft.order.document.currency;
  const bool required = open.known.product->price_required;
  const bool missing = required && sold.unit_price.coefficient == 0;
  if (has_tiers(sold.model)) return body(timing_words(sold));
  if (!open.known.product->price_editable) return strong(price_text(sold.unit_price, currency));
  const TypedField field{.key = price_key(open.item, charge),
                         .label = "Unit price of " + sold.name,
                         .resting = missing ? "" : price_text(sold.unit_price, currency),
                         .required = required,
                         .invalid = missing && draft.item.tried};
  const TypedResult result = draw_typed(field, draft);
  if (result.typed) {
    if (const auto price = parse_unit_price(*result.typed, open.known)) sold.unit_price = *price;
    mark_edited(draft);
  }
  if (!result.left) return;
  const auto kept = draft.texts.find(field.key);
  if (kept != draft.texts.end() && parse_unit_price(kept->second, open.known)) {
    draft.texts.erase(kept);
  }
  save_now(draft, out);
}

void draw_charges(const OpenItem& open, WizardDraft& draft, Commands& out) {
  heading("Charges in " + std::string(to_text(draft.order.document.currency)), 3);
  for (std::size_t charge = 0; charge < open.item.charges.size(); ++charge) {
    const IdScope scope{charge};
    Columns columns({3, 2}, true);
    body(open.item.charges[charge].name);
    muted(timing_words(open.item.charges[charge]));
    columns.next();
    draw_price(open, charge, draft, out);
  }
  gap(2);
}

void draw_add_ons(const WizardModel& model, const OpenItem& open, WizardDraft& draft,
                  Commands& out) {
  if (open.known.add_ons.empty()) return;
  divider();
  heading("Add-ons", 3);
  const auto& items = draft.order.document.items;
  for (const ProductMatch& match : open.known.add_ons) {
    const IdScope scope{match.product.id.text()};
    const bool chosen = std::any_of(items.begin(), items.end(), [&](const OrderItem& item) {
      return item.product_id == match.product.id && item.base_item_id == match.base_item_id;
    });
    const std::string label = "Add " + match.product.name + ", " + match.price;
    const std::string_view why = chosen ? "It is in the order already." : "";
    if (!button({.label = label, .why_disabled = why, .width = -1})) continue;
    return add_product(model, match, draft, out);
  }
}

void finish(const WizardModel& model, const OpenItem& open, WizardDraft& draft, Commands& out) {
  draft.item.tried = true;
  if (!open.known.question.empty()) return Kit::current().focus_next(open.known.question);
  const ItemDialog closed = draft.item;
  draft.item = {};
  save_now(draft, out);
  if (closed.next) return go_on(model, draft, out);
  if (!closed.added) return;
  const bool counted = open.known.product->quantity_editable;
  Kit::current().focus_next(counted ? item_label("Quantity", draft.order.document, open.index)
                                    : std::string(add_product_label));
}

}  // namespace

void lead_to_missing(const WizardModel& model, WizardDraft& draft) {
  const OrderDocument& document = draft.order.document;
  for (std::size_t index = 0; index < model.items.size(); ++index) {
    const WizardItem& item = model.items[index];
    if (item.missing.empty()) continue;
    const std::string& first = item.missing.front();
    if (first == "Quantity") {
      return Kit::current().focus_next(item_label("Quantity", document, index));
    }
    if (first == "Price") return Kit::current().focus_next(price_label(document, index, 0));
    draft.item = {.open = true, .id = document.items[index].id, .tried = true, .next = true};
    return Kit::current().focus_next(item.question);
  }
}

void draw_item_dialog(const WizardModel& model, WizardDraft& draft, Commands& out) {
  if (!draft.item.open) return;
  auto& items = draft.order.document.items;
  const auto found = std::find_if(items.begin(), items.end(),
                                  [&](const OrderItem& item) { return item.id == draft.item.id; });
  const auto index = static_cast<std::size_t>(found - items.begin());
  // What was added in this frame is known to the model in the next.
  if (index >= model.items.size()) return;
  const WizardItem& known = model.items[index];
  if (known.product == nullptr) return;
  Dialog dialog("Configure " + item_name(draft.order.document, index), draft.item.open, 520);
  if (!dialog.shown()) return;
  const OpenItem open{index, known, *found};
  if (!known.base.empty()) muted("Add-on of " + known.base);
  if (!found->detail.empty()) muted(found->detail);
  gap(1);
  draw_plan(open, draft, out);
  draw_charges(open, draft, out);
  const std::string path = "items[" + std::to_string(index) + "].configuration";
  draw_questions({known.product->configuration, model.problems, path, draft.item.tried},
                 found->configuration, draft, out);
  draw_add_ons(model, open, draft, out);
  gap(2);
  const bool done =
      button({.label = "Done", .kind = ButtonKind::primary, .key = "Ctrl+Enter", .width = -1});
  if (done) finish(model, open, draft, out);
}

}  // namespace satchel::web
