// The parts of an order in the store: items, charges, configuration, findings and history.
#pragma once

#include "shared/domain/order/order.h"
#include "shared/store/database.h"

namespace satchel {

/// Reads everything but the head into `order`.
Result<void> load_order_parts(Transaction& tx, Order& order);

/// Writes everything but the head. Requires that no parts are there.
Result<void> save_order_parts(Transaction& tx, const Order& order);

Result<void> erase_order_parts(Transaction& tx, const OrderId& id);

}  // namespace satchel
