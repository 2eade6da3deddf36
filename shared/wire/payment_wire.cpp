// Payments in JSON: what was taken, and what became of it.
#include "shared/wire/aggregate_wire.h"

namespace satchel {
namespace {

constexpr std::size_t allocations_max = 500;

void encode_taken(JsonWriter& out, const TakenPayment& taken) {
  out.field("id", taken.id);
  out.field("account_id", taken.account_id);
  if (!taken.order_id.empty()) out.field("order_id", taken.order_id);
  if (!taken.invoice_id.empty()) out.field("invoice_id", taken.invoice_id);
  out.field("method", taken.method);
  out.field("amount", taken.amount);
  out.field("reference", taken.reference);
  out.field("gateway_reference", taken.gateway_reference);
  out.field("taken_on", taken.taken_on);
}

}  // namespace

void encode(JsonWriter& out, const TakenPayment& taken) {
  out.begin_object();
  encode_taken(out, taken);
  out.end_object();
}

void encode_allocations(JsonWriter& out, const std::vector<Allocation>& allocations) {
  out.key("allocations");
  out.begin_array();
  for (const Allocation& each : allocations) {
    out.begin_object();
    out.field("invoice_id", each.invoice_id);
    out.field("amount", each.amount);
    out.end_object();
  }
  out.end_array();
}

std::vector<Allocation> read_allocations(ObjectReader& in) {
  std::vector<Allocation> allocations;
  in.each_object("allocations", allocations_max, [&](ObjectReader& each) {
    allocations.push_back({each.id<InvoiceId>("invoice_id"), each.money("amount")});
  });
  return allocations;
}

TakenPayment read_taken_payment(ObjectReader& in) {
  TakenPayment taken;
  taken.id = in.id<PaymentId>("id");
  taken.account_id = in.id<AccountId>("account_id");
  taken.order_id = in.optional_id<OrderId>("order_id");
  taken.invoice_id = in.optional_id<InvoiceId>("invoice_id");
  taken.method = in.word<PaymentMethod>("method");
  taken.amount = in.money("amount");
  taken.reference = in.text("reference");
  taken.gateway_reference = in.text("gateway_reference");
  taken.taken_on = in.day("taken_on");
  return taken;
}

void encode(JsonWriter& out, const Payment& payment) {
  out.begin_object();
  encode_taken(out, payment);
  out.field("version", payment.version);
  out.field("taken_by", payment.taken_by);
  out.field("taken_by_name", payment.taken_by_name);
  out.field("recorded_at", payment.recorded_at.ms);
  if (!payment.allocated_to.empty()) out.field("allocated_to", payment.allocated_to);
  out.field("allocated", payment.allocated);
  out.field("credited", payment.credited);
  if (payment.refunded.minor != 0) out.field("refunded", payment.refunded);
  out.field("standing", payment.standing);
  out.field("refunded_on", payment.refunded_on);
  out.field("refund_reason", payment.refund_reason);
  out.end_object();
}

Payment read_payment(ObjectReader& in) {
  Payment payment;
  static_cast<TakenPayment&>(payment) = read_taken_payment(in);
  payment.version = in.number("version");
  payment.taken_by = in.optional_id<UserId>("taken_by");
  payment.taken_by_name = in.text("taken_by_name");
  payment.recorded_at = {in.number("recorded_at")};
  payment.allocated_to = in.optional_id<InvoiceId>("allocated_to");
  payment.allocated = in.money("allocated");
  payment.credited = in.money("credited");
  payment.standing = in.word<PaymentStanding>("standing");
  payment.refunded_on = in.optional_day("refunded_on");
  payment.refund_reason = in.text("refund_reason");
  payment.refunded = {0, payment.amount.currency};
  if (in.has("refunded")) payment.refunded = in.money("refunded");
  return payment;
}

}  // namespace satchel
