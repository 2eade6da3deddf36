// Orders: the list with its filters, and the chosen order beside it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "web/kit/table.h"
#include "web/model/order_list_model.h"
#include "web/screens/order_bulk.h"
#include "web/screens/order_details.h"

namespace satchel::web {

/// The number of the filter that shows `OrderListDraft::queue`.
inline constexpr std::size_t orders_queue_pill = 7;

struct OrderListDraft {
  std::string search;
  std::size_t pill = 0;  // 0: all; 1: pending; then the archives in their order, and `queue`.
  std::optional<OrderQueue> queue;  // A queue without a pill of its own, as followed from General.
  std::optional<std::string> site;  // A code, or empty for our own desk; nothing for all.
  TableState table;
  bool wants_more = false;  // The last row that is loaded came into sight.
  OrderId selected;         // The order in the address; empty for none.
  OrderDetailsDraft details;
  BulkDraft bulk;
  bool naming = false;  // The dialog that saves the filter is open.
  std::string filter_name;
  bool tried = false;
};

/// Returns what the list shall show.
OrderListQuery query_of(const OrderListDraft& draft);

/// Shows this queue and nothing else: its pill where it has one, no words, newest first.
void show_queue(OrderListDraft& draft, OrderQueue queue);

/// Draws the list; beside it, or alone on smaller screens, the selected order's details.
void draw_orders(const OrderListModel& model, const OrderDetailsModel& details,
                 OrderListDraft& draft, Commands& out);

}  // namespace satchel::web
