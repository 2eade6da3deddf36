// Amendments: where the server decided otherwise than a command wished, and all else stands.
#pragma once

#include <vector>

#include "shared/domain/command.h"
#include "shared/store/database.h"

namespace satchel::server {

/// Returns what is not as the accepted command wished: a login that another account has, a number
/// that was not this device's to give.
Result<std::vector<Amendment>> amendments_of(Transaction& tx, const Command& command);

}  // namespace satchel::server
