// Money: whole minor units of one currency. Amounts are rounded once per line, here, nowhere else.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/decimal.h"
#include "shared/base/enum_words.h"

namespace satchel {

enum class Currency { usd, eur, gbp, chf, dkk, sek, nok, pln, czk, cad, aud, jpy, krw, kwd, bhd };
SATCHEL_ENUM_WORDS(Currency, "USD", "EUR", "GBP", "CHF", "DKK", "SEK", "NOK", "PLN", "CZK", "CAD",
                   "AUD", "JPY", "KRW", "KWD", "BHD");

/// Returns how many decimals the currency's minor unit has: 0, 2 or 3 (ISO 4217).
int exponent_of(Currency currency);

/// The largest amount a line may have, in minor units; a document of 500 such lines still fits.
inline constexpr std::int64_t amount_minor_max = 1'000'000'000'000'000;

struct Money {
  std::int64_t minor = 0;  // Minor units: cents for EUR, whole yen for JPY. Negative is a credit.
  Currency currency = Currency::usd;

  bool operator==(const Money&) const = default;
};

/// Returns the sum. Mixed currencies and overflow are bugs and stop the program.
Money operator+(Money left, Money right);
/// Returns the difference, with the same requirements.
Money operator-(Money left, Money right);

/// How half a minor unit is rounded: away from zero, or to the even neighbour.
enum class Rounding { half_up, half_even };
SATCHEL_ENUM_WORDS(Rounding, "half_up", "half_even");

/// Returns `amount` × `numerator` / `denominator`, rounded half up (away from zero) to a whole
/// minor unit. Requires `denominator` > 0 and a result within amount_minor_max × 1000.
Money scale(Money amount, std::int64_t numerator, std::int64_t denominator);

/// A fraction with a positive denominator.
struct Ratio {
  std::int64_t numerator = 1;
  std::int64_t denominator = 1;
};

/// Returns `unit_price` × `ratio` in `currency`, rounded once; nothing when the result exceeds
/// amount_minor_max. Quantity, discount and days all go into the one fraction, so no intermediate
/// is rounded.
std::optional<Money> extend(const Decimal& unit_price, Ratio ratio, Currency currency,
                            Rounding rounding);

/// Returns the same with the halves rounded up (away from zero). Requires `denominator` > 0.
std::optional<Money> extend(const Decimal& unit_price, std::int64_t numerator,
                            std::int64_t denominator, Currency currency);

/// Splits `total` in proportion to `weights`; the parts always add up to `total`.
/// The leftover minor units go, one each, to the largest remainders, earlier parts first.
/// Requires at least one weight, none negative, and not all zero.
std::vector<Money> allocate(Money total, std::span<const std::int64_t> weights);

/// Returns the plain amount with the currency's decimals and no grouping: `-1234.50`.
std::string plain_amount(Money amount);

/// Returns the amount grouped for people, without currency: `1,265,793.29`.
std::string grouped_amount(Money amount);

/// Returns `grouped_amount` followed by the currency word: `1,264.25 USD`.
std::string to_text(Money amount);

/// Returns the amount written plainly (`1234.5`, at most the currency's decimals), or nothing.
std::optional<Money> parse_money(std::string_view text, Currency currency);

/// Returns the amount as an exact decimal of the currency's scale.
Decimal to_decimal(Money amount);

}  // namespace satchel
