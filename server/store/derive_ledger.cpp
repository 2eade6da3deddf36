// Derives the ledger of an organisation that is older than it.
#include "server/store/derive_ledger.h"

#include "shared/store/billing_store.h"
#include "shared/store/credit_store.h"
#include "shared/store/ledger_store.h"
#include "shared/store/payment_store.h"

namespace satchel::server {
namespace {

constexpr std::int64_t derived_rows_page = 500;

Result<bool> has_entries(Transaction& tx) {
  return !SATCHEL_TRY(tx.query("SELECT 1 FROM ledger_entry LIMIT 1")).empty();
}

/// What of the account's credit paid the invoice, as from the day the invoice was made.
Result<void> derive_credit_uses(Transaction& tx, const Invoice& invoice) {
  for (const CreditPart& part : SATCHEL_TRY(load_credit_of_invoice(tx, invoice.id))) {
    const CreditEntry entry{invoice.account_id,   part.payment_id,
                            CreditKind::applied,  {-part.amount.minor, part.amount.currency},
                            invoice.invoice_date, invoice.id};
    SATCHEL_TRY(add_ledger_entries(
        tx, entries_of(CreditBooked{entry, PaymentMethod::bank_transfer, entry.entered_on})));
  }
  return {};
}

Result<void> derive_invoices(Transaction& tx) {
  std::string after;
  while (true) {
    const Rows page = SATCHEL_TRY(tx.query(R"sql(
      SELECT id FROM invoice WHERE state = 'posted' AND id > $1 ORDER BY id LIMIT $2
    )sql",
                                           after, derived_rows_page));
    for (const Row& row : page) {
      const auto invoice = SATCHEL_TRY(find_invoice(tx, row.id<InvoiceId>(0)));
      if (!invoice) return fail(ErrorCode::corrupt, "an invoice is gone that was just listed");
      SATCHEL_TRY(add_ledger_entries(tx, entries_of(InvoicePosted{*invoice})));
      SATCHEL_TRY(derive_credit_uses(tx, *invoice));
    }
    if (std::ssize(page) < derived_rows_page) return {};
    after = page.back().text(0);
  }
}

Result<void> derive_payment(Transaction& tx, const Payment& payment) {
  if (payment.standing == PaymentStanding::refunded) return {};
  const CreditEntry rest{payment.account_id, payment.id, CreditKind::overpaid, payment.credited,
                         payment.taken_on};
  SATCHEL_TRY(add_ledger_entries(
      tx, entries_of(PaymentAllocated{payment, payment.allocated, payment.taken_on})));
  return add_ledger_entries(tx, entries_of(CreditBooked{rest, payment.method, payment.taken_on}));
}

Result<void> derive_payments(Transaction& tx) {
  PaymentQuery query{.count_max = derived_rows_page};
  while (true) {
    const auto page = SATCHEL_TRY(list_payments(tx, query));
    for (const PaymentRow& row : page) SATCHEL_TRY(derive_payment(tx, row.payment));
    if (std::ssize(page) < derived_rows_page) return {};
    query.after = cursor_of(page.back());
  }
}

}  // namespace

Result<void> derive_ledger(Transaction& tx) {
  if (SATCHEL_TRY(has_entries(tx))) return {};
  SATCHEL_TRY(derive_invoices(tx));
  return derive_payments(tx);
}

}  // namespace satchel::server
