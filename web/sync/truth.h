// Truth: the server's aggregates as this device holds them.
#pragma once

#include <vector>

#include "shared/store/database.h"
#include "shared/wire/aggregate_wire.h"

namespace satchel::web {

/// Returns the names of all aggregates on this device.
Result<std::vector<AggregateRef>> load_held(Transaction& tx);

/// Notes that this device holds the aggregate, so that it goes when the device starts over.
Result<void> hold(Transaction& tx, const AggregateRef& ref);

/// Writes the aggregate over what is there.
Result<void> write_truth(Transaction& tx, const Aggregate& aggregate);

/// Removes the aggregate. An account or price book that unanswered commands need stays until
/// `erase_departed` finds it free.
Result<void> withdraw_truth(Transaction& tx, const AggregateRef& ref);

/// Removes withdrawn aggregates that no unanswered command needs any more.
Result<void> erase_departed(Transaction& tx);

/// Removes the aggregates at once; the organisation stays, it is only ever overwritten.
Result<void> erase_held(Transaction& tx, const std::vector<AggregateRef>& refs);

}  // namespace satchel::web
