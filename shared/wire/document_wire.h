// Documents in JSON: how an issued receipt or invoice is kept, to be printed again as it was.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/domain/document/document.h"

namespace satchel {

/// Returns the document as one compact JSON text.
std::string to_json(const Document& document);

/// Returns the document that `to_json` wrote; ErrorCode::invalid for any other text.
Result<Document> parse_issued_document(std::string_view text);

}  // namespace satchel
