// The order store: an order, its items, charges and history are one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/domain/order/order.h"
#include "shared/domain/order/order_queue.h"
#include "shared/domain/order/order_state.h"
#include "shared/store/database.h"

namespace satchel {

/// Returns the order, or nothing.
Result<std::optional<Order>> find_order(Transaction& tx, const OrderId& id);

/// Writes the whole order.
Result<void> save_order(Transaction& tx, const Order& order);

/// Removes the order; nothing when it is not there.
Result<void> erase_order(Transaction& tx, const OrderId& id);

/// Writes the words of all orders once a newer program has other ones, which leaves none behind.
Result<void> index_orders(Transaction& tx);

/// Derives the archive of orders that were written before the column was there.
Result<void> derive_archives(Transaction& tx);

/// What stays of an order that was deleted for good.
struct OrderTombstone {
  OrderId order_id;
  std::int64_t number = 0;
  Timestamp deleted_at;
  std::string deleted_by;
  std::string reason;

  bool operator==(const OrderTombstone&) const = default;
};

Result<void> save_tombstone(Transaction& tx, const OrderTombstone& tombstone);

/// Returns what stays of the order, or nothing when it was never deleted.
Result<std::optional<OrderTombstone>> find_tombstone(Transaction& tx, const OrderId& id);

/// One row of an order list; everything a list shows without loading items.
struct OrderRow {
  OrderId id;
  AccountId account_id;
  std::int64_t account_number = 0;
  std::string account_name;
  std::string account_city;
  std::string taken_by_name;
  Date ordered_on = date(1970, 1, 1);
  Money one_time;
  Money recurring;
  std::int64_t item_count = 0;
  Order head;  // Without document items, charges and history: number, states, notes.
};

enum class OrderSort { number, customer, rep, date, total, state };

struct OrderQuery {
  AccountId account_id;  // Empty for all.
  std::string text;      // Words to find anywhere in the order or its account; empty for all.
  std::optional<Archive> archive = {};   // Nothing for all.
  std::optional<OrderQueue> queue = {};  // Nothing for all.
  Date today = date(1970, 1, 1);         // Of `queue`.
  std::optional<std::string> site = {};  // A code, or empty for our own desk; nothing for all.
  std::optional<OrderSort> sort = {};    // Nothing for newest first.
  bool descending = false;               // Of `sort`.
  std::int64_t offset = 0;               // Rows before the page; only with `sort`.
  std::int64_t count_max = 200;
  std::string after;  // The `cursor` of the last row of the page before; empty for the first.
  std::vector<TerritoryId> territories;  // Only accounts of these; empty for all.
};

/// How many orders a query finds, and what they come to.
struct OrderSummary {
  std::int64_t count = 0;
  std::vector<Money> totals;  // Of the one-time charges, one per currency.
};

/// Returns count and totals of all orders that the query finds, whatever its page.
Result<OrderSummary> summarize_orders(Transaction& tx, const OrderQuery& query);

/// Returns orders, newest first (by date, then number, then id) unless sorted otherwise.
Result<std::vector<OrderRow>> list_orders(Transaction& tx, const OrderQuery& query);

/// Returns the opaque position of a row in the list's order, for the next page.
std::string cursor_of(const OrderRow& row);

/// Returns the ids of the account's orders.
Result<std::vector<OrderId>> load_order_ids(Transaction& tx, const AccountId& account_id);

/// How many orders lie in each archive, and how many of all wait to be accepted or denied.
struct OrderCounts {
  std::int64_t all = 0;
  std::int64_t pending = 0;
  std::int64_t incomplete = 0;
  std::int64_t awaiting_payment = 0;
  std::int64_t awaiting_approval = 0;
  std::int64_t handled = 0;
  std::int64_t closed = 0;
};

Result<OrderCounts> count_orders(Transaction& tx);

}  // namespace satchel
