// bill_account: one account's bill now, outside of any run.
#pragma once

#include <optional>

#include "server/billing/bill_run.h"
#include "shared/domain/billing/invoice.h"

namespace satchel::server {

/// Plans the account's bill through the day (exclusive), posts it and returns it; nothing when
/// there is nothing to bill. It is the bill that a run through that day would make, and what it
/// bills no run bills again. Refuses while a run is open (another_run_open), because that may hold
/// a draft of the account, and days that a run may not go through either. An account that is not
/// there, or cannot be billed, is an error of its own.
Result<BillDecision<std::optional<Invoice>>> bill_account(const ServerWrite& write,
                                                          const UserId& by,
                                                          const AccountId& account_id,
                                                          Date through);

}  // namespace satchel::server
