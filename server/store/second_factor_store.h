// The second factor store: TOTP secrets, the step used last, and digests of recovery codes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/server_write.h"

namespace satchel::server {

struct SecondFactor {
  UserId user_id;
  std::string secret;          // Base32.
  bool confirmed = false;      // From then on a login needs a code.
  std::int64_t last_step = 0;  // Of the code that was used last; it and older ones are worthless.
};

/// Returns the user's second factor, confirmed or not yet; nothing when he began none.
Result<std::optional<SecondFactor>> find_second_factor(Transaction& tx, const UserId& user);

/// Writes the whole second factor of its user.
Result<void> save_second_factor(Transaction& tx, const SecondFactor& factor);

/// Removes the second factor and all recovery codes of the user.
Result<void> erase_second_factor(Transaction& tx, const UserId& user);

/// Replaces the user's recovery codes; only their digests are stored.
Result<void> save_recovery_codes(Transaction& tx, const UserId& user,
                                 const std::vector<std::string>& codes);

/// Returns how many recovery codes are left.
Result<std::int64_t> count_recovery_codes(Transaction& tx, const UserId& user);

/// Uses a recovery code up: true once for each of the user's codes.
Result<bool> use_recovery_code(Transaction& tx, const UserId& user, std::string_view code);

/// Returns the users whose logins need a code.
Result<std::vector<UserId>> list_confirmed_users(Transaction& tx);

}  // namespace satchel::server
