// Exact decimals: parsing, printing and comparing without floating point.
#include "shared/base/decimal.h"

#include <algorithm>
#include <cstddef>

#include "shared/base/check.h"

namespace satchel {
namespace {

__extension__ using Wide = __int128;

Wide at_scale(const Decimal& value, int scale) {
  Wide coefficient = value.coefficient;
  for (int step = value.scale; step < scale; ++step) coefficient *= 10;
  return coefficient;
}

/// The coefficient as a Decimal: with at most 12 decimals, and no zeros behind `scale_min`.
std::optional<Decimal> narrowed(Wide coefficient, int scale, int scale_min) {
  while (scale > scale_min && coefficient % 10 == 0) {
    coefficient /= 10;
    --scale;
  }
  for (; scale > decimal_scale_max; --scale) {
    const bool last = scale == decimal_scale_max + 1;
    const Wide half = last ? (coefficient < 0 ? -5 : 5) : 0;
    coefficient = (coefficient + half) / 10;
  }
  constexpr Wide bound = 1'000'000'000'000'000'000;
  if (coefficient >= bound || coefficient <= -bound) return std::nullopt;
  return Decimal{static_cast<std::int64_t>(coefficient), scale};
}

}  // namespace

bool operator<(const Decimal& left, const Decimal& right) {
  return at_scale(left, decimal_scale_max) < at_scale(right, decimal_scale_max);
}

std::optional<Decimal> add(const Decimal& left, const Decimal& right) {
  const int scale = std::max(left.scale, right.scale);
  return narrowed(at_scale(left, scale) + at_scale(right, scale), scale, scale);
}

Decimal negated(Decimal value) { return {-value.coefficient, value.scale}; }

std::optional<Decimal> multiply(const Decimal& left, const Decimal& right) {
  return narrowed(Wide(left.coefficient) * right.coefficient, left.scale + right.scale,
                  std::max(left.scale, right.scale));
}

std::int64_t ceil_divide(const Decimal& value, const Decimal& size) {
  SATCHEL_CHECK(size.coefficient > 0);
  const int scale = std::max(value.scale, size.scale);
  const Wide top = at_scale(value, scale);
  const Wide bottom = at_scale(size, scale);
  const Wide quotient = top / bottom;
  return static_cast<std::int64_t>(top % bottom > 0 ? quotient + 1 : quotient);
}

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
