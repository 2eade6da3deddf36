// The account list: a page of the accounts an actor may see.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/domain/account/account.h"
#include "shared/store/database.h"

namespace satchel::server {

struct AccountQuery {
  std::string text;  // Words to find, each by its beginning; empty for all.
  std::int64_t count_max = 200;
  std::string after;  // The id of the last account of the page before; empty for the first.
  std::vector<TerritoryId> territories;  // Only accounts of these; empty for all.
};

/// Returns accounts by name, then id. ErrorCode::invalid for an `after` that is no account.
Result<std::vector<Account>> list_accounts(Transaction& tx, const AccountQuery& query);

}  // namespace satchel::server
