// Rules that the back office's decisions share among themselves.
#pragma once

#include "shared/domain/access/permission.h"
#include "shared/domain/order/decide_order.h"

namespace satchel {

/// Returns the current order, for an actor with the permission who may see its account.
Decision<Order> order_for_office(const OrderFacts& facts, Permission permission);

}  // namespace satchel
