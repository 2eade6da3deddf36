// Money arithmetic on 64-bit minor units with 128-bit intermediates.
#include "shared/base/money.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "shared/base/check.h"

namespace satchel {
namespace {

__extension__ using Wide = __int128;

Wide power_of_ten(int exponent) {
  Wide power = 1;
  for (int step = 0; step < exponent; ++step) power *= 10;
  return power;
}

Wide divide_rounded(Wide numerator, Wide denominator, Rounding rounding) {
  const bool negative = numerator < 0;
  const Wide magnitude = negative ? -numerator : numerator;
  Wide quotient = magnitude / denominator;
  const Wide twice = magnitude % denominator * 2;
  const bool tie_goes_up = rounding == Rounding::half_up || quotient % 2 == 1;
  if (twice > denominator || (twice == denominator && tie_goes_up)) ++quotient;
  return negative ? -quotient : quotient;
}

}  // namespace

int exponent_of(Currency currency) {
  switch (currency) {
    case Currency::jpy:
    case Currency::krw:
      return 0;
    case Currency::kwd:
    case Currency::bhd:
      return 3;
    case Currency::usd:
    case Currency::eur:
    case Currency::gbp:
    case Currency::chf:
    case Currency::dkk:
    case Currency::sek:
    case Currency::nok:
    case Currency::pln:
    case Currency::czk:
    case Currency::cad:
    case Currency::aud:
      return 2;
  }
  return 2;
}

Money operator+(Money left, Money right) {
  SATCHEL_CHECK(left.currency == right.currency);
  Money sum{0, left.currency};
  SATCHEL_CHECK(!__builtin_add_overflow(left.minor, right.minor, &sum.minor));
  return sum;
}

Money operator-(Money left, Money right) {
  SATCHEL_CHECK(left.currency == right.currency);
  Money difference{0, left.currency};
  SATCHEL_CHECK(!__builtin_sub_overflow(left.minor, right.minor, &difference.minor));
  return difference;
}

Money scale(Money amount, std::int64_t numerator, std::int64_t denominator) {
  SATCHEL_CHECK(denominator > 0);
  const Wide minor = divide_rounded(Wide(amount.minor) * numerator, denominator, Rounding::half_up);
  const Wide bound = Wide(amount_minor_max) * 1000;
  SATCHEL_CHECK(minor <= bound && minor >= -bound);
  return {static_cast<std::int64_t>(minor), amount.currency};
}

std::optional<Money> extend(const Decimal& unit_price, Ratio ratio, Currency currency,
                            Rounding rounding) {
  SATCHEL_CHECK(ratio.denominator > 0);
  Wide top = 0;
  if (__builtin_mul_overflow(Wide(unit_price.coefficient) * power_of_ten(exponent_of(currency)),
                             Wide(ratio.numerator), &top)) {
    return std::nullopt;
  }
  const Wide bottom = Wide(ratio.denominator) * power_of_ten(unit_price.scale);
  const Wide magnitude = top < 0 ? -top : top;
  if (magnitude / bottom > amount_minor_max) return std::nullopt;
  const Wide minor = divide_rounded(top, bottom, rounding);
  if (minor > amount_minor_max || minor < -amount_minor_max) return std::nullopt;
  return Money{static_cast<std::int64_t>(minor), currency};
}

std::optional<Money> extend(const Decimal& unit_price, std::int64_t numerator,
                            std::int64_t denominator, Currency currency) {
  return extend(unit_price, Ratio{numerator, denominator}, currency, Rounding::half_up);
}

std::vector<Money> allocate(Money total, std::span<const std::int64_t> weights) {
  const Wide weight_sum = std::accumulate(weights.begin(), weights.end(), Wide(0));
  SATCHEL_CHECK(weight_sum > 0);
  const Wide magnitude = total.minor < 0 ? -Wide(total.minor) : Wide(total.minor);
  std::vector<Wide> remainders;
  std::vector<Money> parts;
  Wide left = magnitude;
  for (const std::int64_t weight : weights) {
    SATCHEL_CHECK(weight >= 0);
    const Wide share = magnitude * weight / weight_sum;
    remainders.push_back(magnitude * weight % weight_sum);
    parts.push_back({static_cast<std::int64_t>(share), total.currency});
    left -= share;
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t index = 0; left > 0; ++index, --left) ++parts[order[index]].minor;
  if (total.minor < 0) {
    for (Money& part : parts) part.minor = -part.minor;
  }
  return parts;
}

Decimal to_decimal(Money amount) { return {amount.minor, exponent_of(amount.currency)}; }

std::string plain_amount(Money amount) { return to_text(to_decimal(amount)); }

std::string grouped_amount(Money amount) {
  std::string text = plain_amount(amount);
  const std::size_t first = text.front() == '-' ? 1 : 0;
  const std::size_t point = text.find('.');
  std::size_t index = point == std::string::npos ? text.size() : point;
  while (index > first + 3) {
    index -= 3;
    text.insert(index, 1, ',');
  }
  return text;
}

std::string to_text(Money amount) {
  return grouped_amount(amount) + " " + std::string(to_text(amount.currency));
}

std::optional<Money> parse_money(std::string_view text, Currency currency) {
  const auto value = parse_decimal(text);
  if (!value || value->scale > exponent_of(currency)) return std::nullopt;
  return extend(*value, 1, 1, currency);
}

}  // namespace satchel
