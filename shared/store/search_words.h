// Search words: what is indexed for a text, and the range that a word's beginning covers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/store/database.h"

namespace satchel {

/// Returns the distinct folded words of `text` in order, each cut at 40 bytes, at most 400.
std::vector<std::string> search_words_of(std::string_view text);

/// Returns the words of `text` as they go into a full text index, parted by blanks.
std::string full_text_of(std::string_view text);

/// Returns the full text query that every word of `text` begins a word; empty without words.
std::string full_text_query(std::string_view text);

/// Returns the digits in `text`, as phones are compared.
std::string digits_of(std::string_view text);

/// Returns the smallest text after everything that begins with `word`: the open end of the range.
std::string end_of_range(std::string_view word);

}  // namespace satchel
