// Scope in lists: whose rows a caller may see, and single aggregates by id.
#pragma once

#include <string>

#include "server/http/call.h"
#include "server/http/message.h"
#include "server/sync/truth.h"
#include "shared/base/result.h"
#include "shared/domain/command.h"

namespace satchel::server {

/// Returns whether the caller sees nothing at all: a rep without a territory. Store queries take an
/// empty list of territories for everything, so this comes first.
inline bool sees_nothing(const Actor& actor) {
  return reach_of(actor.role) != Reach::everything && actor.territories.empty();
}

/// Returns the territories a list is restricted to; empty for the office.
inline std::vector<TerritoryId> territories_of(const Actor& actor) {
  if (reach_of(actor.role) == Reach::everything) return {};
  return actor.territories;
}

/// Answers with the aggregate as JSON; 404 when it does not exist or the caller may not see it.
Result<HttpReply> aggregate_reply(Call& call, const AggregateRef& ref);

}  // namespace satchel::server
