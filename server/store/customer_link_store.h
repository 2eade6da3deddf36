// One-time links with which customers choose a password; only their digests are stored.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/store/server_write.h"
#include "shared/base/id.h"

namespace satchel::server {

inline constexpr std::int64_t customer_link_lifetime_ms = 24LL * 3600 * 1000;
inline constexpr std::int64_t customer_link_pause_ms = 5LL * 60 * 1000;

/// Stores a link for the account, valid for `customer_link_lifetime_ms`, and returns its secret (64
/// hex characters); links before it are worth nothing. Nothing within `customer_link_pause_ms` of
/// the last one: nobody fills a customer's mailbox.
Result<std::optional<std::string>> issue_customer_link(const ServerWrite& write,
                                                       const AccountId& account);

/// Returns whose link it is, or nothing when it is unknown, used or expired.
Result<std::optional<AccountId>> find_customer_link(Transaction& tx, std::string_view link,
                                                    Timestamp now);

/// Uses the link up: returns whose it is, once; nothing for any other link.
Result<std::optional<AccountId>> use_customer_link(Transaction& tx, std::string_view link,
                                                   Timestamp now);

}  // namespace satchel::server
