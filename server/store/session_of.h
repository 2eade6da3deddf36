// session_of: who is logged in, as devices are told.
#pragma once

#include "server/store/user_store.h"
#include "shared/wire/session_message.h"

namespace satchel::server {

/// Returns the user's session on the device (empty: the command line), without a token, as role and
/// territories are now.
Result<Session> session_of(Transaction& tx, const User& user, const DeviceId& device_id);

}  // namespace satchel::server
