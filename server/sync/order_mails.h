// Mails about an order: to its customer, to who took it, and to the office.
#pragma once

#include <string>

#include "server/store/server_write.h"
#include "server/store/service_job.h"
#include "shared/domain/order/order.h"
#include "shared/domain/payment/payment.h"

namespace satchel::server {

/// Puts the welcome for what was made into the outbox: what it is, where, and the user name; never
/// a password. Nothing for an address that takes no mail.
Result<void> mail_welcome(const ServerWrite& write, const ServiceRequest& made);

/// Tells the customer that the order was denied, and who took it why. The reason is the office's
/// own and stays there.
Result<void> mail_denial(const ServerWrite& write, const Order& order, const std::string& reason);

/// Tells who took the order that its approval was refused, and why.
Result<void> mail_refused_approval(const ServerWrite& write, const Order& order,
                                   const std::string& reason);

/// Tells everybody who may give money back that some came in for an order that has stopped.
Result<void> mail_late_payment(const ServerWrite& write, const Order& order,
                               const Payment& payment);

}  // namespace satchel::server
