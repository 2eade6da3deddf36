// The words by which an order is found: its own, and those of its payments and invoices.
#pragma once

#include <string_view>

#include "shared/domain/billing/invoice.h"
#include "shared/domain/order/order.h"
#include "shared/store/database.h"

namespace satchel {

/// Writes the words of the order, of its payments and of its invoices, unless they are as before:
/// most changes of an order leave them alone.
Result<void> save_order_words(Transaction& tx, const Order& order);

/// Adds the words of a payment of the order, which may not be there yet.
Result<void> add_order_words(Transaction& tx, const OrderId& id, std::string_view text);

/// Adds the invoice's number, once it has one, to each order that it bills.
Result<void> add_order_words(Transaction& tx, const Invoice& invoice);

}  // namespace satchel
