// Books payments and refunds together with invoice, order and credit.
#include "shared/execute/execute_payment.h"

#include <utility>

#include "shared/execute/order_facts.h"
#include "shared/execute/order_money.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/order_store.h"
#include "shared/store/payment_store.h"

namespace satchel {
namespace {

using Paid = Decision<Touched>;

/// What the booking of one payment works on.
struct Booking {
  Transaction& tx;
  const ExecuteContext& context;
  Touched touched;

  void add(Touched more) { touched.insert(touched.end(), more.begin(), more.end()); }
};

bool takes_money(const Order& order) {
  return order.lifecycle == OrderLifecycle::pending ||
         order.lifecycle == OrderLifecycle::in_progress ||
         order.lifecycle == OrderLifecycle::completed;
}

PaymentTarget open_part_of(const Invoice& invoice) {
  const bool asks = invoice.kind == InvoiceKind::invoice && !invoice.on_hold;
  return asks ? PaymentTarget{invoice.id, balance_of(invoice)} : PaymentTarget{};
}

/// What the payment may go to. Whatever is missing, closed or of another account gets nothing: the
/// money is the account's credit then.
Result<PaymentTarget> find_payment_target(const Booking& booking, const TakenPayment& taken) {
  Transaction& tx = booking.tx;
  if (!taken.invoice_id.empty()) {
    const auto invoice = SATCHEL_TRY(find_invoice(tx, taken.invoice_id));
    const bool fits = invoice && invoice->account_id == taken.account_id &&
                      invoice->state == InvoiceState::posted;
    return fits ? open_part_of(*invoice) : PaymentTarget{};
  }
  if (taken.order_id.empty()) return PaymentTarget{};
  const auto order = SATCHEL_TRY(find_order(tx, taken.order_id));
  const bool fits = order && order->document.account_id == taken.account_id && takes_money(*order);
  if (!fits) return PaymentTarget{};
  if (booking.context.side == Side::device) return PaymentTarget{{}, order->due - order->paid};
  const auto invoice = SATCHEL_TRY(find_order_invoice(tx, order->id));
  return invoice ? open_part_of(*invoice) : PaymentTarget{};
}

Result<PaymentFacts> load_payment_facts(const Booking& booking, const PaymentId& id,
                                        const AccountId& account) {
  PaymentFacts facts;
  facts.actor = booking.context.actor;
  facts.at = booking.context.at;
  facts.today = booking.context.today;
  facts.payment = SATCHEL_TRY(find_payment(booking.tx, id));
  facts.account = SATCHEL_TRY(find_account(
      booking.tx, facts.payment && account.empty() ? facts.payment->account_id : account));
  return facts;
}

/// Brings the order's payment in line with `paid`; nothing when it is already.
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

std::string detail_of(const Payment& payment) {
  std::string detail = to_text(payment.amount) + ", " + std::string(to_text(payment.method));
  if (!payment.reference.empty()) detail += ", " + payment.reference;
  return detail;
}

/// Gives the invoice what was allocated to it; its order follows.
Result<void> allocate(Booking& booking, const Payment& payment) {
  auto invoice = SATCHEL_TRY(find_invoice(booking.tx, payment.allocated_to));
  if (!invoice) return fail(ErrorCode::corrupt, "a payment has lost its invoice");
  if (invoice->state == InvoiceState::draft) {
    const auto order = SATCHEL_TRY(find_order(booking.tx, invoice->order_id));
    if (!order) return fail(ErrorCode::corrupt, "a draft invoice has lost its order");
    booking.add(SATCHEL_TRY(post_order_invoice(booking.tx, *order, booking.context.today)));
    invoice = SATCHEL_TRY(find_invoice(booking.tx, payment.allocated_to));
  }
  invoice->paid = invoice->paid + payment.allocated;
  invoice->version += 1;
  SATCHEL_TRY(save_invoice_status(booking.tx, *invoice));
  booking.touched.push_back({AggregateKind::invoice, invoice->id.text()});
  if (invoice->order_id.empty()) return {};
  return note_on_order(booking, invoice->order_id, invoice->paid, detail_of(payment));
}

Result<void> book_on_server(Booking& booking, Payment payment) {
  payment.version = 1;
  SATCHEL_TRY(save_payment(booking.tx, payment));
  if (payment.allocated.minor > 0) SATCHEL_TRY(allocate(booking, payment));
  if (payment.credited.minor == 0) return {};
  booking.add(
      SATCHEL_TRY(book_credit(booking.tx, {payment.account_id, payment.id, CreditKind::overpaid,
                                           payment.credited, booking.context.today})));
  return {};
}

/// The device shows the order as paid until the truth comes.
Result<void> book_on_device(Booking& booking, const Payment& payment, bool is_new) {
  if (is_new) SATCHEL_TRY(save_payment(booking.tx, payment));
  if (payment.order_id.empty() || payment.version != 0) return {};
  const Money paid =
      SATCHEL_TRY(load_order_paid(booking.tx, payment.order_id, payment.amount.currency));
  if (paid.minor == 0) return {};
  return note_on_order(booking, payment.order_id, paid, detail_of(payment));
}

/// Takes back what the payment had paid of the invoice.
Result<void> unallocate(Booking& booking, const Payment& payment) {
  auto invoice = SATCHEL_TRY(find_invoice(booking.tx, payment.allocated_to));
  if (!invoice) return fail(ErrorCode::corrupt, "a payment has lost its invoice");
  invoice->paid = invoice->paid - payment.allocated;
  invoice->version += 1;
  SATCHEL_TRY(save_invoice_status(booking.tx, *invoice));
  booking.touched.push_back({AggregateKind::invoice, invoice->id.text()});
  auto order = SATCHEL_TRY(find_order(booking.tx, invoice->order_id));
  if (!order) return {};
  order->paid = invoice->paid;
  // Of several payments one may be left; then the rest is still owed.
  order->payment = order->paid.minor == 0 ? PaymentState::refunded : PaymentState::partial;
  order->history.push_back(
      {booking.context.at, booking.context.actor.name, OrderAction::refunded, detail_of(payment)});
  order->version += 1;
  SATCHEL_TRY(save_order(booking.tx, *order));
  booking.touched.push_back({AggregateKind::order, order->id.text()});
  return {};
}

}  // namespace

Result<Decision<Touched>> execute_payment(Transaction& tx, const ExecuteContext& context,
                                          const RecordPayment& command) {
  const TakenPayment& taken = command.payment;
  Booking booking{tx, context, {{AggregateKind::payment, taken.id.text()}}};
  PaymentFacts facts = SATCHEL_TRY(load_payment_facts(booking, taken.id, taken.account_id));
  facts.target = SATCHEL_TRY(find_payment_target(booking, taken));
  const Decision<Payment> decided = decide(facts, command);
  if (!decided) return Paid(tl::unexpected<Rejection>(decided.error()));

  const bool is_new = !facts.payment;
  if (context.side == Side::device) {
    SATCHEL_TRY(book_on_device(booking, *decided, is_new));
  } else if (is_new) {
    SATCHEL_TRY(book_on_server(booking, *decided));
  }
  return Paid(std::move(booking.touched));
}

Result<Decision<Touched>> execute_payment(Transaction& tx, const ExecuteContext& context,
                                          const RefundPayment& command) {
  Booking booking{tx, context, {{AggregateKind::payment, command.payment_id.text()}}};
  const PaymentFacts facts =
      SATCHEL_TRY(load_payment_facts(booking, command.payment_id, AccountId()));
  Decision<Payment> decided = decide(facts, command);
  if (!decided) return Paid(tl::unexpected<Rejection>(decided.error()));

  decided->version += 1;
  SATCHEL_TRY(save_payment(tx, *decided));
  const Payment& before = *facts.payment;
  if (before.allocated.minor > 0) SATCHEL_TRY(unallocate(booking, before));
  if (before.credited.minor > 0) {
    const Money taken{-before.credited.minor, before.amount.currency};
    booking.add(SATCHEL_TRY(book_credit(
        tx, {before.account_id, before.id, CreditKind::refunded, taken, context.today})));
  }
  return Paid(std::move(booking.touched));
}

}  // namespace satchel
