// Writes an order's invoice, and gives its payments back.
#include "shared/execute/order_money.h"

#include <utility>

#include "shared/execute/account_credit.h"
#include "shared/execute/post_invoice.h"
#include "shared/store/billing_store.h"
#include "shared/store/credit_store.h"
#include "shared/store/ledger_store.h"
#include "shared/store/order_history.h"
#include "shared/store/payment_store.h"
#include "shared/store/tax_store.h"

namespace satchel {
namespace {

AggregateRef invoice_ref(const Invoice& invoice) {
  return {AggregateKind::invoice, invoice.id.text()};
}

void append(Touched& touched, Touched more) {
  touched.insert(touched.end(), more.begin(), more.end());
}

/// Writes the invoice's new status; its content stays.
Result<void> save_changed(Transaction& tx, Invoice& invoice, Touched& touched) {
  invoice.version += 1;
  SATCHEL_TRY(save_invoice_status(tx, invoice));
  touched.push_back(invoice_ref(invoice));
  return {};
}

/// What was written off counts as asked for again. The caller saves the invoice.
Result<void> take_write_off_back(Transaction& tx, Invoice& invoice, Date today) {
  const Money back{-invoice.written_off.minor, invoice.written_off.currency};
  invoice.written_off.minor = 0;
  return add_ledger_entries(
      tx, entries_of(InvoiceWrittenOff{invoice, back, today, "The order was withdrawn."}));
}

/// Takes the whole invoice back by a credit note of its own.
Result<void> credit_whole(Transaction& tx, Invoice& invoice, Date today, Touched& touched) {
  const Invoice note = plan_credit_note(invoice, today);
  SATCHEL_TRY(save_draft_invoice(tx, note));
  SATCHEL_TRY(post_invoices(tx, {note}, today));
  touched.push_back(invoice_ref(note));
  invoice.credited = invoice.total;
  invoice.paid.minor = 0;
  return save_changed(tx, invoice, touched);
}

Result<bool> can_refund(Transaction& tx, const Payment& payment) {
  if (payment.credited.minor == 0) return true;
  return SATCHEL_TRY(load_credit_left(tx, payment.id)) >= payment.credited.minor;
}

/// How and when the money of a withdrawn order is given back.
struct Return {
  CancelPolicy policy;
  Date on;
};

/// Gives back what a payment paid of the invoice that was taken back.
Result<void> give_back(Transaction& tx, Payment payment, const Return& back, Touched& touched) {
  CreditEntry entry{payment.account_id, payment.id, CreditKind::given_back, payment.allocated,
                    back.on};
  if (back.policy == CancelPolicy::refund && SATCHEL_TRY(can_refund(tx, payment))) {
    entry.kind = CreditKind::refunded;
    entry.amount = {-payment.credited.minor, payment.amount.currency};
    const Money out{-payment.allocated.minor, payment.amount.currency};
    SATCHEL_TRY(add_ledger_entries(tx, entries_of(PaymentAllocated{payment, out, back.on})));
    payment.standing = PaymentStanding::refunded;
    payment.refunded_on = back.on;
    payment.refund_reason = "The order was withdrawn.";
    payment.credited.minor = 0;
    payment.refunded = payment.amount;
  } else {
    payment.credited = payment.credited + payment.allocated;
  }
  payment.allocated.minor = 0;
  payment.version += 1;
  SATCHEL_TRY(save_payment(tx, payment));
  touched.push_back({AggregateKind::payment, payment.id.text()});
  if (entry.amount.minor != 0) append(touched, SATCHEL_TRY(book_credit(tx, entry)));
  return {};
}

Result<void> make_void(Transaction& tx, Invoice& invoice, Date today, Touched& touched) {
  SATCHEL_TRY(add_ledger_entries(tx, entries_of(InvoiceVoided{invoice, today})));
  invoice.state = InvoiceState::voided;
  return save_changed(tx, invoice, touched);
}

bool is_of_order_alone(const Invoice& invoice, const OrderId& order) {
  return std::all_of(invoice.lines.begin(), invoice.lines.end(),
                     [&](const InvoiceLine& line) { return line.order_id == order; });
}

}  // namespace

Result<std::optional<Invoice>> find_order_invoice(Transaction& tx, const OrderId& order_id) {
  for (Invoice& invoice : SATCHEL_TRY(load_order_invoices(tx, order_id))) {
    const bool counts = invoice.kind == InvoiceKind::invoice &&
                        invoice.state != InvoiceState::voided && invoice.credited.minor == 0;
    if (counts) return std::optional<Invoice>(std::move(invoice));
  }
  return std::optional<Invoice>();
}

Result<Touched> open_order_invoice(Transaction& tx, const Account& account, const Order& order) {
  if (SATCHEL_TRY(find_order_invoice(tx, order.id))) return Touched();
  const auto before = SATCHEL_TRY(load_order_invoices(tx, order.id));
  const auto id = InvoiceId::derive(order.id.text(), "invoice/" + std::to_string(before.size()));
  const TaxTable taxes = SATCHEL_TRY(load_tax_table(tx));
  const auto planned = plan_order_invoice({account, taxes}, order, id);
  if (!planned) {
    return fail(ErrorCode::invalid, "Order " + order.id.text() + " cannot be invoiced: " +
                                        std::string(describe(planned.error().reason)));
  }
  if (*planned) SATCHEL_TRY(save_draft_invoice(tx, **planned));
  return Touched();
}

Result<Touched> post_order_invoice(Transaction& tx, const Order& order, Date today) {
  auto invoice = SATCHEL_TRY(find_order_invoice(tx, order.id));
  if (!invoice || invoice->state != InvoiceState::draft) return Touched();
  invoice->invoice_date = today;
  invoice->due_date = today;
  const auto posted = SATCHEL_TRY(post_invoices(tx, {*invoice}, today));
  return touched_by(posted.front());
}

Result<Touched> withdraw_order_invoice(Transaction& tx, Order& order, CancelPolicy policy,
                                       Date today) {
  Touched touched;
  auto invoice = SATCHEL_TRY(find_order_invoice(tx, order.id));
  if (!invoice) return touched;
  if (invoice->state == InvoiceState::draft) {
    SATCHEL_TRY(erase_invoice(tx, invoice->id));
    return touched;
  }
  invoice->on_hold = false;
  SATCHEL_TRY(take_write_off_back(tx, *invoice, today));
  if (invoice->paid.minor == 0) {
    SATCHEL_TRY(make_void(tx, *invoice, today, touched));
    return touched;
  }
  append(touched, SATCHEL_TRY(return_credit(tx, *invoice, today)));
  SATCHEL_TRY(credit_whole(tx, *invoice, today, touched));
  for (Payment& payment : SATCHEL_TRY(load_invoice_payments(tx, invoice->id))) {
    SATCHEL_TRY(give_back(tx, std::move(payment), {policy, today}, touched));
  }
  order.paid.minor = 0;
  order.payment = PaymentState::refunded;
  return touched;
}

Result<void> free_order_slots(Transaction& tx, const OrderId& order_id) {
  for (const Invoice& invoice : SATCHEL_TRY(load_order_invoices(tx, order_id))) {
    const bool taken_back = invoice.state == InvoiceState::voided || invoice.credited.minor != 0;
    if (taken_back) SATCHEL_TRY(free_slots(tx, invoice.id));
  }
  return {};
}

Result<Touched> hold_order_invoices(Transaction& tx, const Order& order, bool on_hold) {
  Touched touched;
  for (Invoice& invoice : SATCHEL_TRY(load_invoices_with(tx, order.id))) {
    if (invoice.on_hold == on_hold || balance_of(invoice).minor <= 0) continue;
    if (!on_hold && SATCHEL_TRY(has_other_fraud(tx, invoice.id, order.id))) continue;
    invoice.on_hold = on_hold;
    SATCHEL_TRY(save_changed(tx, invoice, touched));
  }
  return touched;
}

Result<Touched> release_order_invoices(Transaction& tx, const Order& order, Date today) {
  Touched touched;
  for (Invoice& invoice : SATCHEL_TRY(load_invoices_with(tx, order.id))) {
    if (!invoice.on_hold || SATCHEL_TRY(has_other_fraud(tx, invoice.id, order.id))) continue;
    invoice.on_hold = false;
    const bool untouched = invoice.paid.minor == 0 && invoice.credited.minor == 0 &&
                           invoice.state == InvoiceState::posted;
    if (untouched && is_of_order_alone(invoice, order.id)) {
      SATCHEL_TRY(take_write_off_back(tx, invoice, today));
      SATCHEL_TRY(make_void(tx, invoice, today, touched));
    } else {
      SATCHEL_TRY(save_changed(tx, invoice, touched));
    }
  }
  return touched;
}

}  // namespace satchel
