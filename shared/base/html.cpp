// Escaping for HTML.
#include "shared/base/html.h"

namespace satchel {
namespace {

/// Returns what stands for the letter in HTML; empty for a letter that stands for itself.
std::string_view entity_of(char letter) {
  if (letter == '<') return "&lt;";
  if (letter == '>') return "&gt;";
  if (letter == '&') return "&amp;";
  if (letter == '"') return "&quot;";
  if (letter == '\'') return "&#39;";
  return {};
}

}  // namespace

std::string html_escaped(std::string_view text) {
  std::string html;
  html.reserve(text.size());
  for (const char letter : text) {
    const std::string_view entity = entity_of(letter);
    if (entity.empty()) {
      html += letter;
    } else {
      html += entity;
    }
  }
  return html;
}

}  // namespace satchel
