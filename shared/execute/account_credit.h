// An account's credit on the server: booked with its entry, and used for invoices.
#pragma once

#include "shared/domain/billing/invoice.h"
#include "shared/domain/payment/payment.h"
#include "shared/execute/execute.h"

namespace satchel {

/// Adds the entry to its account's credit and to the ledger. Returns the account, whose feed row
/// follows. Requires that its payment is stored.
Result<Touched> book_credit(Transaction& tx, const CreditEntry& entry);

/// Returns how much of the invoice the account's credit would pay if it were posted now.
Result<Money> credit_for(Transaction& tx, const Invoice& invoice);

/// Pays what is open of a posted invoice out of its account's credit, the oldest credit first, and
/// saves both. Returns what was written; nothing without credit.
Result<Touched> pay_by_credit(Transaction& tx, Invoice& invoice, Date today);

/// Gives all credit that paid the invoice back to the account. The caller saves the invoice.
Result<Touched> return_credit(Transaction& tx, const Invoice& invoice, Date today);

}  // namespace satchel
