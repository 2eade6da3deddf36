// Books money on invoices and their orders.
#include "shared/execute/payment_booking.h"

#include "shared/execute/account_credit.h"
#include "shared/execute/order_facts.h"
#include "shared/store/billing_store.h"
#include "shared/store/order_store.h"

namespace satchel {

Result<void> note_on_order(Booking& booking, const OrderId& id, Money paid,
                           const std::string& detail) {
  PriceBooks books;
  const OrderFacts facts =
      SATCHEL_TRY(load_order_facts(booking.tx, booking.context, {id, nullptr}, books));
  if (!facts.order || facts.order->paid == paid) return {};
  Order order = *facts.order;
  order.paid = paid;
  note_payment(order, facts, detail);
  if (booking.context.side == Side::server) order.version += 1;
  SATCHEL_TRY(save_order(booking.tx, order));
  booking.touched.push_back({AggregateKind::order, id.text()});
  return {};
}

Result<Invoice> find_paid_invoice(Transaction& tx, const InvoiceId& id) {
  auto invoice = SATCHEL_TRY(find_invoice(tx, id));
  if (!invoice) return fail(ErrorCode::corrupt, "a payment has lost its invoice");
  return *std::move(invoice);
}

std::string detail_of(const Payment& payment) {
  std::string detail = to_text(payment.amount) + ", " + std::string(to_text(payment.method));
  if (!payment.reference.empty()) detail += ", " + payment.reference;
  return detail;
}

Result<void> apply_allocations(Booking& booking, const Payment& payment,
                               const std::vector<Allocation>& allocations) {
  for (const Allocation& each : allocations) {
    Invoice invoice = SATCHEL_TRY(find_paid_invoice(booking.tx, each.invoice_id));
    invoice.paid = invoice.paid + each.amount;
    invoice.version += 1;
    SATCHEL_TRY(save_invoice_status(booking.tx, invoice));
    booking.touched.push_back({AggregateKind::invoice, invoice.id.text()});
    booking.add(SATCHEL_TRY(book_credit(booking.tx, {payment.account_id,
                                                     payment.id,
                                                     CreditKind::applied,
                                                     {-each.amount.minor, each.amount.currency},
                                                     booking.context.today,
                                                     invoice.id})));
    if (invoice.order_id.empty()) continue;
    SATCHEL_TRY(note_on_order(booking, invoice.order_id, invoice.paid, detail_of(payment)));
  }
  return {};
}

}  // namespace satchel
