// Lists of short texts as one TEXT column: one a line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace satchel {

/// Returns the texts, one a line. Requires that none holds a line break.
inline std::string join_lines(const std::vector<std::string>& texts) {
  std::string lines;
  for (const std::string& text : texts) lines += (lines.empty() ? "" : "\n") + text;
  return lines;
}

/// Returns the lines that `join_lines` wrote.
inline std::vector<std::string> split_lines(std::string_view lines) {
  std::vector<std::string> texts;
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    texts.emplace_back(lines.substr(0, end));
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
  }
  return texts;
}

}  // namespace satchel
