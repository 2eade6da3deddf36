// The order's part of execute: its facts, its decision, and what follows from it.
#pragma once

#include "shared/execute/execute.h"

namespace satchel {

/// Decides the command on an order and saves what follows; on the server with its number, invoice,
/// subscriptions and charges.
template <class OrderCommand>
Result<Decision<Touched>> execute_order(Transaction& tx, const ExecuteContext& context,
                                        const OrderCommand& command);

}  // namespace satchel
