// Mails about an order to its customer: that an item is ready, and that the order was denied.
#pragma once

#include "server/store/server_write.h"
#include "server/store/service_job.h"
#include "shared/domain/order/order.h"

namespace satchel::server {

/// Puts the welcome for what was made into the outbox: what it is, where, and the user name; never
/// a password. Nothing for an address that takes no mail.
Result<void> mail_welcome(const ServerWrite& write, const ServiceRequest& made);

/// Tells the customer that the order was denied. The reason is the office's own and stays there.
Result<void> mail_denial(const ServerWrite& write, const Order& order);

}  // namespace satchel::server
