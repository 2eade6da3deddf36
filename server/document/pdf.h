// A document as a PDF, by a small layout of ours over Pango and Cairo.
#pragma once

#include <string>

#include "shared/base/result.h"
#include "shared/domain/document/document.h"

namespace satchel::server {

inline constexpr std::size_t pdf_rows_max = 10'000;

/// Returns the bytes of the PDF: the same for the same document on the same machine, its texts as
/// text. The head of a table stands again on each page it reaches. ErrorCode::invalid for more than
/// `pdf_rows_max` rows.
Result<std::string> to_pdf(const Document& document);

}  // namespace satchel::server
