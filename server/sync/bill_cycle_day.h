// The office's act on the day of the month on which an account's bill cycles begin.
#pragma once

#include "server/store/server_write.h"
#include "shared/domain/account/account.h"

namespace satchel::server {

/// Moves the account's bill cycles to the day and returns the account, with audit and feed rows, or
/// the rejection, in which case nothing was written. In an open transaction, which the caller
/// commits at once.
Result<Decision<Account>> set_bill_cycle_day(const ServerWrite& write, const Actor& actor,
                                             const AccountId& id, unsigned day);

}  // namespace satchel::server
