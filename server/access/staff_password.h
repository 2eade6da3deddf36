// Staff passwords: 12 to 128 characters, no rule of composition, none that is quickly guessed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace satchel::server {

inline constexpr std::size_t staff_password_length_min = 12;
inline constexpr std::size_t staff_password_length_max = 128;

/// Returns what is wrong with the password and what to do, in words; empty when it will do.
/// `personal` are texts that whoever attacks this login knows: the login, the name, the
/// organisation. Common words and theirs do not count; what is left of the password must have at
/// least six different characters.
std::string problem_with_staff_password(std::string_view password,
                                        const std::vector<std::string>& personal);

}  // namespace satchel::server
