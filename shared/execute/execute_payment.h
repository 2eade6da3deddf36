// The payment's part of execute: what it pays, its decision, and what follows from it.
#pragma once

#include "shared/execute/execute.h"

namespace satchel {

/// Books the payment: on the server to the order's invoice, which is posted first, so that credit
/// of the account pays before it, and the rest to the account's credit; on a device to the order as
/// far as it is known there.
Result<Decision<Touched>> execute_payment(Transaction& tx, const ExecuteContext& context,
                                          const RecordPayment& command);

/// Gives the payment back: invoices, orders and credit have that much less.
Result<Decision<Touched>> execute_payment(Transaction& tx, const ExecuteContext& context,
                                          const RefundPayment& command);

/// Pays what is open of a posted invoice out of its account's credit, the oldest credit first; the
/// invoice's order follows.
Result<Decision<Touched>> execute_payment(Transaction& tx, const ExecuteContext& context,
                                          const UseCredit& command);

}  // namespace satchel
