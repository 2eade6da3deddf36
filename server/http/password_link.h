// Mails with a one-time link by which a customer chooses a password.
#pragma once

#include <string>

#include "server/http/call.h"
#include "server/store/server_write.h"
#include "shared/domain/account/account.h"
#include "shared/domain/order/order.h"

namespace satchel::server {

/// Returns how browsers address this server: "https://desk.example".
std::string origin_of(const Call& call);

/// Puts a mail with a link to choose a new password into the outbox, and audits it. Nothing while
/// the last link is fresh, for an address that takes no mail, and where the server is reached from
/// elsewhere and was not told its public origin.
Result<void> mail_new_password_link(const Call& call, const ServerWrite& write,
                                    const Account& account);

/// The same after an order of the shop, for a customer who has a login and no password yet.
Result<void> mail_first_password_link(const Call& call, const Order& order);

}  // namespace satchel::server
