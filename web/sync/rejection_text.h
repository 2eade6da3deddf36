// A refusal as text in the journal: {"reason":"no_items","fields":[...]}, empty for none.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/domain/rejection.h"

namespace satchel::web {

/// Returns the text of the refusal; empty for none.
std::string encode_rejection(const std::optional<Rejection>& rejection);

/// Returns the refusal in `text`; nothing for an empty text or words of a newer build.
std::optional<Rejection> parse_rejection(std::string_view text);

}  // namespace satchel::web
