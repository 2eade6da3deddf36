// What is left to pay of an invoice, whether it adds up, and the credit note that takes it back.
#include "shared/domain/billing/invoice.h"

namespace satchel {
namespace {

Money negated(Money amount) { return {-amount.minor, amount.currency}; }

/// Adds unless the currencies differ or the sum overflows.
bool add_to(Money& sum, Money amount) {
  return amount.currency == sum.currency &&
         !__builtin_add_overflow(sum.minor, amount.minor, &sum.minor);
}

}  // namespace

Money balance_of(const Invoice& invoice) {
  if (invoice.state == InvoiceState::voided) return {0, invoice.total.currency};
  const Money settled = invoice.paid + invoice.credited;
  // An invoice from before there were write-offs has none, in whatever currency.
  if (invoice.written_off.minor == 0) return invoice.total - settled;
  return invoice.total - settled - invoice.written_off;
}

bool adds_up(const Invoice& invoice) {
  Money net{0, invoice.total.currency};
  Money tax = net;
  for (const InvoiceLine& line : invoice.lines) {
    if (!add_to(net, line.amount) || !add_to(tax, line.tax)) return false;
  }
  Money total = net;
  return net == invoice.net && tax == invoice.tax && add_to(total, tax) && total == invoice.total;
}

Invoice plan_credit_note(const Invoice& invoice, Date today) {
  Invoice note = invoice;
  note.id = InvoiceId::derive(invoice.id.text(), "credit note");
  note.version = 0;
  note.number = 0;
  note.kind = InvoiceKind::credit_note;
  note.state = InvoiceState::draft;
  note.on_hold = false;
  note.bill_run_id = BillRunId();
  note.credits_invoice_id = invoice.id;
  note.invoice_date = today;
  note.due_date = today;
  note.net = negated(invoice.net);
  note.tax = negated(invoice.tax);
  note.total = negated(invoice.total);
  note.paid = note.written_off = {0, invoice.total.currency};
  note.reissues_id = InvoiceId();
  note.reissues_number = 0;
  note.credited = note.total;
  for (std::size_t index = 0; index < note.lines.size(); ++index) {
    InvoiceLine& line = note.lines[index];
    line.id = InvoiceLineId::derive(note.id.text(), std::to_string(index));
    line.amount = negated(line.amount);
    line.tax = negated(line.tax);
    for (LineCoupon& coupon : line.coupons) coupon.off = negated(coupon.off);
  }
  return note;
}

std::string_view words_of(LineKind kind) {
  switch (kind) {
    case LineKind::recurring:
      return "a recurring charge";
    case LineKind::fixed:
      return "a charge made once";
    case LineKind::usage:
      return "what was used in the period";
    case LineKind::credit:
      return "what was billed and is no longer served, given back";
    case LineKind::late_usage:
      return "usage that came in after its period was billed";
    case LineKind::true_up:
      return "what brings usage up to its minimum spend";
  }
  return "";
}

}  // namespace satchel
