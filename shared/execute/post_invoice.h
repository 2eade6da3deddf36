// post_invoice: the one place where an invoice gets its number.
#pragma once

#include <vector>

#include "shared/domain/billing/invoice.h"
#include "shared/store/database.h"

namespace satchel {

/// Posts the drafts in the given order: takes a block of numbers of their kind's series, freezes
/// each and returns them as posted. Requires drafts of one kind, in one transaction.
Result<std::vector<Invoice>> post_invoices(Transaction& tx, std::vector<Invoice> drafts);

}  // namespace satchel
