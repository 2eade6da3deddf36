// What changes on an invoice's document after posting.
#include <algorithm>

#include "shared/base/words.h"
#include "shared/domain/document/describe_document.h"

namespace satchel {
namespace {

/// Returns the payments by their day, with what of each went to the invoice.
DocumentTable payments_of(const std::vector<Payment>& payments) {
  DocumentTable table{"Payments", {{"Paid by", false}, {"Date", false}, {"Amount", true}}, {}};
  for (const Payment& payment : payments) {
    DocumentRow row{{std::string(name_of(payment.method)), long_date(payment.taken_on),
                     grouped_amount(payment.allocated)},
                    {}};
    if (!payment.reference.empty()) row.details.push_back(payment.reference);
    if (payment.standing == PaymentStanding::refunded) row.details.push_back("Refunded");
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

Document with_standing(Document document, const Invoice& invoice,
                       const std::vector<Payment>& payments) {
  if (invoice.state == InvoiceState::voided) {
    document.title += " (void)";
    document.notice = "This document is void: nobody owes it any more.";
    return document;
  }
  if (invoice.state == InvoiceState::draft || invoice.kind == InvoiceKind::credit_note) {
    return document;
  }
  document.payments = payments_of(payments);
  Money by_credit = invoice.paid;
  for (const Payment& payment : payments) by_credit = by_credit - payment.allocated;
  by_credit.minor = std::max<std::int64_t>(0, by_credit.minor);
  const Money by_payment = invoice.paid - by_credit;
  if (by_credit.minor != 0) {
    document.balance.push_back({"Paid by account credit", to_text(by_credit), false});
  }
  if (by_payment.minor != 0) {
    document.balance.push_back({"Paid", to_text(by_payment), false});
  }
  if (invoice.credited.minor != 0) {
    document.balance.push_back({"Credited", to_text(invoice.credited), false});
  }
  if (invoice.written_off.minor != 0) {
    document.balance.push_back({"Written off", to_text(invoice.written_off), false});
  }
  document.balance.push_back({"Balance due", to_text(balance_of(invoice)), true});
  return document;
}

}  // namespace satchel
