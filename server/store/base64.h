// Base64 (RFC 4648, with padding), in which bytes lie in the database and in messages.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace satchel::server {

std::string to_base64(std::string_view bytes);

/// Returns the bytes, or nothing for a text that is not base64.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace satchel::server
