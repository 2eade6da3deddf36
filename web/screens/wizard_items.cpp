// The first step: products by type-ahead or from the list, quantity, price and discount a line.
#include <algorithm>
#include <array>

#include "shared/base/text.h"
#include "shared/domain/limits.h"
#include "web/kit/button.h"
#include "web/kit/combobox.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/layout.h"
#include "web/kit/table.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/parts.h"
#include "web/screens/wizard_parts.h"

namespace satchel::web {
namespace {

constexpr std::string_view add_label = "Add a product";

/// One row: an item's first charge with its quantity and discount, or a further charge of it.
struct ItemRow {
  std::size_t item = 0;
  std::size_t charge = 0;
};

std::vector<ItemRow> rows_of(const OrderDocument& document) {
  std::vector<ItemRow> rows;
  for (std::size_t item = 0; item < document.items.size(); ++item) {
    const std::size_t charges = std::max<std::size_t>(1, document.items[item].charges.size());
    for (std::size_t charge = 0; charge < charges; ++charge) rows.push_back({item, charge});
  }
  return rows;
}

bool has_id(const OrderDocument& document, const OrderItemId& id) {
  return std::any_of(document.items.begin(), document.items.end(),
                     [&](const OrderItem& item) { return item.id == id; });
}

void add_product(const Product& product, WizardDraft& draft, Commands& out) {
  OrderDocument& document = draft.order.document;
  std::size_t position = document.items.size();
  auto item = make_item(draft.order.id, position, product, document.currency);
  while (item && has_id(document, item->id)) {
    item = make_item(draft.order.id, ++position, product, document.currency);
  }
  if (!item) return;
  document.items.push_back(*std::move(item));
  draft.typed.clear();
  draft.all_products = false;
  mark_edited(draft);
  save_now(draft, out);
  const std::string name = field_name(document, document.items.size() - 1);
  Kit::current().focus_next("Quantity of " + name);
}

void draw_type_ahead(const WizardModel& model, WizardDraft& draft, Commands& out) {
  std::vector<ComboOption> options;
  for (const ProductMatch& match : model.matches) {
    options.push_back({match.product.name, match.product.detail, match.price});
  }
  const bool phone = Kit::current().viewport().phone;
  Columns columns(phone ? std::vector<float>{1} : std::vector<float>{4, 1}, true);
  const ComboResult result =
      combobox({.label = add_label, .hint = "Type a name, a code or a category"}, options,
               draft.typed, "No product of this price book matches");
  if (result.text_changed) draft.all_products = false;
  if (result.picked && *result.picked < model.matches.size()) {
    add_product(model.matches[*result.picked].product, draft, out);
  }
  if (!phone) {
    columns.next();
    gap(5);
  }
  if (button({.label = "All products",
              .kind = phone ? ButtonKind::link : ButtonKind::secondary,
              .width = phone ? 0.0F : -1.0F})) {
    draft.all_products = !draft.all_products;
    Kit::current().focus_next(add_label);
  }
}

void draw_undo(WizardDraft& draft, Commands& out) {
  if (!draft.removed) return;
  const std::string words = draft.removed->item.name + " was removed.";
  if (!banner({.text = words, .tone = Tone::grey, .action = "Undo"})) return gap(2);
  const RemovedItem back = *draft.removed;
  auto& items = draft.order.document.items;
  const auto index = std::min(back.index, items.size());
  items.insert(items.begin() + static_cast<std::ptrdiff_t>(index), back.item);
  mark_edited(draft);
  save_now(draft, out);
}

void remove_item(std::size_t index, WizardDraft& draft, Commands& out) {
  auto& items = draft.order.document.items;
  const RemovedItem removed{items[index], index};
  items.erase(items.begin() + static_cast<std::ptrdiff_t>(index));
  mark_edited(draft);
  save_now(draft, out);
  draft.removed = removed;
  Kit::current().focus_next(add_label);
}

/// Draws the fields of one item wherever they stand: in table cells, or below each other.
class ItemFields {
 public:
  ItemFields(WizardDraft& draft, Commands& out, std::size_t index, bool hide_labels)
      : draft_(draft),
        out_(out),
        item_(draft.order.document.items[index]),
        name_(field_name(draft.order.document, index)),
        hide_labels_(hide_labels) {}

  void quantity() {
    const TypedField field{.key = quantity_key(item_),
                           .label = labelled("Quantity"),
                           .resting = std::to_string(item_.quantity),
                           .hide_label = hide_labels_,
                           .return_to = add_label};
    const auto result = draw_typed(field, draft_);
    if (result.typed) {
      if (const auto quantity = parse_quantity(*result.typed)) item_.quantity = *quantity;
      mark_edited(draft_);
    }
    finish(result, field.key,
           [](const std::string& text) { return parse_quantity(text).has_value(); });
  }

  void price(std::size_t charge) {
    ItemCharge& sold = item_.charges[charge];
    const std::string of = item_.charges.size() == 1 ? "Price" : "Price, " + sold.name;
    const TypedField field{.key = price_key(item_, charge),
                           .label = labelled(of),
                           .resting = price_text(sold.unit_price, currency()),
                           .hide_label = hide_labels_,
                           .return_to = add_label};
    const auto result = draw_typed(field, draft_);
    if (result.typed) {
      if (const auto price = parse_price(*result.typed)) sold.unit_price = *price;
      mark_edited(draft_);
    }
    finish(result, field.key,
           [](const std::string& text) { return parse_price(text).has_value(); });
  }

  void discount() {
    const TypedField field{.key = discount_key(item_),
                           .label = labelled("Discount"),
                           .resting = percent_text(item_.discount_ppm),
                           .hide_label = hide_labels_,
                           .return_to = add_label};
    const auto result = draw_typed(field, draft_);
    if (result.typed) {
      if (const auto ppm = parse_percent(*result.typed)) item_.discount_ppm = *ppm;
      mark_edited(draft_);
    }
    finish(result, field.key,
           [](const std::string& text) { return parse_percent(text).has_value(); });
  }

  bool remove() { return icon_button(Icon::remove, "Remove " + name_); }

 private:
  Currency currency() const { return draft_.order.document.currency; }

  std::string labelled(const std::string& what) const { return what + " of " + name_; }

  void finish(const TypedResult& result, const std::string& key,
              bool (*is_valid)(const std::string&)) {
    if (!result.left) return;
    const auto kept = draft_.texts.find(key);
    if (kept != draft_.texts.end() && is_valid(kept->second)) draft_.texts.erase(kept);
    save_now(draft_, out_);
  }

  WizardDraft& draft_;
  Commands& out_;
  OrderItem& item_;
  std::string name_;
  bool hide_labels_;
};

std::string problem_of_item(const std::vector<FieldProblem>& problems, std::size_t index) {
  return std::string(problem_with(problems, "items[" + std::to_string(index) + "]"));
}

std::string amount_of_charge(const OrderItem& item, std::size_t charge, Currency currency) {
  if (charge >= item.charges.size()) return {};
  const auto amount = amount_of(item, item.charges[charge], currency);
  if (!amount) return "too large";
  const bool monthly = item.charges[charge].kind == ChargeKind::recurring;
  return grouped_amount(*amount) + (monthly ? " / month" : "");
}

void draw_name(const OrderItem& item, const ItemRow& row, const std::string& problem,
               Cells& cells) {
  const bool first = row.charge == 0;
  if (item.charges.size() > 1) {
    const std::string& charge = item.charges[row.charge].name;
    if (!first) return cells.muted(charge);
    if (problem.empty()) return cells.two_lines(item.name, charge);
  }
  if (!problem.empty()) return cells.two_lines(item.name, problem, Tone::red);
  cells.two_lines(item.name, item.detail);
}

void draw_table(const std::vector<FieldProblem>& problems, WizardDraft& draft, Commands& out) {
  static constexpr auto columns =
      std::to_array<Column>({{.title = "Item"},
                             {.title = "Quantity", .width = 64, .align = Align::right},
                             {.title = "Price", .width = 80, .align = Align::right},
                             {.title = "Discount %", .width = 74, .align = Align::right},
                             {.title = "Line total", .width = 106, .align = Align::right},
                             {.title = "", .width = 32}});
  OrderDocument& document = draft.order.document;
  const auto rows = rows_of(document);
  const TableSpec spec{.name = "Items",
                       .columns = columns,
                       .row_count = rows.size(),
                       .selectable = false,
                       .height = -1,
                       .row_height = 52};
  TableState state;
  std::optional<std::size_t> removed;
  table(spec, state, [&](std::size_t index, Cells& cells) {
    const ItemRow row = rows[index];
    const OrderItem& item = document.items[row.item];
    ItemFields fields(draft, out, row.item, true);
    const bool first = row.charge == 0;
    draw_name(item, row, problem_of_item(problems, row.item), cells);
    first ? cells.widget([&] { fields.quantity(); }) : cells.text("");
    item.charges.empty() ? cells.text("") : cells.widget([&] { fields.price(row.charge); });
    first ? cells.widget([&] { fields.discount(); }) : cells.text("");
    cells.number(amount_of_charge(item, row.charge, document.currency));
    if (!first) return cells.text("");
    cells.widget([&] {
      if (fields.remove()) removed = row.item;
    });
  });
  if (removed) remove_item(*removed, draft, out);
}

/// On a phone each item stands by itself, its fields below its name.
void draw_stack(const std::vector<FieldProblem>& problems, WizardDraft& draft, Commands& out) {
  OrderDocument& document = draft.order.document;
  std::optional<std::size_t> removed;
  {
    Columns columns({3, 4, 3, 1.4F}, true, 8);
    muted("Quantity");
    columns.next();
    muted("Price");
    columns.next();
    muted("Discount %");
  }
  for (std::size_t index = 0; index < document.items.size(); ++index) {
    const OrderItem& item = document.items[index];
    const IdScope scope{item.id.text()};
    ItemFields fields(draft, out, index, true);
    money_row(item.name, item_amount(item, document.currency), MoneyRow::normal, item.detail);
    error_text(problem_of_item(problems, index));
    {
      Columns columns({3, 4, 3, 1.4F}, true, 8);
      fields.quantity();
      columns.next();
      for (std::size_t charge = 0; charge < item.charges.size(); ++charge) fields.price(charge);
      columns.next();
      fields.discount();
      columns.next();
      if (fields.remove()) removed = index;
    }
    divider();
  }
  if (removed) remove_item(*removed, draft, out);
}

}  // namespace

void draw_items_step(const WizardModel& model, WizardDraft& draft, Commands& out) {
  draw_type_ahead(model, draft, out);
  gap(2);
  draw_undo(draft, out);
  const auto problems = problems_of(model, draft);
  if (draft.tried) error_text(problem_with(problems, "items"));
  if (!draft.refusal.empty()) error_text(draft.refusal);
  if (draft.order.document.items.empty()) {
    if (!draft.typed.empty() || draft.all_products) return;
    empty_state({.title = "No items yet",
                 .text = "Type a few letters of a product above and press Enter, or open the list "
                         "of all products. Enter in a quantity leads back to the next product."});
    return;
  }
  if (Kit::current().viewport().phone) {
    draw_stack(problems, draft, out);
  } else {
    draw_table(problems, draft, out);
  }
}

}  // namespace satchel::web
