// Weighing media ranges.
#include "server/http/negotiate.h"

#include <algorithm>
#include <string>

namespace satchel::server {
namespace {

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

/// Takes what stands before the next `mark` off `text`.
std::string_view take_part(std::string_view& text, char mark) {
  const std::string_view part = text.substr(0, text.find(mark));
  text.remove_prefix(std::min(text.size(), part.size() + 1));
  return trimmed(part);
}

/// Returns the weight in thousandths: "0.5" gives 500.
int weight_of(std::string_view parameters) {
  while (!parameters.empty()) {
    std::string_view parameter = take_part(parameters, ';');
    if (!parameter.starts_with("q=")) continue;
    parameter.remove_prefix(2);
    int weight = parameter.starts_with('1') ? 1000 : 0;
    int worth = 100;
    for (std::size_t index = 2; index < parameter.size() && worth > 0; ++index, worth /= 10) {
      if (parameter[index] >= '0' && parameter[index] <= '9') {
        weight += (parameter[index] - '0') * worth;
      }
    }
    return std::min(weight, 1000);
  }
  return 1000;
}

bool covers(std::string_view range, std::string_view type) {
  if (range == "*/*" || range == type) return true;
  return range.ends_with("/*") && type.starts_with(range.substr(0, range.size() - 1));
}

/// Returns how much `accept` wants `type`; the most exact range counts.
int wish_for(std::string_view accept, std::string_view type) {
  int wish = 0;
  std::size_t exactness = 0;
  while (!accept.empty()) {
    std::string_view parameters = take_part(accept, ',');
    const std::string_view range = take_part(parameters, ';');
    const std::size_t exact = range == "*/*" ? 1 : range.ends_with("/*") ? 2 : 3;
    if (covers(range, type) && exact > exactness) {
      exactness = exact;
      wish = weight_of(parameters);
    }
  }
  return wish;
}

}  // namespace

std::string_view negotiate(std::string_view accept, std::string_view produced) {
  std::string_view best;
  int best_wish = 0;
  while (!produced.empty()) {
    const std::string_view type = take_part(produced, ',');
    const int wish = trimmed(accept).empty() || type == "*" ? 1000 : wish_for(accept, type);
    if (wish > best_wish) {
      best = type;
      best_wish = wish;
    }
  }
  return best;
}

}  // namespace satchel::server
