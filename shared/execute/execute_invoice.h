// The invoice's part of execute: what the office gives up, and what it issues again.
#pragma once

#include "shared/execute/execute.h"

namespace satchel {

/// Writes off what is open of the invoice.
Result<Decision<Touched>> execute_invoice(Transaction& tx, const ExecuteContext& context,
                                          const WriteOffInvoice& command);

/// Voids the invoice and frees its periods. Issued again, what they come to now is posted today
/// under a number of its own and names the void one.
Result<Decision<Touched>> execute_invoice(Transaction& tx, const ExecuteContext& context,
                                          const VoidInvoice& command);

}  // namespace satchel
