// Books credit, and lets it pay invoices.
#include "shared/execute/account_credit.h"

#include <algorithm>
#include <utility>

#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/credit_store.h"
#include "shared/store/ledger_store.h"
#include "shared/store/payment_store.h"

namespace satchel {
namespace {

/// Money that came in counts from the day it was taken, unless that month is closed. Credit without
/// a payment comes from a credit note.
Result<void> enter_credit(Transaction& tx, const CreditEntry& entry) {
  const auto payment = SATCHEL_TRY(find_payment(tx, entry.payment_id));
  const bool came_in = entry.kind == CreditKind::overpaid;
  if (!payment && came_in) {
    return fail(ErrorCode::corrupt, "Credit has lost its payment " + entry.payment_id.text() + ".");
  }
  const auto method = payment ? payment->method : PaymentMethod::on_account;
  const Date day = SATCHEL_TRY(open_day_from(tx, came_in ? payment->taken_on : entry.entered_on));
  return add_ledger_entries(tx, entries_of(CreditBooked{entry, method, day}));
}

}  // namespace

Result<Touched> book_credit(Transaction& tx, const CreditEntry& entry) {
  auto account = SATCHEL_TRY(find_account(tx, entry.account_id));
  if (!account) {
    return fail(ErrorCode::corrupt, "Account " + entry.account_id.text() + " has lost its credit.");
  }
  account->credit = account->credit + entry.amount;
  account->version += 1;
  SATCHEL_TRY(save_account(tx, *account));
  SATCHEL_TRY(add_credit_entry(tx, entry));
  SATCHEL_TRY(enter_credit(tx, entry));
  return Touched{{AggregateKind::account, account->id.text()}};
}

Result<Money> credit_for(Transaction& tx, const Invoice& invoice) {
  Money free{0, invoice.total.currency};
  for (const CreditPart& part : SATCHEL_TRY(load_free_credit(tx, invoice.account_id))) {
    if (part.amount.currency == free.currency) free = free + part.amount;
  }
  return Money{std::min(free.minor, balance_of(invoice).minor), free.currency};
}

Result<Touched> pay_by_credit(Transaction& tx, Invoice& invoice, Date today) {
  Touched touched;
  for (const CreditPart& part : SATCHEL_TRY(load_free_credit(tx, invoice.account_id))) {
    const Money open = balance_of(invoice);
    if (open.minor <= 0) break;
    if (part.amount.currency != open.currency) continue;
    const Money used{std::min(open.minor, part.amount.minor), open.currency};
    touched = SATCHEL_TRY(book_credit(tx, {invoice.account_id,
                                           part.payment_id,
                                           CreditKind::applied,
                                           {-used.minor, used.currency},
                                           today,
                                           invoice.id}));
    invoice.paid = invoice.paid + used;
  }
  if (touched.empty()) return touched;
  SATCHEL_TRY(save_invoice_status(tx, invoice));
  touched.push_back({AggregateKind::invoice, invoice.id.text()});
  return touched;
}

Result<Touched> return_credit(Transaction& tx, const Invoice& invoice, Date today) {
  Touched touched;
  for (const CreditPart& part : SATCHEL_TRY(load_credit_of_invoice(tx, invoice.id))) {
    touched = SATCHEL_TRY(book_credit(tx, {invoice.account_id, part.payment_id,
                                           CreditKind::returned, part.amount, today, invoice.id}));
  }
  return touched;
}

}  // namespace satchel
