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
  if (invoice.state == InvoiceState::voided) row.mark = "Void";
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
  model.why_off = why_offline(context);
  return {};
}

/// What only the server can know, such as a later invoice that corrects this one, it says itself.
void offer_acts(const ModelContext& context, InvoiceDetailsModel& model) {
  const Invoice& invoice = model.invoice;
  const std::string offline = why_offline(context);
  const bool posted = invoice.kind == InvoiceKind::invoice && invoice.state == InvoiceState::posted;
  model.undoing = {may(context.actor.role, Permission::payment_allocate), offline};
  const bool writes_off = may(context.actor.role, Permission::invoice_write_off);
  model.writing_off = {posted && writes_off && balance_of(invoice).minor > 0, offline};
  model.reissuing = {posted && may(context.actor.role, Permission::invoice_void), offline};
  if (balance_of(invoice) != invoice.total) {
    model.reissuing.why_off =
        "Something was paid, credited or written off of it. Take that off first.";
  } else if (invoice.on_hold) {
    model.reissuing.why_off = "It is on hold for a fraud order.";
  }
  model.voiding = model.reissuing;
  if (model.voiding.why_off.empty() && !invoice.order_id.empty()) {
    model.voiding.why_off =
        "An order's own invoice is only voided to be issued again. Or cancel the order.";
  }
}

/// The invoices of the account that were issued again for this one, or credit it.
Result<std::vector<RelatedInvoice>> load_related(Transaction& tx, const Invoice& invoice) {
  std::vector<RelatedInvoice> related;
  const auto number = [](const Invoice& each) { return std::to_string(each.number); };
  if (!invoice.reissues_id.empty()) {
    related.push_back({invoice.reissues_id, "Issued again for the void invoice " +
                                                std::to_string(invoice.reissues_number)});
  }
  InvoiceQuery wanted;
  wanted.account_id = invoice.account_id;
  wanted.count_max = list_rows_max;
  for (const Invoice& each : SATCHEL_TRY(list_invoices(tx, wanted))) {
    if (each.reissues_id == invoice.id) {
      related.push_back({each.id, "Issued again as invoice " + number(each)});
    } else if (each.credits_invoice_id == invoice.id) {
      related.push_back({each.id, "Taken back by credit note " + number(each)});
    } else if (each.id == invoice.credits_invoice_id) {
      related.push_back({each.id, "Takes back invoice " + number(each)});
    }
  }
  return related;
}

}  // namespace

InvoiceStanding standing_of(const Invoice& invoice, Date today) {
  if (invoice.state == InvoiceState::draft) return {"Draft", StateColour::grey};
  if (invoice.state == InvoiceState::voided) return {"Void", StateColour::grey};
  if (invoice.kind == InvoiceKind::credit_note) return {"Credit note", StateColour::grey};
  if (invoice.on_hold) return {"On hold", StateColour::violet};
  if (balance_of(invoice).minor <= 0) {
    const bool given_up = invoice.written_off.minor > 0;
    return {given_up ? "Written off" : "Paid", given_up ? StateColour::grey : StateColour::green};
  }
  const std::int64_t days = days_between(invoice.due_date, today);
  if (days <= 0) return {"Open", StateColour::yellow};
  return {"Overdue for " + count_of(days, "day", "days"), StateColour::red};
}

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
    if (invoice.state == InvoiceState::voided) continue;
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
                                                 const InvoiceId& id, const CreditLog& log) {
  InvoiceDetailsModel model;
  auto invoice = SATCHEL_TRY(find_invoice(tx, id));
  if (!invoice) return model;
  model.found = true;
  model.invoice = *std::move(invoice);
  model.lines = line_views_of(model.invoice);
  const bool open = open_of(model.invoice).minor > 0;
  model.takes_payment = open && may(context.actor.role, Permission::payment_record);
  SATCHEL_TRY(add_credit(tx, context, model));
  model.standing = standing_of(model.invoice, context.today);
  model.related = SATCHEL_TRY(load_related(tx, model.invoice));
  model.allocations = SATCHEL_TRY(load_allocations(tx, model.invoice, log));
  offer_acts(context, model);
  return model;
}

}  // namespace satchel::web
