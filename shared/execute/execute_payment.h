// The payment's part of execute: what it pays, its decision, and what follows from it.
#pragma once

#include "shared/execute/execute.h"

namespace satchel {

/// Books the payment: on the server to the order's invoice, which is posted first, so that credit
/// of the account pays before it, and the rest to the account's credit; on a device to the order as
/// far as it is known there. Money for the account at large pays its open invoices.
Result<Decision<Touched>> execute_payment(Transaction& tx, const ExecuteContext& context,
                                          const RecordPayment& command);

/// Gives the payment back, or a part of it: credit, invoices and orders have that much less.
Result<Decision<Touched>> execute_payment(Transaction& tx, const ExecuteContext& context,
                                          const RefundPayment& command);

/// Pays what is open of a posted invoice out of its account's credit, the oldest credit first; the
/// invoice's order follows.
Result<Decision<Touched>> execute_payment(Transaction& tx, const ExecuteContext& context,
                                          const UseCredit& command);

/// Lets the payment's credit pay invoices; their orders follow.
Result<Decision<Touched>> execute_payment(Transaction& tx, const ExecuteContext& context,
                                          const AllocatePayment& command);

/// Takes what the payment paid of an invoice off it; it is credit again, and the order follows.
Result<Decision<Touched>> execute_payment(Transaction& tx, const ExecuteContext& context,
                                          const UndoAllocation& command);

}  // namespace satchel
