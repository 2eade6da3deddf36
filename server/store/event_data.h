// Event data: what webhooks tell of orders, invoices and payments.
#pragma once

#include <string>

#include "shared/domain/billing/invoice.h"
#include "shared/domain/order/order.h"
#include "shared/domain/payment/payment.h"

namespace satchel::server {

/// Each returns one JSON object with ids, numbers, states and amounts; no addresses, no signatures.
std::string event_data(const Order& order);
std::string event_data(const Invoice& invoice);
std::string event_data(const Payment& payment);

}  // namespace satchel::server
