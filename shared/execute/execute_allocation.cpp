// Moves the money of a payment to other invoices, and off them again.
#include <utility>

#include "shared/execute/account_credit.h"
#include "shared/execute/execute_payment.h"
#include "shared/execute/payment_booking.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/credit_store.h"
#include "shared/store/payment_store.h"

namespace satchel {
namespace {

using Moved = Decision<Touched>;

Result<InvoiceFacts> load_allocation_facts(const Booking& booking, const PaymentId& id) {
  InvoiceFacts facts;
  facts.actor = booking.context.actor;
  facts.payment = SATCHEL_TRY(find_payment(booking.tx, id));
  if (!facts.payment) return facts;
  facts.account = SATCHEL_TRY(find_account(booking.tx, facts.payment->account_id));
  const Currency currency = facts.payment->amount.currency;
  facts.free = facts.used = {0, currency};
  return facts;
}

/// Free credit only: money that waits for a customer's consent pays nothing else.
Result<Money> free_of(const Booking& booking, const Payment& payment) {
  for (const CreditPart& part : SATCHEL_TRY(load_free_credit(booking.tx, payment.account_id))) {
    if (part.payment_id == payment.id) return part.amount;
  }
  return Money{0, payment.amount.currency};
}

/// What the payment paid itself becomes credit.
Result<void> make_credit(Booking& booking, Payment payment) {
  const Money paid = payment.allocated;
  payment.credited = payment.credited + paid;
  payment.allocated.minor = 0;
  payment.allocated_to = InvoiceId();
  payment.version += 1;
  SATCHEL_TRY(save_payment(booking.tx, payment));
  booking.add(
      SATCHEL_TRY(book_credit(booking.tx, {payment.account_id, payment.id, CreditKind::given_back,
                                           paid, booking.context.today})));
  return {};
}

/// What its credit paid of the invoice is free credit again.
Result<void> return_use(Booking& booking, const Payment& payment, const CreditPart& part) {
  booking.add(
      SATCHEL_TRY(book_credit(booking.tx, {payment.account_id, payment.id, CreditKind::returned,
                                           part.amount, booking.context.today, part.invoice_id})));
  return {};
}

}  // namespace

Result<Decision<Touched>> execute_payment(Transaction& tx, const ExecuteContext& context,
                                          const AllocatePayment& command) {
  Booking booking{tx, context, {{AggregateKind::payment, command.payment_id.text()}}};
  InvoiceFacts facts = SATCHEL_TRY(load_allocation_facts(booking, command.payment_id));
  if (facts.payment) {
    facts.free = SATCHEL_TRY(free_of(booking, *facts.payment));
    facts.open = SATCHEL_TRY(load_open_invoices(tx, facts.payment->account_id));
  }
  const auto decided = decide(facts, command);
  if (!decided) return Moved(tl::unexpected<Rejection>(decided.error()));
  SATCHEL_TRY(apply_allocations(booking, *facts.payment, *decided));
  return Moved(std::move(booking.touched));
}

Result<Decision<Touched>> execute_payment(Transaction& tx, const ExecuteContext& context,
                                          const UndoAllocation& command) {
  Booking booking{tx, context, {{AggregateKind::payment, command.payment_id.text()}}};
  InvoiceFacts facts = SATCHEL_TRY(load_allocation_facts(booking, command.payment_id));
  std::optional<CreditPart> use;
  for (const CreditPart& part : SATCHEL_TRY(load_credit_of_payment(tx, command.payment_id))) {
    if (part.invoice_id == command.invoice_id) use = part;
  }
  if (use) facts.used = use->amount;
  const Decision<Money> decided = decide(facts, command);
  if (!decided) return Moved(tl::unexpected<Rejection>(decided.error()));

  const Payment& payment = *facts.payment;
  if (payment.allocated_to == command.invoice_id && payment.allocated.minor > 0) {
    SATCHEL_TRY(make_credit(booking, payment));
  }
  if (use) SATCHEL_TRY(return_use(booking, payment, *use));
  Invoice invoice = SATCHEL_TRY(find_paid_invoice(tx, command.invoice_id));
  invoice.paid = invoice.paid - *decided;
  invoice.version += 1;
  SATCHEL_TRY(save_invoice_status(tx, invoice));
  booking.touched.push_back({AggregateKind::invoice, invoice.id.text()});
  if (!invoice.order_id.empty()) {
    SATCHEL_TRY(note_on_order(booking, invoice.order_id, invoice.paid,
                              to_text(*decided) + " taken off: " + command.reason));
  }
  return Moved(std::move(booking.touched));
}

}  // namespace satchel
