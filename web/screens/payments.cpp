// Draws the payments.
#include "web/screens/payments.h"

#include <array>

#include "shared/base/text.h"
#include "web/kit/button.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/allocate_dialog.h"
#include "web/screens/parts.h"

namespace satchel::web {
namespace {

constexpr auto payment_columns =
    std::to_array<Column>({{.title = "Date", .width = 84},
                           {.title = "Customer"},
                           {.title = "Order", .width = 48, .hide_on_phone = true},
                           {.title = "Method", .width = 104, .hide_on_phone = true},
                           {.title = "Amount", .width = 88, .align = Align::right},
                           {.title = "Outcome", .width = 80, .hide_below = 560}});

std::string payments_subtitle(const PaymentListModel& model) {
  const auto count = static_cast<std::int64_t>(model.rows.size());
  std::string words = count_of(count, "payment", "payments");
  if (model.more) words = "The newest " + words;
  if (model.sum && model.sum->minor != 0) words += ", " + to_text(*model.sum) + " kept";
  return words;
}

const PaymentListRow* chosen_payment(const PaymentListModel& model, const PaymentsDraft& draft) {
  for (const PaymentListRow& row : model.rows) {
    if (row.id == draft.selected && !draft.selected.empty()) return &row;
  }
  return nullptr;
}

void draw_payment_row(const PaymentListRow& row, Cells& cells) {
  cells.muted(long_date(row.taken_on));
  cells.two_lines(row.customer, row.mark ? words_of(row.mark) : std::string_view(row.taken_by),
                  row.mark ? std::optional(tone_of(*row.mark)) : std::nullopt);
  cells.text(row.order);
  cells.two_lines(row.method, row.reference);
  cells.number(grouped_amount(row.amount));
  cells.muted(row.outcome);
}

void draw_payment_list(const PaymentListModel& model, PaymentsDraft& draft, Commands& out) {
  const Card card({.name = "Payment list"});
  if (model.rows.empty()) {
    empty_state({.title = draft.search.empty() ? "No payments yet" : "No payment matches",
                 .text = "What is recorded on orders and invoices, or paid by card, stands here. "
                         "References, customers and who took the money are searched."});
    return;
  }
  {
    const RightRow row{"List actions"};
    if (button({.label = "Export CSV"})) out.push_back(ExportList{ExportedList::payments});
  }
  draft.table.selected.reset();
  for (std::size_t index = 0; index < model.rows.size(); ++index) {
    if (model.rows[index].id == draft.selected) draft.table.selected = index;
  }
  const TableSpec spec{
      .name = "Payments", .columns = payment_columns, .row_count = model.rows.size()};
  const auto result = table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    draw_payment_row(model.rows[index], cells);
  });
  if (!result.selection_changed && !result.pressed) return;
  draft.selected = model.rows[*draft.table.selected].id;
  draft.error.clear();
}

/// Returns why the acts on the payment are off; empty when they are not.
std::string why_no_act(const PaymentListModel& model, const PaymentListRow& row,
                       const PaymentsDraft& draft) {
  const std::string& why = draft.acting.empty() ? model.why_off : draft.acting;
  return why.empty() && row.mark ? "The payment is not on the server yet." : why;
}

/// What the payment paid, and what is left of it for other invoices.
void draw_use(const PaymentDetailsModel& details, const OfferedAct& allocating,
              PaymentsDraft& draft) {
  if (!details.allocations.empty()) heading("What it paid", 3);
  if (const auto undone = draw_allocations(details.allocations, allocating)) {
    ask_to_undo(*undone, draft.undo);
  }
  if (details.free.minor <= 0) return;
  money_row("Credit of the account", to_text(details.free));
  if (!allocating.offered) return;
  if (details.open.empty()) return muted("No invoice of the customer is open.");
  gap(1);
  if (button({.label = "Allocate to invoices",
              .kind = ButtonKind::primary,
              .why_disabled = allocating.why_off,
              .width = -1})) {
    ask_to_allocate(details, draft);
  }
}

void draw_payment(const PaymentListRow& row, PaymentsDraft& draft, Commands& out) {
  muted("Payment of " + long_date(row.taken_on));
  heading(to_text(row.amount), 2);
  gap(1);
  if (!draft.error.empty()) banner({.text = draft.error, .tone = Tone::red, .urgent = true});
  if (!draft.acting.empty()) busy_text(draft.acting);
  key_value("Customer", row.customer);
  key_value("Method", row.method);
  if (!row.reference.empty()) key_value("Reference", row.reference);
  key_value("Taken by", row.taken_by);
  key_value("Outcome", row.outcome);
  gap(1);
  if (!row.order_id.empty() && link("Open order " + row.order, "#/orders/" + row.order_id.text())) {
    out.push_back(GoTo{"/orders/" + row.order_id.text()});
  }
  if (link("Open customer", "#/customers/" + row.account_id.text())) {
    out.push_back(GoTo{"/customers/" + row.account_id.text()});
  }
}

void draw_payment_acts(const PaymentListModel& model, const PaymentListRow& row,
                       const PaymentDetailsModel& details, PaymentsDraft& draft) {
  const std::string why = why_no_act(model, row, draft);
  if (details.id == row.id) {
    if (!details.allocations.empty() || details.free.minor > 0) divider();
    draw_use(details, {model.may_allocate, why}, draft);
  }
  if (!model.may_refund || row.refunded) return;
  divider();
  if (button({.label = "Refund", .kind = ButtonKind::danger, .why_disabled = why, .width = -1})) {
    draft.refunding = true;
    draft.amount = plain_amount(details.left);
    draft.reason.clear();
    draft.tried = false;
  }
}

/// What is typed, where it can be given back.
std::optional<Money> refund_of(const PaymentDetailsModel& details, const PaymentsDraft& draft) {
  const auto amount = parse_money(trim(draft.amount), details.left.currency);
  const bool fits = amount && amount->minor > 0 && amount->minor <= details.left.minor;
  return fits ? amount : std::nullopt;
}

void draw_refund_dialog(const PaymentDetailsModel& details, PaymentsDraft& draft, Commands& out) {
  Dialog dialog("Refund this payment?", draft.refunding);
  if (!dialog.shown()) return;
  body(
      "It comes out of the account's credit first, then out of what the payment paid, which is "
      "open again.");
  gap(2);
  const auto amount = refund_of(details, draft);
  const std::string label = "Amount in " + std::string(to_text(details.left.currency));
  const std::string most = "More than zero, at most " + grouped_amount(details.left) + ".";
  decimal_field({.label = label, .help = most, .error = amount ? "" : most, .required = true},
                draft.amount);
  draw_money_reason(draft.tried, draft.reason);
  gap(3);
  Columns columns({1, 1}, true);
  if (button({.label = "Keep the payment", .width = -1})) draft.refunding = false;
  columns.next();
  if (!button({.label = "Refund it now", .kind = ButtonKind::danger, .width = -1})) return;
  draft.tried = true;
  if (!amount || trim(draft.reason).empty()) return;
  draft.refunding = false;
  RefundPayment command{details.id, trim(draft.reason)};
  if (*amount != details.left) command.amount = amount;
  out.push_back(std::move(command));
}

}  // namespace

void draw_payments(const PaymentListModel& model, const PaymentDetailsModel& details,
                   PaymentsDraft& draft, Commands& out) {
  const PaymentListRow* chosen = chosen_payment(model, draft);
  const bool alone = !Kit::current().viewport().wide && chosen != nullptr;
  const auto header = page_header({.title = alone ? "Payment" : "Payments",
                                   .subtitle = alone ? chosen->customer : payments_subtitle(model),
                                   .search = alone ? nullptr : &draft.search,
                                   .search_label = "Search payments",
                                   .back = alone});
  if (header.back) draft.selected = {};
  {
    TwoPane panes({.side_width = 320, .side_wanted = alone});
    if (panes.main()) draw_payment_list(model, draft, out);
    if (panes.side()) {
      const Card card({.name = "Payment details"});
      if (chosen != nullptr) {
        draw_payment(*chosen, draft, out);
        draw_payment_acts(model, *chosen, details, draft);
      } else {
        empty_state({.title = "No payment selected",
                     .text = "Choose one to see what became of it, or to give it back."});
      }
    }
  }
  if (chosen == nullptr || details.id != chosen->id) return;
  draw_refund_dialog(details, draft, out);
  draw_allocate_dialog(details, draft, out);
  draw_invoice_act_dialog({}, draft.undo, out);
}

}  // namespace satchel::web
