// truth: whole aggregates as an actor may see them.
#pragma once

#include <map>

#include "shared/domain/access/actor.h"
#include "shared/store/database.h"
#include "shared/wire/sync_message.h"

namespace satchel::server {

/// Reads aggregates for one answer; remembers which accounts the actor may see.
class TruthReader {
 public:
  TruthReader(Transaction& tx, const Actor& actor) : tx_(tx), actor_(actor) {}

  /// Returns the aggregate, or its absence: it does not exist, is a draft invoice, or belongs to an
  /// account that the actor may not see.
  Result<Truth> read(const AggregateRef& ref);

  /// Returns whether the actor may see the account; false when it does not exist.
  Result<bool> may_see(const AccountId& account);

 private:
  Result<std::optional<Aggregate>> find(const AggregateRef& ref);

  Transaction& tx_;
  const Actor& actor_;
  std::map<AccountId, bool> seen_;
};

}  // namespace satchel::server
