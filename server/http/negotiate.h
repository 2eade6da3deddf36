// Content negotiation: which of the media types we have does the Accept header ask for.
#pragma once

#include <string_view>

namespace satchel::server {

/// Returns the type out of `produced` (comma-separated, preferred first) that `accept` wants most
/// and we prefer; empty when it wants none of them. An empty `accept` wants anything.
std::string_view negotiate(std::string_view accept, std::string_view produced);

}  // namespace satchel::server
