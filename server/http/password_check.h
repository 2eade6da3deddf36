// Checking and hashing passwords behind the gate, and how often they may be tried.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/call.h"
#include "server/store/user_store.h"

namespace satchel::server {

/// Returns whether it is the password of this hash; ErrorCode::unavailable when too many ask.
Result<bool> is_right_password(Services& services, std::string_view password,
                               const std::string& hash);

/// Returns the hash of a new password; ErrorCode::unavailable when too many ask.
Result<std::string> hash_behind_gate(Services& services, std::string_view password);

/// Returns the answer to who tried too often, with how long to wait.
HttpReply too_many_passwords(std::int64_t wait_seconds);

/// Returns why an act that asks for the caller's own password is refused: it is wrong, or was tried
/// too often. Nothing when it is right.
Result<std::optional<HttpReply>> refuse_own_password(Call& call, const User& user,
                                                     std::string_view password);

/// Returns what is wrong with a new password of this user, in words; empty when it will do.
Result<std::string> problem_with_new_password(Call& call, const User& user,
                                              std::string_view password);

}  // namespace satchel::server
