// The rule for customers' passwords (C9), held on the device and again on the server.
#pragma once

#include <optional>
#include <string_view>

#include "shared/domain/rejection.h"

namespace satchel {

/// Returns why the password is refused, or nothing: 8 characters to 256 bytes, with at least one
/// capital letter and one digit; every other character is welcome.
std::optional<Reason> problem_of_password(std::string_view password);

/// The same for a password and its repetition; they must match.
std::optional<Reason> problem_of_password(std::string_view password, std::string_view again);

}  // namespace satchel
