// Subscriptions and invoices in JSON.
#include "shared/wire/aggregate_wire.h"
#include "shared/wire/coupon_wire.h"
#include "shared/wire/recurrence_wire.h"
#include "shared/wire/tax_wire.h"

namespace satchel {
namespace {

constexpr std::size_t invoice_lines_max = 1'000'000;

void encode_line(JsonWriter& out, const InvoiceLine& line) {
  out.begin_object();
  out.field("id", line.id);
  out.field("charge_id", line.charge_id);
  out.field("order_id", line.order_id);
  out.field("order_number", line.order_number);
  if (!line.order_item_id.empty()) out.field("order_item_id", line.order_item_id);
  out.field("name", line.name);
  out.field("period_start", line.period.start);
  out.field("period_end", line.period.end);
  out.field("quantity", line.quantity);
  out.field("unit_price", line.unit_price);
  out.field("discount_ppm", line.discount_ppm);
  out.field("days_billed", line.days_billed);
  out.field("days_in_period", line.days_in_period);
  out.field("price_book_version", line.price_book_version);
  out.field("amount", line.amount);
  out.field("tax_ppm", line.tax_ppm);
  out.field("tax", line.tax);
  out.field("kind", line.kind);
  out.field("model", line.model);
  encode_price_terms(out, "terms", line.terms);
  if (line.usage) out.field("usage_units", *line.usage);
  encode_line_tax(out, line.taxed);
  encode_line_coupons(out, line.coupons);
  out.end_object();
}

InvoiceLine read_line(ObjectReader& in) {
  InvoiceLine line;
  line.id = in.id<InvoiceLineId>("id");
  line.charge_id = in.id<BillableChargeId>("charge_id");
  line.order_id = in.id<OrderId>("order_id");
  line.order_number = in.number("order_number");
  line.order_item_id = in.optional_id<OrderItemId>("order_item_id");
  line.name = in.text("name");
  line.period.start = in.day("period_start");
  line.period.end = in.day("period_end");
  line.quantity = in.number("quantity");
  line.unit_price = in.decimal("unit_price");
  line.discount_ppm = in.number("discount_ppm");
  line.days_billed = in.number("days_billed");
  line.days_in_period = in.number("days_in_period");
  line.price_book_version = in.number("price_book_version");
  line.amount = in.money("amount");
  line.tax_ppm = in.number("tax_ppm");
  line.tax = in.money("tax");
  if (in.has("kind")) line.kind = in.word<LineKind>("kind");
  if (in.has("model")) line.model = in.word<ChargeModel>("model");
  line.terms = read_price_terms(in, "terms");
  if (in.has("usage_units")) line.usage = in.decimal("usage_units");
  line.taxed = read_line_tax(in);
  line.coupons = read_line_coupons(in);
  return line;
}

}  // namespace

void encode(JsonWriter& out, const Subscription& subscription) {
  out.begin_object();
  out.field("id", subscription.id);
  out.field("version", subscription.version);
  out.field("account_id", subscription.account_id);
  out.field("order_id", subscription.order_id);
  out.field("order_item_id", subscription.order_item_id);
  if (!subscription.product_id.empty()) out.field("product_id", subscription.product_id);
  if (!subscription.plan_id.empty()) out.field("plan_id", subscription.plan_id);
  out.field("name", subscription.name);
  out.field("quantity", subscription.quantity);
  out.field("monthly", subscription.monthly);
  out.field("start", subscription.start);
  out.field("end", subscription.end);
  out.field("state", subscription.state);
  out.end_object();
}

Subscription read_subscription(ObjectReader& in) {
  Subscription subscription;
  subscription.id = in.id<SubscriptionId>("id");
  subscription.version = in.number("version");
  subscription.account_id = in.id<AccountId>("account_id");
  subscription.order_id = in.id<OrderId>("order_id");
  subscription.order_item_id = in.id<OrderItemId>("order_item_id");
  subscription.product_id = in.optional_id<ProductId>("product_id");
  subscription.plan_id = in.optional_id<PlanId>("plan_id");
  subscription.name = in.text("name");
  subscription.quantity = in.number("quantity");
  subscription.monthly = in.money("monthly");
  subscription.start = in.day("start");
  subscription.end = in.optional_day("end");
  subscription.state = in.word<SubscriptionState>("state");
  return subscription;
}

void encode(JsonWriter& out, const Invoice& invoice) {
  out.begin_object();
  out.field("id", invoice.id);
  out.field("version", invoice.version);
  out.field("number", invoice.number);
  out.field("kind", invoice.kind);
  out.field("state", invoice.state);
  out.field("on_hold", invoice.on_hold);
  out.field("account_id", invoice.account_id);
  out.field("account_number", invoice.account_number);
  out.field("bill_to_name", invoice.bill_to_name);
  out.field("bill_to_address", invoice.bill_to_address);
  encode_exemption(out, "tax_exemption", invoice.tax_exemption);
  if (!invoice.bill_run_id.empty()) out.field("bill_run_id", invoice.bill_run_id);
  if (!invoice.order_id.empty()) out.field("order_id", invoice.order_id);
  if (!invoice.credits_invoice_id.empty()) {
    out.field("credits_invoice_id", invoice.credits_invoice_id);
  }
  out.field("through", invoice.through);
  out.field("invoice_date", invoice.invoice_date);
  out.field("due_date", invoice.due_date);
  out.field("net", invoice.net);
  out.field("tax", invoice.tax);
  out.field("total", invoice.total);
  out.field("paid", invoice.paid);
  out.field("credited", invoice.credited);
  if (invoice.written_off.minor != 0) out.field("written_off", invoice.written_off);
  if (!invoice.reissues_id.empty()) {
    out.field("reissues_id", invoice.reissues_id);
    out.field("reissues_number", invoice.reissues_number);
  }
  out.key("lines");
  out.begin_array();
  for (const InvoiceLine& line : invoice.lines) encode_line(out, line);
  out.end_array();
  out.end_object();
}

Invoice read_invoice(ObjectReader& in) {
  Invoice invoice;
  invoice.id = in.id<InvoiceId>("id");
  invoice.version = in.number("version");
  invoice.number = in.number("number");
  invoice.kind = in.word<InvoiceKind>("kind");
  invoice.state = in.word<InvoiceState>("state");
  invoice.on_hold = in.flag("on_hold");
  invoice.account_id = in.id<AccountId>("account_id");
  invoice.account_number = in.number("account_number");
  invoice.bill_to_name = in.text("bill_to_name");
  invoice.bill_to_address = in.text("bill_to_address");
  if (in.has("tax_exemption")) {
    in.object("tax_exemption",
              [&](ObjectReader& each) { invoice.tax_exemption = read_exemption(each); });
  }
  invoice.bill_run_id = in.optional_id<BillRunId>("bill_run_id");
  invoice.order_id = in.optional_id<OrderId>("order_id");
  invoice.credits_invoice_id = in.optional_id<InvoiceId>("credits_invoice_id");
  invoice.through = in.day("through");
  invoice.invoice_date = in.day("invoice_date");
  invoice.due_date = in.day("due_date");
  invoice.net = in.money("net");
  invoice.tax = in.money("tax");
  invoice.total = in.money("total");
  invoice.paid = in.money("paid");
  invoice.credited = in.money("credited");
  invoice.written_off.currency = invoice.total.currency;
  if (in.has("written_off")) invoice.written_off = in.money("written_off");
  invoice.reissues_id = in.optional_id<InvoiceId>("reissues_id");
  invoice.reissues_number = in.optional_number("reissues_number", 0);
  in.each_object("lines", invoice_lines_max,
                 [&](ObjectReader& line) { invoice.lines.push_back(read_line(line)); });
  return invoice;
}

}  // namespace satchel
