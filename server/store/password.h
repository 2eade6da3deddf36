// Passwords: Argon2id digests. Costly on purpose; the caller allows at most two at once.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace satchel::server {

inline constexpr std::size_t password_length_min = 8;
inline constexpr std::size_t password_length_max = 512;

/// Returns the Argon2id digest of the password with a fresh salt, ready to be stored.
/// ErrorCode::unavailable without memory (64 MiB); ErrorCode::invalid outside the lengths in bytes.
Result<std::string> hash_password(std::string_view password);

/// Returns whether `password` is the one behind `password_hash`. An empty hash never matches but
/// takes as long, so that an unknown login cannot be told by the time.
bool verify_password(std::string_view password, const std::string& password_hash);

}  // namespace satchel::server
