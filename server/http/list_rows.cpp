// What each row of a list shows.
#include "server/http/list_rows.h"

#include "shared/domain/order/order_state.h"

namespace satchel::server {

void write_row(ListWriter& out, const Account& account) {
  out.begin_row();
  out.field("id", account.id);
  out.field("number", account.number);
  out.field("kind", account.kind);
  out.field("name", display_name(account));
  out.field("contact", contact_name(account));
  out.field("email", account.email);
  out.field("phone", account.phone);
  out.field("street", account.address.street);
  out.field("city", account.address.city);
  out.field("region", account.address.region);
  out.field("postal_code", account.address.postal_code);
  out.field("country", account.address.country);
  out.field("currency", account.currency);
  out.field("created_on", account.created_on);
  out.end_row();
}

void write_row(ListWriter& out, const OrderRow& row) {
  out.begin_row();
  out.field("id", row.id);
  out.field("number", row.head.number);
  out.field("provisional_number", row.head.provisional_number);
  out.field("account_id", row.account_id);
  out.field("account_number", row.account_number);
  out.field("account_name", row.account_name);
  out.field("account_city", row.account_city);
  out.field("site_code", row.head.site_code);
  out.field("payment_method", row.head.document.payment_method);
  out.field("taken_by", row.taken_by_name);
  out.field("ordered_on", row.ordered_on);
  out.field("one_time", row.one_time);
  out.field("recurring", row.recurring);
  out.field("item_count", row.item_count);
  out.field("lifecycle", row.head.lifecycle);
  out.field("approval", row.head.approval);
  out.field("review", row.head.review);
  out.field("payment", row.head.payment);
  out.field("status", status_of(row.head));
  out.field("chip", chip_of(row.head).words);
  out.end_row();
}

void write_row(ListWriter& out, const Subscription& subscription) {
  out.begin_row();
  out.field("id", subscription.id);
  out.field("account_id", subscription.account_id);
  out.field("order_id", subscription.order_id);
  out.field("name", subscription.name);
  out.field("quantity", subscription.quantity);
  out.field("monthly", subscription.monthly);
  out.field("start", subscription.start);
  out.field("end", subscription.end ? to_text(*subscription.end) : std::string());
  out.field("state", subscription.state);
  out.end_row();
}

void write_row(ListWriter& out, const Invoice& invoice) {
  out.begin_row();
  out.field("id", invoice.id);
  out.field("number", invoice.number);
  out.field("kind", invoice.kind);
  out.field("state", invoice.state);
  out.field("account_id", invoice.account_id);
  out.field("account_number", invoice.account_number);
  out.field("bill_to_name", invoice.bill_to_name);
  out.field("bill_run_id", invoice.bill_run_id);
  out.field("order_id", invoice.order_id);
  out.field("through", invoice.through);
  out.field("invoice_date", invoice.invoice_date);
  out.field("due_date", invoice.due_date);
  out.field("net", invoice.net);
  out.field("tax", invoice.tax);
  out.field("total", invoice.total);
  out.field("paid", invoice.paid);
  out.field("balance", balance_of(invoice));
  out.end_row();
}

void write_row(ListWriter& out, const PaymentRow& row) {
  const Payment& payment = row.payment;
  out.begin_row();
  out.field("id", payment.id);
  out.field("account_id", payment.account_id);
  out.field("account_number", row.account_number);
  out.field("account_name", row.account_name);
  out.field("order_id", payment.order_id);
  out.field("order_number", row.order_number);
  out.field("method", payment.method);
  out.field("amount", payment.amount);
  out.field("allocated", payment.allocated);
  out.field("credited", payment.credited);
  out.field("refunded", payment.refunded);
  out.field("reference", payment.reference);
  out.field("taken_on", payment.taken_on);
  out.field("taken_by", payment.taken_by_name);
  out.field("standing", payment.standing);
  out.end_row();
}

void write_row(ListWriter& out, const AwaitingPayment& row) {
  out.begin_row();
  out.field("order_id", row.order_id);
  out.field("order_number", row.order_number);
  out.field("account_id", row.account_id);
  out.field("account_number", row.account_number);
  out.field("account_name", row.account_name);
  out.field("site_code", row.site_code);
  out.field("method", row.method);
  out.field("ordered_on", row.ordered_on);
  out.field("age_days", row.age_days);
  out.field("due", row.due);
  out.field("paid", row.paid);
  out.field("open", row.due - row.paid);
  out.end_row();
}

void write_row(ListWriter& out, const CreditEntry& entry) {
  out.begin_row();
  out.field("payment_id", entry.payment_id);
  out.field("invoice_id", entry.invoice_id);
  out.field("kind", entry.kind);
  out.field("amount", entry.amount);
  out.field("entered_on", entry.entered_on);
  out.end_row();
}

}  // namespace satchel::server
