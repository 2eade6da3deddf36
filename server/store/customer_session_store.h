// Sessions of customers in the client area, apart from those of staff. Only digests are stored.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/store/server_write.h"

namespace satchel::server {

inline constexpr std::int64_t customer_session_lifetime_ms = 2LL * 3600 * 1000;

/// Stores a new session and returns its text (64 hex characters), which is not kept anywhere.
/// Removes sessions that have ended.
Result<std::string> open_customer_session(const ServerWrite& write, const AccountId& account);

/// Returns whose session it is, or nothing when it is unknown or has ended.
Result<std::optional<AccountId>> find_customer_session(Transaction& tx, std::string_view session,
                                                       Timestamp now);

/// Ends one session.
Result<void> end_customer_session(Transaction& tx, std::string_view session);
/// Ends every session of the account.
Result<void> end_customer_sessions_of(Transaction& tx, const AccountId& account);

}  // namespace satchel::server
