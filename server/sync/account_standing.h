// The office's act on an account's standing: fraud flag, hold of new orders, credit limit.
#pragma once

#include "server/store/server_write.h"
#include "shared/domain/account/account.h"

namespace satchel::server {

/// Gives the account this standing and returns it, with audit and feed rows, or the rejection, in
/// which case nothing was written. In an open transaction, which the caller commits at once.
Result<Decision<Account>> set_standing(const ServerWrite& write, const Actor& actor,
                                       const AccountId& id, const AccountStanding& standing);

}  // namespace satchel::server
