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

/// What stands beside a product in the list; an add-on says what it belongs to.
std::string detail_of(const ProductMatch& match) {
  if (match.base.empty()) return match.product.detail;
  return (match.base_item_id.empty() ? "Add-on, needs " : "Add-on of ") + match.base;
}

void draw_type_ahead(const WizardModel& model, WizardDraft& draft, Commands& out) {
  std::vector<ComboOption> options;
  for (const ProductMatch& match : model.matches) {
    options.push_back({match.product.name, detail_of(match), match.price});
  }
  const bool phone = Kit::current().viewport().phone;
  Columns columns(phone ? std::vector<float>{1} : std::vector<float>{4, 1}, true);
  const ComboResult result =
      combobox({.label = add_product_label, .hint = "Type a name, a code or a category"}, options,
               draft.typed, "No product of this price book matches");
  if (result.text_changed) draft.all_products = false;
  if (result.picked && *result.picked < model.matches.size()) {
    add_product(model, model.matches[*result.picked], draft, out);
  }
  if (!phone) {
    columns.next();
    gap(5);
  }
  if (button({.label = "All products",
              .kind = phone ? ButtonKind::link : ButtonKind::secondary,
              .width = phone ? 0.0F : -1.0F})) {
    draft.all_products = !draft.all_products;
    Kit::current().focus_next(add_product_label);
  }
}

void draw_undo(WizardDraft& draft, Commands& out) {
  if (!draft.removed) return;
  const std::string words = draft.removed->name + " was removed.";
  if (!banner({.text = words, .tone = Tone::grey, .action = "Undo"})) return gap(2);
  draft.order.document.items = draft.removed->before;
  mark_edited(draft);
  save_now(draft, out);
}

/// Draws the fields of one item wherever they stand: in table cells, or below each other. What the
/// catalogue fixes is a text.
class ItemFields {
 public:
  ItemFields(const WizardModel& model, WizardDraft& draft, Commands& out, std::size_t index)
      : draft_(draft),
        out_(out),
        index_(index),
        item_(draft.order.document.items[index]),
        known_(index < model.items.size() ? model.items[index] : unknown()) {}

  bool has_quantity() const {
    return known_.product == nullptr || known_.product->quantity_editable;
  }
  bool has_price() const { return known_.product == nullptr || known_.product->price_editable; }
  /// Tiers are the catalogue's.
  bool has_price(std::size_t charge) const {
    return has_price() && !has_tiers(item_.charges[charge].model);
  }

  void quantity() {
    const bool required = known_.product != nullptr && known_.product->quantity_required;
    const bool missing = required && item_.quantity == 0;
    const TypedField field{.key = quantity_key(item_),
                           .label = item_label("Quantity", draft_.order.document, index_),
                           .resting = missing ? "" : std::to_string(item_.quantity),
                           .required = required,
                           .invalid = missing && draft_.tried,
                           .return_to = add_product_label};
    const auto result = draw_typed(field, draft_);
    const auto parse = [&](const std::string& text) { return parse_quantity(text, known_); };
    if (result.typed) {
      if (const auto quantity = parse(*result.typed)) item_.quantity = *quantity;
      mark_edited(draft_);
    }
    finish(result, field.key, parse);
  }

  void price(std::size_t charge) {
    ItemCharge& sold = item_.charges[charge];
    const bool required = known_.product != nullptr && known_.product->price_required;
    const bool missing = required && sold.unit_price.coefficient == 0;
    const TypedField field{.key = price_key(item_, charge),
                           .label = price_label(draft_.order.document, index_, charge),
                           .resting = missing ? "" : price_of(charge),
                           .required = required,
                           .invalid = missing && draft_.tried,
                           .return_to = add_product_label};
    const auto result = draw_typed(field, draft_);
    const auto parse = [&](const std::string& text) { return parse_unit_price(text, known_); };
    if (result.typed) {
      if (const auto price = parse(*result.typed)) sold.unit_price = *price;
      mark_edited(draft_);
    }
    finish(result, field.key, parse);
  }

  void discount() {
    const TypedField field{.key = discount_key(item_),
                           .label = item_label("Discount", draft_.order.document, index_),
                           .resting = percent_text(item_.discount_ppm),
                           .return_to = add_product_label};
    const auto result = draw_typed(field, draft_);
    if (result.typed) {
      if (const auto ppm = parse_percent(*result.typed)) item_.discount_ppm = *ppm;
      mark_edited(draft_);
    }
    finish(result, field.key, [](const std::string& text) { return parse_percent(text); });
  }

  std::string price_of(std::size_t charge) const {
    const ItemCharge& sold = item_.charges[charge];
    if (has_tiers(sold.model)) return std::string(words_of(sold.model));
    return price_text(sold.unit_price, draft_.order.document.currency);
  }

  void configure() {
    if (known_.product == nullptr) return;
    if (icon_button(Icon::edit, "Configure " + item_name(draft_.order.document, index_))) open();
  }

  /// On a phone, in words, where there is something to choose or to answer.
  void configure_in_words() {
    const bool asks =
        known_.product != nullptr && (!known_.product->configuration.empty() ||
                                      known_.product->plans.size() > 1 || !known_.add_ons.empty());
    const std::string label = "Configure " + item_name(draft_.order.document, index_);
    if (asks && button({.label = label, .width = -1})) open();
  }

  bool remove() {
    return icon_button(Icon::remove, "Remove " + item_name(draft_.order.document, index_));
  }

 private:
  static const WizardItem& unknown() {
    static const WizardItem item;
    return item;
  }

  void open() { draft_.item = {.open = true, .id = item_.id, .tried = draft_.tried}; }

  template <class Parse>
  void finish(const TypedResult& result, const std::string& key, Parse parse) {
    if (!result.left) return;
    const auto kept = draft_.texts.find(key);
    if (kept != draft_.texts.end() && parse(kept->second)) draft_.texts.erase(kept);
    save_now(draft_, out_);
  }

  WizardDraft& draft_;
  Commands& out_;
  std::size_t index_;
  OrderItem& item_;
  const WizardItem& known_;
};

/// What stands below an item's name: what is wrong or missing, else what it is.
struct ItemNote {
  std::string words;
  std::optional<Tone> tone;
};

ItemNote note_of(const WizardModel& model, const WizardDraft& draft, std::size_t index) {
  const std::string path = "items[" + std::to_string(index) + "]";
  const std::string typed(problem_with(problems_of(model, draft), path));
  if (!typed.empty()) return {typed, Tone::red};
  const OrderItem& item = draft.order.document.items[index];
  if (index >= model.items.size()) return {item.detail, {}};
  const WizardItem& known = model.items[index];
  if (!known.problem.empty()) return {known.problem, Tone::red};
  if (!known.missing.empty()) {
    std::string words;
    for (const std::string& each : known.missing) words += (words.empty() ? "" : ", ") + each;
    return {"Needs: " + words, draft.tried ? Tone::red : Tone::yellow};
  }
  if (!known.base.empty()) return {"Add-on of " + known.base, {}};
  const bool choice = known.plan != nullptr && known.product->plans.size() > 1;
  return {choice ? known.plan->name + " plan" : item.detail, {}};
}

std::string amount_of_charge(const OrderItem& item, std::size_t charge, Currency currency) {
  if (charge >= item.charges.size()) return {};
  const auto amount = amount_of(item, item.charges[charge], currency);
  if (!amount) return "too large";
  if (item.charges[charge].kind == ChargeKind::usage) return "by usage";
  const bool monthly = item.charges[charge].kind == ChargeKind::recurring;
  return grouped_amount(*amount) + (monthly ? " / month" : "");
}

void draw_name(const OrderItem& item, const ItemRow& row, const ItemNote& note, Cells& cells) {
  if (row.charge != 0) return cells.muted(item.charges[row.charge].name);
  const bool many = item.charges.size() > 1;
  cells.two_lines(item.name, many && !note.tone ? item.charges[0].name : note.words, note.tone);
}

void draw_table(const WizardModel& model, WizardDraft& draft, Commands& out) {
  const float icon = Kit::current().viewport().wide ? 36.0F : 44.0F;
  const auto columns =
      std::to_array<Column>({{.title = "Item"},
                             {.title = "Quantity", .width = 64, .align = Align::right},
                             {.title = "Price", .width = 80, .align = Align::right},
                             {.title = "Discount %", .width = 74, .align = Align::right},
                             {.title = "Line total", .width = 106, .align = Align::right},
                             {.title = "", .width = icon},
                             {.title = "", .width = icon}});
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
    ItemFields fields(model, draft, out, row.item);
    const bool first = row.charge == 0;
    const auto draw_cell = [&](bool shown, bool editable, const std::string& fixed, auto draw) {
      if (!shown) return cells.text("");
      if (!editable) return cells.number(fixed);
      cells.widget(draw);
    };
    const bool priced = !item.charges.empty();
    draw_name(item, row, note_of(model, draft, row.item), cells);
    draw_cell(first, fields.has_quantity(), grouped(item.quantity), [&] { fields.quantity(); });
    draw_cell(priced, priced && fields.has_price(row.charge),
              priced ? fields.price_of(row.charge) : "", [&] { fields.price(row.charge); });
    draw_cell(first && fields.has_price(), true, "", [&] { fields.discount(); });
    cells.number(amount_of_charge(item, row.charge, document.currency));
    draw_cell(first, true, "", [&] { fields.configure(); });
    draw_cell(first, true, "", [&] {
      if (fields.remove()) removed = row.item;
    });
  });
  if (removed) remove_item(*removed, draft, out);
}

/// On a phone each item stands by itself, its fields below its name. Returns whether Remove was
/// pressed.
bool draw_stacked_item(const WizardModel& model, WizardDraft& draft, Commands& out,
                       std::size_t index) {
  const OrderItem& item = draft.order.document.items[index];
  const IdScope scope{item.id.text()};
  ItemFields fields(model, draft, out, index);
  const ItemNote note = note_of(model, draft, index);
  money_row(item.name, item_amount(item, draft.order.document.currency), MoneyRow::normal,
            note.tone ? "" : note.words);
  if (note.tone) toned(note.words, *note.tone);
  bool removed = false;
  {
    Columns columns({3, 4, 3, 1.6F}, true, 8);
    fields.has_quantity() ? fields.quantity() : body(grouped(item.quantity));
    columns.next();
    for (std::size_t charge = 0; charge < item.charges.size(); ++charge) {
      fields.has_price(charge) ? fields.price(charge) : body(fields.price_of(charge));
    }
    columns.next();
    if (fields.has_price()) fields.discount();
    columns.next();
    removed = fields.remove();
  }
  fields.configure_in_words();
  divider();
  return removed;
}

void draw_stack(const WizardModel& model, WizardDraft& draft, Commands& out) {
  std::optional<std::size_t> removed;
  {
    Columns columns({3, 4, 3, 1.6F}, true, 8);
    muted("Quantity");
    columns.next();
    muted("Price");
    columns.next();
    muted("Discount %");
  }
  for (std::size_t index = 0; index < draft.order.document.items.size(); ++index) {
    if (draw_stacked_item(model, draft, out, index)) removed = index;
  }
  if (removed) remove_item(*removed, draft, out);
}

}  // namespace

void draw_items_step(const WizardModel& model, WizardDraft& draft, Commands& out) {
  draw_type_ahead(model, draft, out);
  gap(2);
  draw_undo(draft, out);
  if (draft.tried) error_text(problem_with(model.problems, "items"));
  if (!draft.refusal.empty()) error_text(draft.refusal);
  if (draft.order.document.items.empty()) {
    if (!draft.typed.empty() || draft.all_products) return;
    empty_state({.title = "No items yet",
                 .text = "Type a few letters of a product above and press Enter, or open the list "
                         "of all products. Enter in a quantity leads back to the next product."});
    return;
  }
  if (Kit::current().viewport().phone) {
    draw_stack(model, draft, out);
  } else {
    draw_table(model, draft, out);
  }
}

}  // namespace satchel::web
