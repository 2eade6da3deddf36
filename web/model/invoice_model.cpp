// Loads invoices and puts the derivation of each line into words.
#include "web/model/invoice_model.h"

#include <algorithm>

#include "shared/domain/access/permission.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

/// What may still be paid of the invoice.
Money open_of(const Invoice& invoice) {
  const bool open = invoice.kind == InvoiceKind::invoice && !invoice.on_hold &&
                    invoice.state == InvoiceState::posted;
  return {open ? std::max<std::int64_t>(0, balance_of(invoice).minor) : 0, invoice.total.currency};
}

InvoiceRow row_of(const Invoice& invoice) {
  InvoiceRow row;
  row.id = invoice.id;
  row.number = invoice.number == 0 ? "Draft" : std::to_string(invoice.number);
  row.party = invoice.bill_to_name;
  row.invoice_date = invoice.invoice_date;
  row.due_date = invoice.due_date;
  row.total = invoice.total;
  row.open = open_of(invoice);
  return row;
}

/// Says how much of what is open the account's credit can pay.
Result<void> add_credit(Transaction& tx, const ModelContext& context, InvoiceDetailsModel& model) {
  const Money open = open_of(model.invoice);
  model.credit = model.payable = {0, open.currency};
  if (open.minor == 0 || !may(context.actor.role, Permission::payment_refund)) return {};
  const auto account = SATCHEL_TRY(find_account(tx, model.invoice.account_id));
  if (!account || account->credit.currency != open.currency) return {};
  model.credit = account->credit;
  model.payable.minor = std::min(open.minor, std::max<std::int64_t>(0, model.credit.minor));
  if (!context.online) model.why_off = "You are offline. This needs the server.";
  return {};
}

}  // namespace

Result<InvoiceListModel> load_invoice_list(Transaction& tx, const InvoiceListQuery& query) {
  InvoiceListModel model;
  model.total = SATCHEL_TRY(count_invoices(tx));
  InvoiceQuery wanted;
  wanted.account_id = query.account_id;
  wanted.order_id = query.order_id;
  wanted.text = query.text;
  wanted.count_max = list_rows_max;
  bool mixed = false;
  for (const Invoice& invoice : SATCHEL_TRY(list_invoices(tx, wanted))) {
    model.rows.push_back(row_of(invoice));
    mixed = mixed || (model.sum && model.sum->currency != invoice.total.currency);
    if (!mixed) model.sum = model.sum ? *model.sum + invoice.total : invoice.total;
  }
  if (mixed) model.sum.reset();
  model.more = static_cast<std::int64_t>(model.rows.size()) == list_rows_max;
  return model;
}

std::vector<InvoiceLineView> line_views_of(const Invoice& invoice) {
  std::vector<InvoiceLineView> views;
  for (const InvoiceLine& line : invoice.lines) {
    InvoiceLineView view;
    view.name = line.name;
    if (line.days_in_period > 1) view.derivation = period_words(line.period) + ", ";
    view.derivation += derivation_of(line);
    view.order = line.order_number == 0 ? "" : "Order " + std::to_string(line.order_number);
    view.order_id = line.order_id;
    view.amount = grouped_amount(line.amount);
    view.steps = explain_line(line);
    views.push_back(std::move(view));
  }
  return views;
}

Result<InvoiceDetailsModel> load_invoice_details(Transaction& tx, const ModelContext& context,
                                                 const InvoiceId& id) {
  InvoiceDetailsModel model;
  auto invoice = SATCHEL_TRY(find_invoice(tx, id));
  if (!invoice) return model;
  model.found = true;
  model.invoice = *std::move(invoice);
  model.lines = line_views_of(model.invoice);
  const bool open = open_of(model.invoice).minor > 0;
  model.takes_payment = open && may(context.actor.role, Permission::payment_record);
  SATCHEL_TRY(add_credit(tx, context, model));
  return model;
}

}  // namespace satchel::web
