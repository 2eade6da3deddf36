// Number leases: blocks of account and order numbers that a device may give by itself.
#pragma once

#include "server/store/server_write.h"
#include "shared/domain/command.h"
#include "shared/wire/sync_message.h"

namespace satchel::server {

/// Returns the command with the number it may keep: the one it wishes when that lies in the
/// device's live lease, which it leaves then, else 0, for which the next number of the series is
/// given. An empty device leases nothing.
Result<Command> with_leased_number(Transaction& tx, const DeviceId& device, Command command);

/// Returns the blocks that the device needs: those it was given and, as its last number says, never
/// got, and a new one for each series of which fewer than `leased_numbers_low` are left.
Result<std::vector<NumberBlock>> lease_numbers(const ServerWrite& write, const DeviceId& device,
                                               const std::vector<NumberStock>& stock);

/// Returns whether `lease_numbers` would give something.
Result<bool> needs_numbers(Transaction& tx, const DeviceId& device,
                           const std::vector<NumberStock>& stock);

}  // namespace satchel::server
