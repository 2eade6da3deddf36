// The organisation's seal keys: devices seal customers' passwords to the public one.
#pragma once

#include <optional>
#include <string>

#include "server/store/server_write.h"
#include "shared/base/seal.h"

namespace satchel::server {

/// Makes the keys unless they are there, and returns the public one, in hex.
Result<std::string> ensure_seal_keys(const ServerWrite& write);

/// Returns both keys, or nothing before they were made. The private one never leaves the server.
Result<std::optional<SealKeys>> find_seal_keys(Transaction& tx);

}  // namespace satchel::server
