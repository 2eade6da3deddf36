// Verification by itself: accepted orders whose delay is over (S15).
#pragma once

#include "server/store/server_write.h"

namespace satchel::server {

/// Verifies the accepted orders that nothing is in the way of any more, at most `count_max`, each
/// in a transaction of its own. Returns how many; to be called now and then.
Result<std::int64_t> verify_due_orders(const ServerContext& context, std::int64_t count_max);

}  // namespace satchel::server
