// Acts on devices: another name, and revoking one that is lost or put away.
#pragma once

#include <string_view>

#include "server/access/allowed.h"
#include "server/store/device_store.h"
#include "server/store/server_write.h"

namespace satchel::server {

/// Gives the device a name for people. Refused: an unknown device, no name, one too long.
Result<Allowed<Device>> name_device(const ServerWrite& write, const UserId& by, const DeviceId& id,
                                    std::string_view name);

/// Revokes the device: from now on its logins open nothing. What it holds stays on it.
Result<Allowed<Device>> retire_device(const ServerWrite& write, const UserId& by,
                                      const DeviceId& id);

}  // namespace satchel::server
