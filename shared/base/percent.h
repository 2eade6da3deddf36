// Percent-encoding: text as it stands in an address (RFC 3986, section 2.1).
#pragma once

#include <string>
#include <string_view>

namespace satchel {

/// Returns the text with every byte but the unreserved characters as `%XX`.
std::string percent_encoded(std::string_view text);

}  // namespace satchel
