// TOTP (RFC 6238): six digits from a shared secret and the time, with HMAC-SHA-1 and 30 seconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/random.h"

namespace satchel::server {

inline constexpr std::int64_t totp_step_ms = 30'000;
inline constexpr std::int64_t totp_window_steps = 1;  // Either way, for clocks that differ.

/// Returns 160 random bits, as apps that show codes take them: 32 characters of base32.
std::string make_totp_secret(Random& random);

/// Returns the number of the 30-second step that `at` lies in.
constexpr std::int64_t totp_step_of(Timestamp at) { return at.ms / totp_step_ms; }

/// Returns the code of a step, `digits` (6 to 8) long. Nothing when the secret is no base32.
std::optional<std::string> totp_code(std::string_view secret, std::int64_t step, int digits = 6);

/// Returns the step, at most one away from now, whose code this is. Nothing for a wrong code and
/// for steps up to `last_step`: a code counts once.
std::optional<std::int64_t> find_totp_step(std::string_view secret, std::string_view code,
                                           Timestamp now, std::int64_t last_step);

/// Returns the otpauth address that an app reads, with issuer and login percent-encoded.
std::string otpauth_address(std::string_view secret, std::string_view issuer,
                            std::string_view login);

}  // namespace satchel::server
