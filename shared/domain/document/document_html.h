// A document as one HTML page that needs nothing else: no script, no picture, no address.
#pragma once

#include <string>
#include <string_view>

#include "shared/domain/document/document.h"

namespace satchel {

/// Returns the page's style sheet: what stands in its one style element, byte for byte.
std::string_view document_style();

/// Returns the whole page. It prints in black on white whatever the screen's theme.
std::string to_html(const Document& document);

}  // namespace satchel
