// close_month: from then on the ledger takes no entry of the month, nor of any before it.
#pragma once

#include <string>

#include "server/store/server_write.h"
#include "shared/domain/access/actor.h"
#include "shared/domain/rejection.h"
#include "shared/store/ledger_store.h"

namespace satchel::server {

/// Closes `month`, written `2026-11`, with all months before it, in the caller's transaction.
/// Refuses who may not, a month that is none, is not over or is closed, and one in which an open
/// bill run is dated.
Result<Decision<ClosedMonth>> close_month(const ServerWrite& write, const Actor& actor,
                                          const std::string& month);

}  // namespace satchel::server
