// Events as JSON.
#include "server/store/event_data.h"

#include "shared/wire/writer.h"

namespace satchel::server {

std::string event_data(const Order& order) {
  JsonWriter out;
  out.begin_object();
  out.field("id", order.id);
  out.field("number", order.number);
  out.field("account_id", order.document.account_id);
  out.field("ordered_on", order.document.ordered_on);
  out.field("lifecycle", order.lifecycle);
  out.field("payment", order.payment);
  if (const auto totals = totals_of(order.document)) {
    out.field("one_time", totals->one_time);
    out.field("recurring", totals->recurring);
  }
  out.end_object();
  return out.take();
}

std::string event_data(const Invoice& invoice) {
  JsonWriter out;
  out.begin_object();
  out.field("id", invoice.id);
  out.field("number", invoice.number);
  out.field("account_id", invoice.account_id);
  out.field("account_number", invoice.account_number);
  out.field("order_id", invoice.order_id.text());
  out.field("invoice_date", invoice.invoice_date);
  out.field("due_date", invoice.due_date);
  out.field("total", invoice.total);
  out.end_object();
  return out.take();
}

std::string event_data(const Payment& payment) {
  JsonWriter out;
  out.begin_object();
  out.field("id", payment.id);
  out.field("account_id", payment.account_id);
  out.field("order_id", payment.order_id.text());
  out.field("method", payment.method);
  out.field("amount", payment.amount);
  out.field("taken_on", payment.taken_on);
  out.end_object();
  return out.take();
}

}  // namespace satchel::server
