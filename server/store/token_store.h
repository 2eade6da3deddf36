// The token store: bearer tokens and one-time links. Only digests of tokens are stored.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/store/server_write.h"

namespace satchel::server {

inline constexpr std::int64_t token_lifetime_ms = 90LL * 24 * 3600 * 1000;
inline constexpr std::int64_t link_lifetime_ms = 7LL * 24 * 3600 * 1000;

struct AccessToken {
  UserId user_id;
  DeviceId device_id;  // Empty for the command line.
  Timestamp created_at;
  Timestamp expires_at;
  Timestamp last_used_at;
  bool device_revoked = false;  // It opens nothing; the answer is 403 device-revoked.
};

/// Stores a new token for the user on the device (empty id: the command line), valid for
/// `token_lifetime_ms`. Returns its text (64 hex characters), which is not kept anywhere.
Result<std::string> issue_token(const ServerWrite& write, const UserId& user,
                                const DeviceId& device);

/// Returns the token, or nothing when it is unknown, revoked or expired at `now`.
Result<std::optional<AccessToken>> find_token(Transaction& tx, std::string_view token,
                                              Timestamp now);

/// Notes that the token was used.
Result<void> touch_token(Transaction& tx, std::string_view token, Timestamp now);

/// Ends a token; nothing when it is unknown.
Result<void> revoke_token(Transaction& tx, std::string_view token);

/// Ends every token of the user or of the device.
Result<void> revoke_tokens_of(Transaction& tx, const UserId& user);
Result<void> revoke_tokens_of(Transaction& tx, const DeviceId& device);

/// Ends every token of the user but this one.
Result<void> revoke_other_tokens(Transaction& tx, const UserId& user, std::string_view kept);

/// Removes tokens and links that have expired.
Result<void> erase_expired_tokens(Transaction& tx, Timestamp now);

/// Stores a one-time link with which the user sets his password, valid for `link_lifetime_ms`.
/// Returns its text for the address.
Result<std::string> issue_link(const ServerWrite& write, const UserId& user);

/// Returns whose link it is, or nothing when it is unknown, used or expired.
Result<std::optional<UserId>> find_link(Transaction& tx, std::string_view link, Timestamp now);

/// Ends every link of the user.
Result<void> revoke_links_of(Transaction& tx, const UserId& user);

/// Uses the link up: returns whose it is, once; nothing for any other link.
Result<std::optional<UserId>> use_link(Transaction& tx, std::string_view link, Timestamp now);

}  // namespace satchel::server
