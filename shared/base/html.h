// HTML: text made harmless for pages.
#pragma once

#include <string>
#include <string_view>

namespace satchel {

/// Returns `text` with everything escaped that means something in HTML, in attributes too.
std::string html_escaped(std::string_view text);

}  // namespace satchel
