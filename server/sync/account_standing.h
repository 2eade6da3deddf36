// The office's acts on an account: fraud flag, hold of new orders, credit limit; tax exemption.
#pragma once

#include "server/store/server_write.h"
#include "shared/domain/account/account.h"

namespace satchel::server {

/// Gives the account this standing and returns it, with audit and feed rows, or the rejection, in
/// which case nothing was written. In an open transaction, which the caller commits at once.
Result<Decision<Account>> set_standing(const ServerWrite& write, const Actor& actor,
                                       const AccountId& id, const AccountStanding& standing);

/// Exempts the account from tax, or ends that, and returns it, likewise.
Result<Decision<Account>> set_tax_exemption(const ServerWrite& write, const Actor& actor,
                                            const AccountId& id, const TaxExemption& exemption);

}  // namespace satchel::server
