// The last step: everything the customer signs, to read, with Back and Place Order.
#include <array>

#include "web/kit/button.h"
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

/// Where a problem is, for people: the item's name instead of its position.
std::string place_of(const FieldProblem& problem, const OrderDocument& document) {
  for (std::size_t index = 0; index < document.items.size(); ++index) {
    const std::string field = "items[" + std::to_string(index) + "]";
    if (problem.field.compare(0, field.size(), field) == 0) {
      return item_name(document, index) + ": ";
    }
  }
  return {};
}

void draw_problems(const std::vector<FieldProblem>& problems, const WizardDraft& draft) {
  if (!draft.refusal.empty()) {
    banner({.text = draft.refusal, .tone = Tone::red, .urgent = true});
    gap(2);
  }
  for (const FieldProblem& problem : problems) {
    error_text(place_of(problem, draft.order.document) + std::string(describe(problem.reason)));
  }
  if (!problems.empty()) gap(2);
}

void draw_parties(const WizardModel& model, const WizardDraft& draft) {
  const OrderDocument& document = draft.order.document;
  Columns columns({1, 1});
  heading("Invoiced to", 3);
  strong(display_name(model.account));
  const std::string address = one_line(model.account.address);
  if (!address.empty()) muted(address);
  muted(contact_name(model.account) + ", " + model.account.email);
  columns.next();
  key_value("Order date", long_date(document.ordered_on));
  if (!document.purchase_order.empty()) key_value("PO number", document.purchase_order);
  key_value("Payment", "on account, net " + std::to_string(model.account.payment_terms_days));
  if (!draft.order.notes.empty()) key_value("Notes", draft.order.notes);
}

void draw_items(const OrderDocument& document) {
  static constexpr auto columns = std::to_array<Column>(
      {{.title = "Item"},
       {.title = "Quantity, price, discount", .width = 210, .hide_on_phone = true},
       {.title = "Amount", .width = 150, .align = Align::right}});
  const TableSpec spec{.name = "Items to be placed",
                       .columns = columns,
                       .row_count = document.items.size(),
                       .selectable = false,
                       .height = -1};
  TableState state;
  table(spec, state, [&](std::size_t index, Cells& cells) {
    const OrderItem& item = document.items[index];
    cells.two_lines(item.name, item.detail);
    cells.muted(item_derivation(item, document.currency));
    cells.number(item_amount(item, document.currency));
  });
}

void draw_totals(const WizardModel& model, const OrderDocument& document) {
  if (!model.totals) return error_text(describe(Reason::amount_out_of_range));
  const OrderTotals& totals = *model.totals;
  gap(2);
  for (std::size_t index = 0; index < document.charges.size(); ++index) {
    const IdScope scope{index};
    const OrderCharge& charge = document.charges[index];
    money_row(charge.name, grouped_amount(charge.amount), MoneyRow::secondary);
  }
  if (totals.gross != totals.goods) {
    money_row("Discount", grouped_amount(totals.goods - totals.gross), MoneyRow::secondary);
  }
  if (totals.recurring.minor != 0) {
    money_row("Every month", to_text(totals.recurring), MoneyRow::normal, "for a full month");
  }
  money_row("Once", to_text(totals.one_time), MoneyRow::total);
}

}  // namespace

void draw_confirm_step(const WizardModel& model, WizardDraft& draft, Commands& out) {
  OrderDocument& document = draft.order.document;
  draw_problems(problems_of(model, draft), draft);
  draw_parties(model, draft);
  divider();
  draw_items(document);
  draw_totals(model, document);
  divider();
  const FieldResult signature =
      text_field({.label = "Signed by",
                  .help = "Name of the person who orders; it is part of what is signed",
                  .error = problem_with(model.problems, "signed_by"),
                  .width = 360},
                 document.signed_by);
  if (signature.changed) mark_edited(draft);
  if (signature.left) save_now(draft, out);
}

}  // namespace satchel::web
