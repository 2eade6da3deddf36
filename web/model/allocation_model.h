// What payments paid: of an invoice, and by a payment; the part that credit paid is only known to
// the server, as the log of the account's credit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/domain/billing/invoice.h"
#include "shared/domain/payment/payment.h"
#include "shared/store/database.h"

namespace satchel::web {

/// The entries of an account's credit, as the server told them.
struct CreditLog {
  AccountId account_id;  // Empty: nothing was told yet.
  std::vector<CreditEntry> entries;
};

Result<std::vector<CreditEntry>> parse_credit_log(std::string_view body, const AccountId& account);

/// Money of one payment that pays one invoice.
struct AllocationView {
  PaymentId payment_id;
  InvoiceId invoice_id;
  std::string words;   // The other side: "bank transfer of 5 Dec 2026", "Invoice 1001".
  std::string detail;  // "from credit", or empty.
  Money amount;

  bool operator==(const AllocationView&) const = default;
};

/// Returns what paid the invoice. Without the log of its account what credit paid stands in one
/// line, of no payment.
Result<std::vector<AllocationView>> load_allocations(Transaction& tx, const Invoice& invoice,
                                                     const CreditLog& log);

/// Returns what the payment paid; without a log only what it paid by itself.
Result<std::vector<AllocationView>> load_allocations(Transaction& tx, const Payment& payment,
                                                     const CreditLog& log);

/// Returns what is left of the credit that the payment made; zero without a log.
Money free_of(const Payment& payment, const CreditLog& log);

/// An invoice that a payment may go to.
struct OpenInvoiceView {
  InvoiceId id;
  std::string number;
  Date due_date = date(1970, 1, 1);
  Money open;
  Money proposed;  // The oldest due first, until nothing is left.
};

/// Returns the account's open invoices in the currency of `free`, the oldest due first.
Result<std::vector<OpenInvoiceView>> load_proposal(Transaction& tx, const AccountId& account,
                                                   Money free);

}  // namespace satchel::web
