// Folds, cuts and counts the words that are indexed.
#include "shared/store/search_words.h"

#include <algorithm>

#include "shared/base/text.h"

namespace satchel {
namespace {

constexpr std::size_t word_bytes_max = 40;
constexpr std::size_t words_max = 400;

/// Cuts a word to the limit without cutting a code point.
void shorten(std::string& word) {
  if (word.size() <= word_bytes_max) return;
  std::size_t size = word_bytes_max;
  while (size > 0 && (static_cast<unsigned char>(word[size]) & 0xc0) == 0x80) --size;
  word.resize(size);
}

}  // namespace

std::vector<std::string> search_words_of(std::string_view text) {
  std::vector<std::string> words = folded_words(text);
  for (std::string& word : words) shorten(word);
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  if (words.size() > words_max) words.resize(words_max);
  return words;
}

std::string full_text_of(std::string_view text) {
  std::string words;
  for (const std::string& word : search_words_of(text)) words += (words.empty() ? "" : " ") + word;
  return words;
}

std::string full_text_query(std::string_view text) {
  std::string query;
  for (const std::string& word : search_words_of(text)) {
    query += (query.empty() ? "\"" : " \"") + word + "\" *";
  }
  return query;
}

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char character : text) {
    if (character >= '0' && character <= '9') digits += character;
  }
  return digits;
}

std::string end_of_range(std::string_view word) {
  return std::string(word) + "\U0010FFFF";  // The last code point: no word holds it.
}

}  // namespace satchel
