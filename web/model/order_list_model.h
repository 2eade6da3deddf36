// The order list: rows with their state chips, and how many lie in each archive.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/domain/order/order_state.h"
#include "shared/store/order_store.h"
#include "web/model/model_context.h"

namespace satchel::web {

enum class OrderSort { number, customer, rep, date, total, state };

/// What the list shall show; typed and pressed on the screen.
struct OrderListQuery {
  AccountId account_id;  // Empty for all.
  std::string text;
  std::optional<Archive> archive;  // Nothing for all.
  std::optional<OrderSort> sort;   // Nothing for newest first.
  bool descending = false;

  bool operator==(const OrderListQuery&) const = default;
};

struct OrderListRow {
  OrderId id;
  std::string number;
  bool provisional = false;
  std::string customer;
  std::string city;
  std::string rep;
  Date ordered_on = date(1970, 1, 1);
  Money total;      // One-time charges.
  Money recurring;  // A full month.
  StateChip chip{StateColour::grey, {}};
  Archive archive = Archive::incomplete;
  std::optional<SyncMark> mark;  // Nothing when it is safe on the server.
};

struct OrderListModel {
  OrderCounts counts;
  std::vector<OrderListRow> rows;
  std::optional<Money> sum;  // Of the rows' totals, when they are of one currency.
  bool more = false;         // There are older orders than the rows here.
};

/// Returns the orders that match the query, in its order.
Result<OrderListModel> load_order_list(Transaction& tx, const ModelContext& context,
                                       const OrderListQuery& query);

}  // namespace satchel::web
