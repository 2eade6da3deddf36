// Draws the invoices.
#include "web/screens/invoices.h"

#include <array>

#include "web/kit/button.h"
#include "web/kit/feedback.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/parts.h"

namespace satchel::web {
namespace {

constexpr auto invoice_list_columns =
    std::to_array<Column>({{.title = "Invoice", .width = 64},
                           {.title = "Customer"},
                           {.title = "Date", .width = 92},
                           {.title = "Due", .width = 92, .hide_on_phone = true},
                           {.title = "Total", .width = 100, .align = Align::right}});

std::string subtitle_of(const InvoiceListModel& model) {
  std::string words = count_of(static_cast<std::int64_t>(model.rows.size()), "invoice", "invoices");
  if (model.more) words = "The newest " + words;
  if (model.sum && model.sum->minor != 0) words += ", " + to_text(*model.sum);
  return words;
}

void draw_nothing(const InvoiceListModel& model, const InvoicesDraft& draft) {
  if (model.total == 0) {
    empty_state({.title = "No invoices yet",
                 .text = "Completed orders are invoiced by the next bill cycle; once it is posted, "
                         "the invoices of your customers arrive here by themselves."});
    return;
  }
  const std::string title = "No invoice matches “" + draft.search + "”";
  empty_state({.title = title, .text = "Numbers and customers were searched."});
}

void draw_table(const InvoiceListModel& model, InvoicesDraft& draft, Commands& out) {
  {
    const RightRow row{"List actions"};
    if (model.may_see_dunning) {
      if (button({.label = "Dunning"})) out.push_back(GoTo{"/dunning"});
      same_line();
    }
    if (button({.label = "Export CSV"})) out.push_back(ExportList{ExportedList::invoices});
  }
  draft.table.selected.reset();
  for (std::size_t index = 0; index < model.rows.size(); ++index) {
    if (model.rows[index].id == draft.selected) draft.table.selected = index;
  }
  const TableSpec spec{
      .name = "Invoices", .columns = invoice_list_columns, .row_count = model.rows.size()};
  const auto result = table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    const InvoiceRow& row = model.rows[index];
    row.mark.empty() ? cells.strong(row.number) : cells.two_lines(row.number, row.mark);
    cells.text(row.party);
    cells.muted(long_date(row.invoice_date));
    cells.muted(long_date(row.due_date));
    cells.number(grouped_amount(row.total));
  });
  const bool wide = Kit::current().viewport().wide;
  auto opened = result.opened ? result.opened : result.pressed;
  if (wide && result.selection_changed) opened = draft.table.selected;
  if (opened) out.push_back(GoTo{"/invoices/" + model.rows[*opened].id.text(), wide});
}

/// How the line's amount comes about, below it.
void draw_steps(const InvoiceLineView& line) {
  for (const ExplainedStep& step : line.steps) {
    money_row(step.title, step.amount, MoneyRow::normal, step.words);
  }
}

void draw_lines(const InvoiceDetailsModel& model, InvoicesDraft& draft, Commands& out) {
  OrderId order;
  std::size_t index = 0;
  for (const InvoiceLineView& line : model.lines) {
    const IdScope scope{index++};
    if (!line.order.empty() && line.order_id != order) {
      order = line.order_id;
      if (index > 1) gap(2);
      if (link(line.order, "#/orders/" + order.text())) {
        out.push_back(GoTo{"/orders/" + order.text()});
      }
    }
    money_row(line.name, line.amount, MoneyRow::normal, line.derivation);
    const bool shown = draft.explained == index;
    const std::string label = (shown ? "Hide how " : "Explain ") + line.name;
    if (button({.label = label, .kind = ButtonKind::link})) {
      draft.explained = shown ? std::nullopt : std::optional(index);
    }
    if (shown) draw_steps(line);
  }
}

std::string words_of_invoice(const Invoice& invoice) {
  return "Invoice " + std::to_string(invoice.number) + " to " + invoice.bill_to_name;
}

/// What is left to pay, and what brought the rest.
void draw_balance(const InvoiceDetailsModel& model, InvoicesDraft& draft) {
  const Invoice& invoice = model.invoice;
  money_row("Total", to_text(invoice.total), MoneyRow::total);
  if (invoice.paid.minor != 0) money_row("Paid", to_text(invoice.paid));
  if (const auto undone = draw_allocations(model.allocations, model.undoing)) {
    ask_to_undo(*undone, draft.acts);
  }
  if (invoice.credited.minor != 0) money_row("Credited", to_text(invoice.credited));
  if (invoice.written_off.minor != 0) money_row("Written off", to_text(invoice.written_off));
  const Money balance = balance_of(invoice);
  if (balance != invoice.total) money_row("Balance due", to_text(balance), MoneyRow::total);
  muted("Every line is rounded once, half up; the total is the sum of the lines.");
  gap(2);
}

/// What brings the money in: a payment, or credit that the account has.
void draw_paying(const InvoiceDetailsModel& model, InvoicesDraft& draft, Commands& out) {
  const Invoice& invoice = model.invoice;
  if (!draft.error.empty()) {
    banner({.text = draft.error, .tone = Tone::red, .urgent = true});
    gap(2);
  }
  if (!draft.acting.empty()) busy_text(draft.acting);
  if (model.takes_payment &&
      button({.label = "Record payment", .kind = ButtonKind::primary, .width = -1})) {
    out.push_back(TakePayment{invoice.account_id, invoice.order_id, invoice.id,
                              words_of_invoice(invoice), balance_of(invoice),
                              PaymentMethod::bank_transfer});
  }
  gap(1);
  if (model.payable.minor == 0) return;
  const std::string why = draft.acting.empty() ? model.why_off : draft.acting;
  const std::string label = "Use credit of " + to_text(model.credit);
  if (button({.label = label, .why_disabled = why, .width = -1})) {
    draft.using_credit = true;
    draft.error.clear();
  }
  gap(1);
}

void draw_credit_dialog(const InvoiceDetailsModel& model, InvoicesDraft& draft, Commands& out) {
  Dialog dialog("Pay from the account's credit?", draft.using_credit);
  if (!dialog.shown()) return;
  const Invoice& invoice = model.invoice;
  const std::string amount = to_text(model.payable);
  const Money rest = balance_of(invoice) - model.payable;
  body(words_of_invoice(invoice));
  gap(1);
  key_value("Credit of the account", to_text(model.credit));
  key_value("Open on the invoice", to_text(balance_of(invoice)));
  divider();
  money_row("Paid from credit", amount, MoneyRow::total);
  key_value("Credit left", to_text(model.credit - model.payable));
  key_value("Stays open", to_text(rest));
  gap(3);
  Columns columns({1, 1}, true);
  if (button({.label = "Back", .width = -1})) draft.using_credit = false;
  columns.next();
  const std::string label = "Use " + amount;
  if (!button({.label = label, .kind = ButtonKind::primary, .width = -1})) return;
  draft.using_credit = false;
  out.push_back(UseCredit{invoice.account_id, invoice.id});
}

void draw_details(const InvoiceDetailsModel& model, InvoicesDraft& draft, Commands& out) {
  if (!model.found) {
    empty_state({.title = "This invoice is not on this device",
                 .text = "It may belong to another territory, or arrive with the next exchange."});
    return;
  }
  const Invoice& invoice = model.invoice;
  muted("Invoice " + std::to_string(invoice.number));
  heading(invoice.bill_to_name, 2);
  if (!invoice.bill_to_address.empty()) muted(invoice.bill_to_address);
  gap(1);
  status_chip(model.standing.words, tone_of(model.standing.colour));
  gap(1);
  key_value("Account", std::to_string(invoice.account_number));
  key_value("Invoice date", long_date(invoice.invoice_date));
  key_value("Due", long_date(invoice.due_date));
  divider();
  draw_lines(model, draft, out);
  divider();
  draw_balance(model, draft);
  draw_paying(model, draft, out);
  // The lines never change; what was paid since is added below them.
  if (button({.label = "Reprint invoice", .width = -1})) out.push_back(PrintInvoice{invoice.id});
  gap(2);
  draw_invoice_acts(model, draft.acting, draft.acts, out);
  if (link("Open customer", "#/customers/" + invoice.account_id.text())) {
    out.push_back(GoTo{"/customers/" + invoice.account_id.text()});
  }
}

void draw_invoice_list(const InvoiceListModel& model, InvoicesDraft& draft, Commands& out) {
  const Card card({.name = "Invoice list"});
  if (model.rows.empty()) {
    draw_nothing(model, draft);
  } else {
    draw_table(model, draft, out);
  }
}

void draw_invoice_side(const InvoiceDetailsModel& details, InvoicesDraft& draft, Commands& out) {
  const Card card({.name = "Invoice details"});
  if (draft.selected.empty()) {
    empty_state({.title = "No invoice selected",
                 .text = "Choose one in the list to see how each of its lines comes about."});
    return;
  }
  draw_details(details, draft, out);
}

}  // namespace

void draw_invoices(const InvoiceListModel& model, const InvoiceDetailsModel& details,
                   InvoicesDraft& draft, Commands& out) {
  const bool alone = !Kit::current().viewport().wide && !draft.selected.empty();
  const std::string title =
      alone ? "Invoice " + std::to_string(details.invoice.number) : "Invoices";
  const std::string subtitle = alone ? details.invoice.bill_to_name : subtitle_of(model);
  const auto header = page_header({.title = title,
                                   .subtitle = subtitle,
                                   .search = alone ? nullptr : &draft.search,
                                   .search_label = "Search invoices",
                                   .back = alone});
  if (header.back) out.push_back(GoTo{"/invoices"});
  {
    TwoPane panes({.side_width = 380, .side_wanted = alone});
    if (panes.main()) draw_invoice_list(model, draft, out);
    if (panes.side()) draw_invoice_side(details, draft, out);
  }
  if (!details.found) return;
  draw_credit_dialog(details, draft, out);
  draw_invoice_act_dialog(details, draft.acts, out);
}

}  // namespace satchel::web
