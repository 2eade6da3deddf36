// The payment's part of execute: what it pays, its decision, and what follows from it.
#pragma once

#include "shared/execute/execute.h"

namespace satchel {

/// Books the payment: on the server to the order's invoice, which is posted first, and the rest to
/// the account's credit; on a device to the order as far as it is known there.
Result<Decision<Touched>> execute_payment(Transaction& tx, const ExecuteContext& context,
                                          const RecordPayment& command);

/// Gives the payment back: invoice, order and credit have that much less.
Result<Decision<Touched>> execute_payment(Transaction& tx, const ExecuteContext& context,
                                          const RefundPayment& command);

}  // namespace satchel
