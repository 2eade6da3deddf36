// The ledger: what every act on money moves from one of the organisation's accounts to another.
//
// An entry names the account that is debited, the one that is credited, and one amount above zero:
// debits and credits cannot differ. What is taken back is an entry the other way round; entries are
// only ever added.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/enum_words.h"
#include "shared/base/id.h"
#include "shared/base/money.h"
#include "shared/domain/billing/invoice.h"
#include "shared/domain/payment/payment.h"

namespace satchel {

/// The organisation's accounts. Receivables and customer credit are also kept for each customer,
/// revenue and tax for each tax rate.
enum class LedgerAccount {
  bank,
  checks,
  cash,
  cards,
  receivable,       // What customers owe.
  customer_credit,  // What we owe customers.
  deferred_revenue,
  revenue,
  tax,
  write_off  // What customers will never pay.
};
SATCHEL_ENUM_WORDS(LedgerAccount, "bank", "checks", "cash", "cards", "receivable",
                   "customer_credit", "deferred_revenue", "revenue", "tax", "write_off");

/// Why an entry was made.
enum class LedgerAct {
  invoice,
  credit_note,
  voided,
  recognition,  // Deferred revenue becomes revenue.
  payment,
  refund,
  credit,         // What had paid an invoice becomes credit.
  credit_use,     // Credit pays an invoice.
  credit_return,  // And comes back from it.
  write_off
};
SATCHEL_ENUM_WORDS(LedgerAct, "invoice", "credit_note", "void", "recognition", "payment", "refund",
                   "credit", "credit_use", "credit_return", "write_off");

struct LedgerEntry {
  Date on = date(1970, 1, 1);
  LedgerAct act = LedgerAct::invoice;
  std::string subject_id;  // The invoice or the payment.
  AccountId account_id;    // The customer.
  LedgerAccount debit = LedgerAccount::receivable;
  LedgerAccount credit = LedgerAccount::revenue;
  Money amount;              // Above zero.
  std::int64_t tax_ppm = 0;  // The rate of what is tax or was taxed; else 0.
  std::string reason = {};   // Of acts that need one.

  bool operator==(const LedgerEntry&) const = default;
};

using LedgerEntries = std::vector<LedgerEntry>;

/// A share of a line's net amount that is earned by its day.
struct EarnedPart {
  Date on;
  Money amount;

  bool operator==(const EarnedPart&) const = default;
};

/// Returns the parts of `net` by the days of the period in each calendar month, each dated on the
/// month's last day of service; the last month takes the remainder. Without a day all of it is
/// earned on the period's start.
std::vector<EarnedPart> earned_parts(Money net, const Period& period);

/// Returns the account that money of this method comes into.
LedgerAccount money_account_of(PaymentMethod method);

/// An invoice or a credit note is posted, on its own date.
struct InvoicePosted {
  const Invoice& invoice;
};

/// A posted invoice counts no more. Dated before the invoice, it counts from the invoice's date.
struct InvoiceVoided {
  const Invoice& invoice;
  Date on;
  std::string reason = {};
};

/// What is open of an invoice will never be paid.
struct InvoiceWrittenOff {
  const Invoice& invoice;
  Money amount;
  Date on;
  std::string reason;
};

/// Money of a payment pays an invoice; negative, it is given back.
struct PaymentAllocated {
  const Payment& payment;
  Money amount;
  Date on;
};

/// The credit of an account grew or shrank. `method` is how the payment behind it was made.
struct CreditBooked {
  const CreditEntry& entry;
  PaymentMethod method;
  Date on;
};

/// Returns the entries of the act; none for amounts of zero. What an invoice line earns later than
/// the entry's date is deferred, and comes with the entries that recognise it month by month.
LedgerEntries entries_of(const InvoicePosted& act);
LedgerEntries entries_of(const InvoiceVoided& act);
LedgerEntries entries_of(const InvoiceWrittenOff& act);
LedgerEntries entries_of(const PaymentAllocated& act);
LedgerEntries entries_of(const CreditBooked& act);

}  // namespace satchel
