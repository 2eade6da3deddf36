// Number leases: the account and order numbers that this device may give by itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/domain/command.h"
#include "shared/store/database.h"
#include "shared/wire/sync_message.h"

namespace satchel::web {

/// Returns the command with a number of this device's lease where it creates an account or places
/// an order that has none. With the lease used up it has none, and the server gives one.
Result<Command> with_own_number(Transaction& tx, Command command);

/// Returns what is left of each series in the server's present epoch.
Result<std::vector<NumberStock>> load_number_stock(Transaction& tx);

/// Keeps the blocks that are beyond all that were ever given to this device.
Result<void> add_number_blocks(Transaction& tx, std::string_view epoch,
                               const std::vector<NumberBlock>& blocks);

}  // namespace satchel::web
