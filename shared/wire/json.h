// Json: a strict document tree. Depth 32, no duplicate keys, whole numbers only, clean UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "shared/base/result.h"

namespace satchel {

inline constexpr int json_depth_max = 32;

struct Json;
using JsonArray = std::vector<Json>;
using JsonObject = std::vector<std::pair<std::string, Json>>;

/// One JSON value. Objects keep the order in which their fields came.
struct Json {
  std::variant<std::monostate, bool, std::int64_t, std::string, JsonArray, JsonObject> value;
};

/// What to do with a number that has a fraction or an exponent: our own messages have none, the
/// answers of others may, and are kept as they were written.
enum class Fractions { refused, as_text };

/// Returns the document, or ErrorCode::invalid with the place and what is wrong there: malformed,
/// too deep, a field twice, a fraction or exponent (unless kept as text), a number beyond 64 bits,
/// U+0000, bad UTF-8.
Result<Json> parse_json(std::string_view text, Fractions fractions = Fractions::refused);

/// Returns the one compact text of the document: fields in their order, no spaces. Parsing and
/// writing again gives the same text, so digests of it are stable.
std::string to_text(const Json& json);

}  // namespace satchel
