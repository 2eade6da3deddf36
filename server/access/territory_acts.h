// Acts on territories: add, rename. Who has which account is a move, in server/sync.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/access/allowed.h"
#include "server/store/server_write.h"
#include "shared/domain/access/actor.h"

namespace satchel::server {

/// A territory with how much it holds.
struct TerritoryRow {
  Territory territory;
  std::int64_t accounts = 0;
  std::int64_t users = 0;
};

/// Returns all territories by code.
Result<std::vector<TerritoryRow>> list_territory_rows(Transaction& tx);

/// Returns whether each of these is a territory of the organisation.
Result<bool> are_known_territories(Transaction& tx, const std::vector<TerritoryId>& ids);

/// What the office wants a territory to be called.
struct TerritoryWish {
  std::string code;  // Short and unique, ignoring case: "coast".
  std::string name;  // The code when empty.
};

/// Adds a territory. Refused: an empty, long or taken code, a name that is too long.
Result<Allowed<Territory>> add_territory(const ServerWrite& write, const UserId& by,
                                         const TerritoryWish& wish);

/// Gives the territory another code and name.
Result<Allowed<Territory>> rename_territory(const ServerWrite& write, const UserId& by,
                                            const TerritoryId& id, const TerritoryWish& wish);

}  // namespace satchel::server
