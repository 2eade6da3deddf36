// reconcile: a device's commands, decided in one transaction, each exactly once.
#pragma once

#include <vector>

#include "server/sync/sync_session.h"

namespace satchel::server {

/// A command of the exchange with its verdict, recorded now or before.
struct DecidedCommand {
  std::int64_t sequence = 0;
  AggregateRef target;
  Verdict verdict;
};

/// Returns a verdict for every command of the request, durable when this returns; or the problem
/// that refuses the exchange as a whole, with nothing stored. Requires at least one command.
Result<Admitted<std::vector<DecidedCommand>>> reconcile(const ServerContext& context,
                                                        const SyncActor& actor,
                                                        const SyncRequest& request);

}  // namespace satchel::server
