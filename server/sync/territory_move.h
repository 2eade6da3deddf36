// Territory moves: an account changes hands, and devices on both sides notice.
#pragma once

#include <vector>

#include "server/store/server_write.h"
#include "shared/domain/account/account.h"

namespace satchel::server {

/// Gives the account these territories: raises the scope version of every user who loses or gains
/// it, so that their devices start over, and puts it into the feed. ErrorCode::not_found for an
/// unknown account. `by` is who moves it. In an open transaction, which the caller commits at once.
Result<void> move_account(const ServerWrite& write, const UserId& by, const AccountId& account,
                          const std::vector<TerritoryId>& territories);

}  // namespace satchel::server
