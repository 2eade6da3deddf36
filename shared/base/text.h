// Text: validity, trimming and folding for search. All text is UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace satchel {

/// Returns whether `text` is well-formed UTF-8 without U+0000.
bool is_clean_utf8(std::string_view text);

/// Returns how many code points `text` has. Requires well-formed UTF-8.
std::size_t length_of(std::string_view text);

/// Returns the first `count` code points of `text`. Requires well-formed UTF-8.
std::string first_letters(std::string_view text, std::size_t count);

/// Returns `text` without leading and trailing white space.
std::string trim(std::string_view text);

/// Returns the text with its first letter, when it is one of a to z, in upper case.
std::string capitalised(std::string text);

/// Returns `text` in lower case with Latin accents removed: `México D.F.` gives `mexico d.f.`.
/// Other scripts keep their letters; Greek and Cyrillic are lower-cased.
std::string fold(std::string_view text);

/// Returns the words of `text`, split at white space and punctuation, folded.
std::vector<std::string> folded_words(std::string_view text);

/// Returns whether `text` looks like an e-mail address: one @, a dot in the domain, no spaces.
bool is_email(std::string_view text);

/// Returns the digits of a payment card number found in `text`, else empty: whole groups of digits
/// (spaces and dashes may part them) that together have a card scheme's prefix and length and pass
/// the Luhn check.
std::string card_number_in(std::string_view text);

}  // namespace satchel
