// Writes the lists as CSV.
#include "web/model/list_exports.h"

#include <limits>
#include <optional>

#include "shared/store/awaiting_payment.h"
#include "shared/store/billing_store.h"
#include "shared/store/payment_store.h"
#include "web/model/csv.h"
#include "web/model/payment_model.h"
#include "web/model/subscription_model.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

constexpr std::int64_t everything = std::numeric_limits<std::int32_t>::max();

std::string number_or_empty(std::int64_t number) {
  return number == 0 ? std::string() : std::to_string(number);
}

}  // namespace

Result<std::string> export_orders(Transaction& tx, const OrderListQuery& query, Date today) {
  OrderQuery wanted = stored_query(query, today);
  wanted.count_max = everything;
  CsvWriter csv({"Order", "Site", "Account", "Customer", "City", "Payment method", "PO number",
                 "Order date", "Taken by", "Once", "A month", "Currency", "Status", "State"});
  for (const OrderRow& row : SATCHEL_TRY(list_orders(tx, wanted))) {
    const Order& head = row.head;
    csv.row({number_of(head), head.site_code, number_or_empty(row.account_number), row.account_name,
             row.account_city, method_words(head.document.payment_method),
             head.document.purchase_order, to_text(row.ordered_on), row.taken_by_name,
             plain_amount(row.one_time), plain_amount(row.recurring),
             to_text(head.document.currency), office_status_of(head), chip_of(head).words});
  }
  return csv.take();
}

Result<std::string> export_awaiting_payment(Transaction& tx, Date today) {
  CsvWriter csv({"Order", "Site", "Account", "Customer", "Payment method", "Order date", "Days",
                 "Due", "Paid", "Open", "Currency"});
  const AwaitingPaymentQuery query{.today = today, .count_max = everything};
  for (const AwaitingPayment& row : SATCHEL_TRY(list_awaiting_payment(tx, query))) {
    csv.row({number_or_empty(row.order_number), row.site_code, number_or_empty(row.account_number),
             row.account_name, method_words(row.method), to_text(row.ordered_on),
             std::to_string(row.age_days), plain_amount(row.due), plain_amount(row.paid),
             plain_amount(row.due - row.paid), to_text(row.due.currency)});
  }
  return csv.take();
}

Result<std::string> export_subscriptions(Transaction& tx, const std::string& text, Date today) {
  CsvWriter csv(
      {"Subscription", "Customer", "Quantity", "Since", "Until", "A month", "Currency", "State"});
  for (const SubscriptionRow& row : SATCHEL_TRY(load_subscriptions(tx, text, today)).rows) {
    csv.row({row.name, row.customer, std::to_string(row.quantity), to_text(row.start),
             row.end ? to_text(*row.end) : std::string(), plain_amount(row.monthly),
             to_text(row.monthly.currency), to_text(row.state)});
  }
  return csv.take();
}

Result<std::string> export_invoices(Transaction& tx, const std::string& text) {
  InvoiceQuery wanted;
  wanted.text = text;
  wanted.count_max = everything;
  CsvWriter csv({"Number", "Kind", "State", "Account", "Bill to", "Invoice date", "Due date", "Net",
                 "Tax", "Total", "Paid", "Balance", "Currency"});
  for (const Invoice& each : SATCHEL_TRY(list_invoices(tx, wanted))) {
    csv.row({number_or_empty(each.number), to_text(each.kind), to_text(each.state),
             number_or_empty(each.account_number), each.bill_to_name, to_text(each.invoice_date),
             to_text(each.due_date), plain_amount(each.net), plain_amount(each.tax),
             plain_amount(each.total), plain_amount(each.paid), plain_amount(balance_of(each)),
             to_text(each.total.currency)});
  }
  return csv.take();
}

Result<std::string> export_payments(Transaction& tx, const std::string& text) {
  PaymentQuery wanted;
  wanted.text = text;
  wanted.count_max = everything;
  CsvWriter csv({"Date", "Account", "Customer", "Order", "Payment method", "Reference", "Amount",
                 "Currency", "Taken by", "Outcome"});
  for (const PaymentRow& row : SATCHEL_TRY(list_payments(tx, wanted))) {
    const Payment& payment = row.payment;
    csv.row({to_text(payment.taken_on), number_or_empty(row.account_number), row.account_name,
             number_or_empty(row.order_number), method_words(payment.method), payment.reference,
             plain_amount(payment.amount), to_text(payment.amount.currency), payment.taken_by_name,
             outcome_of(payment)});
  }
  return csv.take();
}

}  // namespace satchel::web
