// Decoding forms.
#include "server/http/form.h"

#include <algorithm>
#include <string>

namespace satchel::server {
namespace {

int hex_digit(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  return -1;
}

std::string decoded(std::string_view text) {
  std::string plain;
  for (std::size_t index = 0; index < text.size(); ++index) {
    const bool escape = text[index] == '%' && index + 2 < text.size() &&
                        hex_digit(text[index + 1]) >= 0 && hex_digit(text[index + 2]) >= 0;
    if (escape) {
      plain += static_cast<char>(hex_digit(text[index + 1]) * 16 + hex_digit(text[index + 2]));
      index += 2;
    } else {
      plain += text[index] == '+' ? ' ' : text[index];
    }
  }
  return plain;
}

}  // namespace

NamedTexts parse_form(std::string_view body) {
  NamedTexts form;
  while (!body.empty()) {
    const std::string_view pair = body.substr(0, body.find('&'));
    body.remove_prefix(std::min(body.size(), pair.size() + 1));
    const std::size_t equals = pair.find('=');
    const std::string_view value = equals == pair.npos ? "" : pair.substr(equals + 1);
    form.emplace_back(decoded(pair.substr(0, equals)), decoded(value));
  }
  return form;
}

std::string_view field_of(const NamedTexts& form, std::string_view name) {
  for (const auto& [known, text] : form) {
    if (known == name) return text;
  }
  return {};
}

}  // namespace satchel::server
