// post_invoice: the one place where an invoice gets its number.
#pragma once

#include <vector>

#include "shared/domain/billing/invoice.h"
#include "shared/store/database.h"

namespace satchel {

/// Posts the drafts in the given order: takes a block of numbers of the invoice series, freezes
/// each invoice and returns them as posted. Requires drafts of one organisation, in one
/// transaction.
Result<std::vector<Invoice>> post_invoices(Transaction& tx, std::vector<Invoice> drafts);

}  // namespace satchel
