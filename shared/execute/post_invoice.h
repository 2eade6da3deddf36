// post_invoice: the one place where an invoice gets its number.
#pragma once

#include <vector>

#include "shared/domain/billing/invoice.h"
#include "shared/execute/execute.h"

namespace satchel {

/// Posts the drafts in the given order: takes a block of numbers of their kind's series, freezes
/// each, enters it into the ledger, lets the account's credit pay of it what it can, and returns
/// them as posted. Requires drafts of one kind, in one transaction.
Result<std::vector<Invoice>> post_invoices(Transaction& tx, std::vector<Invoice> drafts,
                                           Date today);

/// Returns what the posting of this invoice wrote: the invoice, and its account when credit paid.
Touched touched_by(const Invoice& posted);

}  // namespace satchel
