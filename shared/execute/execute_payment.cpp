// Books payments and refunds together with invoice, order and credit.
#include "shared/execute/execute_payment.h"

#include <algorithm>
#include <utility>

#include "shared/execute/account_credit.h"
#include "shared/execute/order_money.h"
#include "shared/execute/payment_booking.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/credit_store.h"
#include "shared/store/ledger_store.h"
#include "shared/store/order_store.h"
#include "shared/store/payment_store.h"

namespace satchel {
namespace {

using Paid = Decision<Touched>;

/// While the customer has to agree to a change, nothing is paid; the money waits as credit.
bool takes_money(const Order& order) {
  const bool placed = order.lifecycle == OrderLifecycle::pending ||
                      order.lifecycle == OrderLifecycle::in_progress ||
                      order.lifecycle == OrderLifecycle::completed;
  return placed && order.consent != Consent::required;
}

PaymentTarget open_part_of(const Invoice& invoice) {
  const bool asks = invoice.kind == InvoiceKind::invoice && !invoice.on_hold;
  return asks ? PaymentTarget{invoice.id, balance_of(invoice)} : PaymentTarget{};
}

/// The open part of an order's own invoice. A draft is posted for the payment, and then the
/// account's credit comes first.
Result<PaymentTarget> open_part_of_order(Transaction& tx, const OrderId& id) {
  const auto invoice = SATCHEL_TRY(find_order_invoice(tx, id));
  if (!invoice) return PaymentTarget{};
  PaymentTarget target = open_part_of(*invoice);
  if (invoice->state == InvoiceState::draft) {
    target.open = target.open - SATCHEL_TRY(credit_for(tx, *invoice));
  }
  return target;
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
  return open_part_of_order(tx, order->id);
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

/// A payment for an order posts its draft invoice, also when the account's credit leaves nothing of
/// it to pay.
Result<void> post_target(Booking& booking, const PaymentTarget& target) {
  if (target.invoice_id.empty()) return {};
  const Invoice draft = SATCHEL_TRY(find_paid_invoice(booking.tx, target.invoice_id));
  if (draft.state != InvoiceState::draft) return {};
  const auto order = SATCHEL_TRY(find_order(booking.tx, draft.order_id));
  if (!order) return fail(ErrorCode::corrupt, "a draft invoice has lost its order");
  booking.add(SATCHEL_TRY(post_order_invoice(booking.tx, *order, booking.context.today)));
  const Money paid = SATCHEL_TRY(find_paid_invoice(booking.tx, draft.id)).paid;
  if (paid.minor == 0) return {};
  return note_on_order(booking, order->id, paid, to_text(paid) + ", account credit");
}

/// Gives the invoice what was allocated to it; its order follows.
Result<void> allocate(Booking& booking, const Payment& payment) {
  Invoice invoice = SATCHEL_TRY(find_paid_invoice(booking.tx, payment.allocated_to));
  const Date day = SATCHEL_TRY(open_day_from(booking.tx, payment.taken_on));
  SATCHEL_TRY(add_ledger_entries(booking.tx,
                                 entries_of(PaymentAllocated{payment, payment.allocated, day})));
  invoice.paid = invoice.paid + payment.allocated;
  invoice.version += 1;
  SATCHEL_TRY(save_invoice_status(booking.tx, invoice));
  booking.touched.push_back({AggregateKind::invoice, invoice.id.text()});
  if (invoice.order_id.empty()) return {};
  return note_on_order(booking, invoice.order_id, invoice.paid, detail_of(payment));
}

Result<void> book_on_server(Booking& booking, Payment payment, const PaymentTarget& target) {
  SATCHEL_TRY(post_target(booking, target));
  payment.version = 1;
  SATCHEL_TRY(save_payment(booking.tx, payment));
  if (payment.allocated.minor > 0) SATCHEL_TRY(allocate(booking, payment));
  if (payment.credited.minor == 0) return {};
  booking.add(
      SATCHEL_TRY(book_credit(booking.tx, {payment.account_id, payment.id, CreditKind::overpaid,
                                           payment.credited, booking.context.today})));
  return {};
}

/// Money for the account at large pays its invoices: those that are named, or the oldest due first.
Result<void> pay_invoices(Booking& booking, const Payment& payment,
                          const std::vector<Allocation>& wanted) {
  if (!payment.order_id.empty() || !payment.invoice_id.empty()) return {};
  auto open = SATCHEL_TRY(load_open_invoices(booking.tx, payment.account_id));
  const auto planned = plan_allocations(payment.credited, std::move(open), wanted);
  return planned ? apply_allocations(booking, payment, *planned) : Result<void>();
}

/// The device shows the order as paid until the truth comes.
Result<void> book_on_device(Booking& booking, const Payment& payment, bool is_new) {
  if (is_new) SATCHEL_TRY(save_payment(booking.tx, payment));
  if (payment.order_id.empty() || payment.version != 0) return {};
  Money paid = SATCHEL_TRY(load_unsent_paid(booking.tx, payment.order_id, payment.amount.currency));
  if (paid.minor == 0) return {};
  // What the server knows, account credit included, stands on the invoice.
  const auto invoice = SATCHEL_TRY(find_order_invoice(booking.tx, payment.order_id));
  if (invoice) paid = paid + invoice->paid;
  return note_on_order(booking, payment.order_id, paid, detail_of(payment));
}

/// Takes back what the payment had paid of an invoice, or its credit; the order follows.
Result<void> take_back(Booking& booking, const Payment& payment, const CreditPart& part) {
  Invoice invoice = SATCHEL_TRY(find_paid_invoice(booking.tx, part.invoice_id));
  invoice.paid = invoice.paid - part.amount;
  invoice.version += 1;
  SATCHEL_TRY(save_invoice_status(booking.tx, invoice));
  booking.touched.push_back({AggregateKind::invoice, invoice.id.text()});
  auto order = SATCHEL_TRY(find_order(booking.tx, invoice.order_id));
  if (!order) return {};
  order->paid = invoice.paid;
  // Of several payments one may be left; then the rest is still owed.
  order->payment = order->paid.minor == 0 ? PaymentState::refunded : PaymentState::partial;
  order->history.push_back(
      {booking.context.at, booking.context.actor.name, OrderAction::refunded, detail_of(payment)});
  order->version += 1;
  SATCHEL_TRY(save_order(booking.tx, *order));
  booking.touched.push_back({AggregateKind::order, order->id.text()});
  return {};
}

/// Takes `back` of the payment's credit out of the account: what is left of it first, then from the
/// invoices that it paid.
Result<void> take_credit_back(Booking& booking, const Payment& payment, Money back) {
  if (back.minor == 0) return {};
  const Date today = booking.context.today;
  std::int64_t missing = back.minor - SATCHEL_TRY(load_credit_left(booking.tx, payment.id));
  for (CreditPart part : SATCHEL_TRY(load_credit_of_payment(booking.tx, payment.id))) {
    if (missing <= 0) break;
    part.amount.minor = std::min(part.amount.minor, missing);
    missing -= part.amount.minor;
    SATCHEL_TRY(take_back(booking, payment, part));
    SATCHEL_TRY(book_credit(booking.tx, {payment.account_id, payment.id, CreditKind::returned,
                                         part.amount, today, part.invoice_id}));
  }
  const Money taken{-back.minor, back.currency};
  booking.add(SATCHEL_TRY(book_credit(
      booking.tx, {payment.account_id, payment.id, CreditKind::refunded, taken, today})));
  return {};
}

}  // namespace

Result<Decision<Touched>> execute_payment(Transaction& tx, const ExecuteContext& context,
                                          const RecordPayment& command) {
  const TakenPayment& taken = command.payment;
  Booking booking{tx, context, {{AggregateKind::payment, taken.id.text()}}};
  PaymentFacts facts = SATCHEL_TRY(load_payment_facts(booking, taken.id, taken.account_id));
  facts.target = SATCHEL_TRY(find_payment_target(booking, taken));
  if (!command.allocations.empty()) {
    facts.open = SATCHEL_TRY(load_open_invoices(tx, taken.account_id));
  }
  const Decision<Payment> decided = decide(facts, command);
  if (!decided) return Paid(tl::unexpected<Rejection>(decided.error()));

  const bool is_new = !facts.payment;
  if (context.side == Side::device) {
    SATCHEL_TRY(book_on_device(booking, *decided, is_new));
  } else if (is_new) {
    SATCHEL_TRY(book_on_server(booking, *decided, facts.target));
    SATCHEL_TRY(pay_invoices(booking, *decided, command.allocations));
  }
  return Paid(std::move(booking.touched));
}

Result<Decision<Touched>> execute_payment(Transaction& tx, const ExecuteContext& context,
                                          const RefundPayment& command) {
  Booking booking{tx, context, {{AggregateKind::payment, command.payment_id.text()}}};
  PaymentFacts facts = SATCHEL_TRY(load_payment_facts(booking, command.payment_id, AccountId()));
  facts.credit_left_minor = SATCHEL_TRY(load_credit_left(tx, command.payment_id));
  for (const CreditPart& part : SATCHEL_TRY(load_credit_of_payment(tx, command.payment_id))) {
    facts.credit_left_minor += part.amount.minor;
  }
  Decision<Payment> decided = decide(facts, command);
  if (!decided) return Paid(tl::unexpected<Rejection>(decided.error()));

  decided->version += 1;
  SATCHEL_TRY(save_payment(tx, *decided));
  const Payment& before = *facts.payment;
  const Money direct = before.allocated - decided->allocated;
  if (direct.minor > 0) {
    SATCHEL_TRY(take_back(booking, before, {before.id, before.allocated_to, direct}));
    const Date day = SATCHEL_TRY(open_day_from(tx, context.today));
    SATCHEL_TRY(add_ledger_entries(
        tx, entries_of(PaymentAllocated{before, {-direct.minor, direct.currency}, day})));
  }
  SATCHEL_TRY(take_credit_back(booking, before, before.credited - decided->credited));
  return Paid(std::move(booking.touched));
}

Result<Decision<Touched>> execute_payment(Transaction& tx, const ExecuteContext& context,
                                          const UseCredit& command) {
  Booking booking{tx, context, {}};
  PaymentFacts facts = SATCHEL_TRY(load_payment_facts(booking, PaymentId(), command.account_id));
  facts.invoice = SATCHEL_TRY(find_invoice(tx, command.invoice_id));
  if (facts.invoice) facts.payable = SATCHEL_TRY(credit_for(tx, *facts.invoice));
  Decision<Invoice> decided = decide(facts, command);
  if (!decided) return Paid(tl::unexpected<Rejection>(decided.error()));

  decided->version += 1;
  booking.add(SATCHEL_TRY(pay_by_credit(tx, *decided, context.today)));
  if (!decided->order_id.empty()) {
    SATCHEL_TRY(note_on_order(booking, decided->order_id, decided->paid,
                              to_text(facts.payable) + ", account credit"));
  }
  return Paid(std::move(booking.touched));
}

}  // namespace satchel
