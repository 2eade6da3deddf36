// Amendments in JSON: in answers, in the server's command log and in a device's journal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/domain/command.h"
#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel {

/// Writes `"amendments": [{"field": …, "wished": …, "given": …}]`; nothing for none.
void encode_amendments(JsonWriter& out, const std::vector<Amendment>& amendments);

/// Reads what `encode_amendments` wrote.
std::vector<Amendment> read_amendments(ObjectReader& in);

/// Returns the amendments as a document of their own; empty for none.
std::string amendments_text(const std::vector<Amendment>& amendments);

/// Returns the amendments in such a document; none for an empty text or one that is no such
/// document.
std::vector<Amendment> parse_amendments(std::string_view text);

}  // namespace satchel
