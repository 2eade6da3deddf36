// The server's own tables, and the rows that every server database begins with.
#pragma once

#include <string>

#include "server/store/server_write.h"

namespace satchel::server {

/// Applies the shared and the server's schema and makes sure of an epoch, a feed head and a ledger
/// of what was there before it. Running it again does nothing.
Result<void> migrate_server(const ServerContext& context);

/// Returns the epoch id: who restores a backup renews it, and devices notice. Requires
/// migrate_server.
Result<std::string> epoch_of(Transaction& tx);

/// Gives the database a new epoch: for whoever restored it from a backup. Account and order numbers
/// go on 10,000 higher, past all that were leased since the backup.
Result<void> renew_epoch(const ServerWrite& write);

}  // namespace satchel::server
