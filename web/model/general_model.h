// The General page: what waits for the office, and who owes money for how long.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/store/awaiting_payment.h"
#include "shared/store/order_queues.h"
#include "web/model/model_context.h"

namespace satchel::web {

/// How many unpaid orders the page lists itself; the rest are in the list of orders.
inline constexpr std::int64_t general_rows_max = 50;

struct QueueTile {
  OrderQueue queue = OrderQueue::pending;
  std::int64_t count = 0;
  std::string sum;                   // "1,250.00 USD"; empty with no money in it.
  std::optional<std::int64_t> days;  // Since the oldest order; nothing for an empty queue.
};

/// A device with work that the server does not have, as it said in its last exchange.
struct UnsentDevice {
  std::string name;  // "D3, Nancy's tablet"
  std::string user;
  std::int64_t entries = 0;
  Timestamp oldest_at;
  Timestamp last_contact_at;
  std::string sum;  // Of its unsent orders: "1,250.00 USD"; empty with no money in it.
};

/// What only the server knows; nothing before it answered.
using UnsentWork = std::optional<std::vector<UnsentDevice>>;

struct GeneralModel {
  Date today = date(1970, 1, 1);
  std::vector<QueueTile> tiles;         // Every queue, also the empty ones.
  std::vector<AwaitingPayment> unpaid;  // The oldest first.
  std::vector<AwaitingAge> ages;
  UnsentWork unsent;  // Filled in by the app, for whoever sees the whole organisation.
  Timestamp now;
};

/// Returns the devices in the server's overview, or what is wrong with it.
Result<UnsentWork> parse_unsent(std::string_view overview);

/// Returns what waits among the orders on this device: all that this person may see.
Result<GeneralModel> load_general(Transaction& tx, const ModelContext& context);

/// Returns sums of several currencies in one line: "1,250.00 USD, 90.00 EUR"; zero is left out.
std::string sums_in_words(const std::vector<Money>& sums);

/// Returns the span of days that begins there: "up to 7 days", "8 to 30 days", "over 90 days".
std::string span_in_words(std::int64_t from_days);

}  // namespace satchel::web
