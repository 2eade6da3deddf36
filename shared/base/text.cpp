// Text handling over code points; the fold table covers Latin, Greek and Cyrillic.
#include "shared/base/text.h"

#include <array>
#include <cstdint>

namespace satchel {
namespace {

// Letters of U+00C0..U+017F without accent and case; '*' keeps the letter as it is.
constexpr std::string_view latin_fold =
    "aaaaaa*ceeeeiiiidnooooo*ouuuuy**aaaaaa*ceeeeiiiidnooooo*ouuuuy*y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkklllllll"
    "lllnnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

struct Decoded {
  std::uint32_t point = 0;
  std::size_t size = 0;  // Bytes used; 0 when malformed.
};

Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t index) { return static_cast<std::uint8_t>(text[index]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < size) return {};
  std::uint32_t point = lead & (0xffu >> (size + 1));
  for (std::size_t index = 1; index < size; ++index) {
    if ((byte(index) & 0xc0) != 0x80) return {};
    point = point << 6 | (byte(index) & 0x3fu);
  }
  constexpr std::array<std::uint32_t, 5> smallest = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = point >= 0xd800 && point <= 0xdfff;
  if (point < smallest[size] || point > 0x10ffff || surrogate) return {};
  return {point, size};
}

void append(std::string& text, std::uint32_t point) {
  if (point < 0x80) {
    text.push_back(static_cast<char>(point));
  } else if (point < 0x800) {
    text.push_back(static_cast<char>(0xc0 | point >> 6));
    text.push_back(static_cast<char>(0x80 | (point & 0x3f)));
  } else if (point < 0x10000) {
    text.push_back(static_cast<char>(0xe0 | point >> 12));
    text.push_back(static_cast<char>(0x80 | (point >> 6 & 0x3f)));
    text.push_back(static_cast<char>(0x80 | (point & 0x3f)));
  } else {
    text.push_back(static_cast<char>(0xf0 | point >> 18));
    text.push_back(static_cast<char>(0x80 | (point >> 12 & 0x3f)));
    text.push_back(static_cast<char>(0x80 | (point >> 6 & 0x3f)));
    text.push_back(static_cast<char>(0x80 | (point & 0x3f)));
  }
}

void append_folded(std::string& text, std::uint32_t point) {
  if (point >= 'A' && point <= 'Z') return append(text, point + 32);
  if (point == 0xdf || point == 0x1e9e) return void(text += "ss");
  if (point == 0xc6 || point == 0xe6) return void(text += "ae");
  if (point == 0x152 || point == 0x153) return void(text += "oe");
  if (point == 0xd8 || point == 0xf8) return append(text, 'o');
  if (point == 0xd0 || point == 0xf0) return append(text, 'd');
  if (point >= 0x300 && point <= 0x36f) return;
  if (point >= 0xc0 && point <= 0x17f) {
    const char letter = latin_fold[point - 0xc0];
    return append(text, letter == '*' ? point : static_cast<std::uint32_t>(letter));
  }
  const bool greek_upper = point >= 0x391 && point <= 0x3a9;
  const bool cyrillic_upper = point >= 0x410 && point <= 0x42f;
  if (greek_upper || cyrillic_upper) return append(text, point + 32);
  if (point >= 0x400 && point <= 0x40f) return append(text, point + 80);
  append(text, point);
}

bool is_word_break(char c) {
  return static_cast<unsigned char>(c) < 0x80 &&
         !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
}

/// Whether the digits have the prefix and the length of a card scheme.
bool is_of_a_scheme(std::string_view digits) {
  const std::size_t size = digits.size();
  const int two = (digits[0] - '0') * 10 + (digits[1] - '0');
  if (digits[0] == '4') return size == 13 || size == 16 || size == 19;
  if ((two >= 51 && two <= 55) || (two >= 22 && two <= 27)) return size == 16;
  if (two == 34 || two == 37) return size == 15;
  if (two == 30 || two == 36 || two == 38 || two == 39) return size >= 14;
  return (two == 35 || two == 60 || two == 62 || two == 64 || two == 65) && size >= 16;
}

bool passes_luhn(std::string_view digits) {
  int sum = 0;
  for (std::size_t index = 0; index < digits.size(); ++index) {
    int digit = digits[digits.size() - 1 - index] - '0';
    if (index % 2 == 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 == 0;
}

bool is_card_number(std::string_view digits) {
  return digits.size() >= 13 && digits.size() <= 19 && is_of_a_scheme(digits) &&
         passes_luhn(digits);
}

/// Returns the card number that whole groups of digits make up together, else empty.
std::string card_number_among(const std::vector<std::string>& groups) {
  for (std::size_t first = 0; first < groups.size(); ++first) {
    std::string digits;
    for (std::size_t last = first; last < groups.size() && digits.size() < 19; ++last) {
      digits += groups[last];
      if (is_card_number(digits)) return digits;
    }
  }
  return {};
}

}  // namespace

bool is_clean_utf8(std::string_view text) {
  while (!text.empty()) {
    const Decoded next = decode(text);
    if (next.size == 0 || next.point == 0) return false;
    text.remove_prefix(next.size);
  }
  return true;
}

std::size_t length_of(std::string_view text) {
  std::size_t length = 0;
  for (const char c : text) length += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
  return length;
}

std::string first_letters(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  for (std::size_t letters = 0; end < text.size(); ++end) {
    const bool begins = (static_cast<unsigned char>(text[end]) & 0xc0) != 0x80;
    if (begins && letters++ == count) break;
  }
  return std::string(text.substr(0, end));
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

std::string trim(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const std::size_t first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(space) - first + 1));
}

std::string fold(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  while (!text.empty()) {
    const Decoded next = decode(text);
    if (next.size == 0) {
      text.remove_prefix(1);
      continue;
    }
    append_folded(folded, next.point);
    text.remove_prefix(next.size);
  }
  return folded;
}

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : fold(text)) {
    if (!is_word_break(c)) {
      words.back().push_back(c);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || text.find('@', at + 1) != text.npos) return false;
  const std::string_view domain = text.substr(at + 1);
  const std::size_t dot = domain.find('.');
  if (dot == std::string_view::npos || dot == 0 || domain.back() == '.') return false;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= ' ' || c == ',' || c == ';' || c == '<' || c == '>') {
      return false;
    }
  }
  return true;
}

std::string card_number_in(std::string_view text) {
  std::vector<std::string> groups;  // Digits that only spaces and dashes part.
  bool in_group = false;
  for (std::size_t index = 0; index <= text.size(); ++index) {
    const char c = index < text.size() ? text[index] : '\0';
    if (c >= '0' && c <= '9') {
      if (!in_group) groups.emplace_back();
      groups.back().push_back(c);
      in_group = true;
    } else if (c == ' ' || c == '-') {
      in_group = false;
    } else {
      std::string number = card_number_among(groups);
      if (!number.empty()) return number;
      groups.clear();
      in_group = false;
    }
  }
  return {};
}

}  // namespace satchel
