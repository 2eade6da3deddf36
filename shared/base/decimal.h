// Decimal: an exact decimal number with up to 12 decimals, for unit prices and rates.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace satchel {

inline constexpr int decimal_scale_max = 12;

/// coefficient × 10^-scale. The scale is kept as written, so 14.00 prints as 14.00.
struct Decimal {
  std::int64_t coefficient = 0;
  int scale = 0;  // 0 to decimal_scale_max.
};

/// Returns whether both are the same number, whatever their scales.
bool operator==(const Decimal& left, const Decimal& right);

/// Returns whether `left` is the smaller number.
bool operator<(const Decimal& left, const Decimal& right);

/// Returns the exact sum, without trailing zeros beyond the larger scale; nothing beyond 18
/// significant digits. A difference is the sum with the negated number.
std::optional<Decimal> add(const Decimal& left, const Decimal& right);

/// Returns the number with the other sign.
Decimal negated(Decimal value);

/// Returns the product, rounded half up to 12 decimals where it has more; nothing beyond 18
/// significant digits.
std::optional<Decimal> multiply(const Decimal& left, const Decimal& right);

/// Returns how many whole `size` it takes to hold `value`; requires `size` > 0.
std::int64_t ceil_divide(const Decimal& value, const Decimal& size);

/// Returns the number written as `text`: optional minus, digits, optional point and up to 12
/// decimals. Nothing for any other text, or beyond 18 significant digits.
std::optional<Decimal> parse_decimal(std::string_view text);

/// Returns the number with exactly its scale's decimals: `14.00`.
std::string to_text(const Decimal& value);

/// Returns the same number without trailing zeros beyond `scale_min` decimals.
Decimal trimmed(Decimal value, int scale_min);

}  // namespace satchel
