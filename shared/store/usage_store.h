// The usage store: what was used of subscriptions.
#pragma once

#include <optional>
#include <vector>

#include "shared/domain/subscription/usage.h"
#include "shared/store/database.h"

namespace satchel {

Result<std::optional<UsageRecord>> find_usage(Transaction& tx, const UsageRecordId& id);

/// Writes the record; which line bills it stays as it is.
Result<void> save_usage(Transaction& tx, const UsageRecord& record);
Result<void> erase_usage(Transaction& tx, const UsageRecordId& id);

/// Returns a subscription's usage, newest first.
Result<std::vector<UsageRecord>> list_usage(Transaction& tx, const SubscriptionId& id,
                                            std::int64_t count_max);

/// Gives usage that no line bills yet to the charge of the subscription that is in force on its
/// day; what none is in force for stays where it is.
Result<void> assign_open_usage(Transaction& tx, const SubscriptionId& id);

}  // namespace satchel
