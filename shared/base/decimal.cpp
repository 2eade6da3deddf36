// Exact decimals: parsing, printing and comparing without floating point.
#include "shared/base/decimal.h"

#include <cstddef>

namespace satchel {
namespace {

__extension__ using Wide = __int128;

Wide at_scale(const Decimal& value, int scale) {
  Wide coefficient = value.coefficient;
  for (int step = value.scale; step < scale; ++step) coefficient *= 10;
  return coefficient;
}

}  // namespace

bool operator==(const Decimal& left, const Decimal& right) {
  return at_scale(left, decimal_scale_max) == at_scale(right, decimal_scale_max);
}

std::optional<Decimal> parse_decimal(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  Decimal value;
  std::size_t whole_digits = 0;
  int significant = 0;
  bool point = false;
  for (const char c : text) {
    if (c == '.' && !point && whole_digits > 0) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    if (value.coefficient != 0 || c != '0') ++significant;
    if (significant > 18 || (point && value.scale == decimal_scale_max)) return std::nullopt;
    value.coefficient = value.coefficient * 10 + (c - '0');
    point ? ++value.scale : static_cast<int>(++whole_digits);
  }
  if (whole_digits == 0 || (point && value.scale == 0)) return std::nullopt;
  if (negative) value.coefficient = -value.coefficient;
  return value;
}

std::string to_text(const Decimal& value) {
  const bool negative = value.coefficient < 0;
  std::string digits = std::to_string(negative ? -value.coefficient : value.coefficient);
  const auto scale = static_cast<std::size_t>(value.scale);
  if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
  if (scale > 0) digits.insert(digits.size() - scale, 1, '.');
  return negative ? "-" + digits : digits;
}

Decimal trimmed(Decimal value, int scale_min) {
  while (value.scale > scale_min && value.coefficient % 10 == 0) {
    value.coefficient /= 10;
    --value.scale;
  }
  return value;
}

}  // namespace satchel
