// What waits for the office: how many orders lie in each queue, what they come to, since when.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/money.h"
#include "shared/domain/order/order_queue.h"
#include "shared/store/database.h"

namespace satchel {

/// One queue with at least one order. Awaiting payment sums what is still open, the others their
/// one-time totals.
struct QueueSummary {
  OrderQueue queue = OrderQueue::pending;
  std::int64_t count = 0;
  std::vector<Money> sums;  // One per currency.
  Date oldest = date(1970, 1, 1);

  bool operator==(const QueueSummary&) const = default;
};

/// Returns the SQL that holds for an order `o` in the queue on `today`: an agreement that the
/// customer was asked for is followed up after the days of the settings.
std::string condition_of(OrderQueue queue, Date today);

/// Returns the queues that are not empty, in their order; only of accounts in `territories`, empty
/// for all.
Result<std::vector<QueueSummary>> summarize_queues(Transaction& tx, Date today,
                                                   const std::vector<TerritoryId>& territories);

}  // namespace satchel
