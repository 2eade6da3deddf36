// Writes the lists of one customer as CSV.
#include "web/model/customer_exports.h"

#include "web/model/csv.h"
#include "web/model/payment_model.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

std::string orders_of(const CustomerPageModel& model) {
  CsvWriter csv({"Order", "Order date", "Taken by", "Once", "A month", "Currency", "State"});
  for (const OrderListRow& row : model.orders) {
    csv.row({row.number, to_text(row.ordered_on), row.rep, plain_amount(row.total),
             plain_amount(row.recurring), to_text(row.total.currency), row.chip.words});
  }
  return csv.take();
}

std::string subscriptions_of(const CustomerPageModel& model) {
  CsvWriter csv({"Subscription", "Quantity", "Since", "Until", "A month", "Currency", "State"});
  for (const Subscription& row : model.subscriptions) {
    csv.row({row.name, std::to_string(row.quantity), to_text(row.start),
             row.end ? to_text(*row.end) : std::string(), plain_amount(row.monthly),
             to_text(row.monthly.currency), to_text(row.state)});
  }
  return csv.take();
}

std::string invoices_of(const CustomerPageModel& model) {
  CsvWriter csv({"Number", "Invoice date", "Due date", "Total", "Open", "Currency"});
  for (const InvoiceRow& row : model.invoices) {
    csv.row({row.number, to_text(row.invoice_date), to_text(row.due_date), plain_amount(row.total),
             plain_amount(row.open), to_text(row.total.currency)});
  }
  return csv.take();
}

std::string payments_of(const CustomerPageModel& model) {
  CsvWriter csv(
      {"Date", "Payment method", "Reference", "Amount", "Currency", "Taken by", "Outcome"});
  for (const PaymentRow& row : model.payments) {
    const Payment& payment = row.payment;
    csv.row({to_text(payment.taken_on), method_words(payment.method), payment.reference,
             plain_amount(payment.amount), to_text(payment.amount.currency), payment.taken_by_name,
             outcome_of(payment)});
  }
  return csv.take();
}

std::string history_of(const CustomerPageModel& model) {
  CsvWriter csv({"When", "What", "Who"});
  const auto& history = model.account.history;
  for (auto event = history.rbegin(); event != history.rend(); ++event) {
    csv.row({utc_text(event->at), words_of(*event), event->by});
  }
  return csv.take();
}

}  // namespace

bool is_empty(const CustomerPageModel& model, CustomerList list) {
  switch (list) {
    case CustomerList::orders:
      return model.orders.empty();
    case CustomerList::subscriptions:
      return model.subscriptions.empty();
    case CustomerList::invoices:
      return model.invoices.empty();
    case CustomerList::payments:
      return model.payments.empty();
    case CustomerList::history:
      return model.account.history.empty();
  }
  return true;
}

std::string export_customer_list(const CustomerPageModel& model, CustomerList list) {
  switch (list) {
    case CustomerList::orders:
      return orders_of(model);
    case CustomerList::subscriptions:
      return subscriptions_of(model);
    case CustomerList::invoices:
      return invoices_of(model);
    case CustomerList::payments:
      return payments_of(model);
    case CustomerList::history:
      return history_of(model);
  }
  return {};
}

}  // namespace satchel::web
