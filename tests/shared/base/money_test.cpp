// Money: rounding once, half up and away from zero, and sharing out without loss.
#include "shared/base/money.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <numeric>

#include "tests/support/builders.h"

namespace satchel::money_test {

TEST_SUITE("money") {
  TEST_CASE("an exponent is 0, 2 or 3 as ISO 4217 says") {
    CHECK(exponent_of(Currency::jpy) == 0);
    CHECK(exponent_of(Currency::krw) == 0);
    CHECK(exponent_of(Currency::usd) == 2);
    CHECK(exponent_of(Currency::kwd) == 3);
    CHECK(exponent_of(Currency::bhd) == 3);
  }

  TEST_CASE("sums and differences keep the currency") {
    CHECK(usd(1099) + usd(1) == usd(1100));
    CHECK(usd(1) - usd(1099) == usd(-1098));
    CHECK_FALSE(usd(100) == eur(100));
  }

  TEST_CASE("scale rounds half up, away from zero") {
    CHECK(scale(usd(1), 1, 2) == usd(1));
    CHECK(scale(usd(-1), 1, 2) == usd(-1));
    CHECK(scale(usd(3), 1, 2) == usd(2));
    CHECK(scale(usd(1), 1, 3) == usd(0));
    CHECK(scale(usd(2), 1, 3) == usd(1));
    CHECK(scale(usd(4900), 9, 30) == usd(1470));
    CHECK(scale(usd(1), 49, 100) == usd(0));
    CHECK(scale(usd(1), 50, 100) == usd(1));
    CHECK(scale(usd(-1), 49, 100) == usd(0));
  }

  TEST_CASE("scale carries products beyond 64 bits") {
    CHECK(scale(usd(amount_minor_max), 1'000'000'000'000, 1'000'000'000'000) ==
          usd(amount_minor_max));
  }

  TEST_CASE("extend rounds the exact product once, in the currency's decimals") {
    CHECK(extend(dec("10.99"), 3, 1, Currency::usd) == usd(3297));
    CHECK(extend(dec("0.125"), 1, 1, Currency::usd) == usd(13));
    CHECK(extend(dec("-0.125"), 1, 1, Currency::usd) == usd(-13));
    CHECK(extend(dec("0.124999999999"), 1, 1, Currency::usd) == usd(12));
    CHECK(extend(dec("1250"), 1, 1, Currency::jpy) == jpy(1250));
    CHECK(extend(dec("1250.5"), 1, 1, Currency::jpy) == jpy(1251));
    CHECK(extend(dec("1.2345"), 1, 1, Currency::kwd) == kwd(1235));
    CHECK(extend(dec("1.2344"), 1, 1, Currency::kwd) == kwd(1234));
    CHECK(extend(dec("14.00"), 12 * 950'000, 1'000'000, Currency::usd) == usd(15960));
  }

  TEST_CASE("extend refuses what exceeds the largest amount") {
    CHECK(extend(dec("10000000000000"), 1, 1, Currency::usd) == usd(amount_minor_max));
    CHECK_FALSE(extend(dec("10000000000000.01"), 1, 1, Currency::usd));
    CHECK_FALSE(extend(dec("10000000000000.005"), 1, 1, Currency::usd));
    CHECK_FALSE(extend(dec("999999999999999999"), 1'000'000'000'000, 1, Currency::kwd));
  }

  TEST_CASE("allocate gives leftover units to the largest remainders, earlier parts first") {
    const std::vector<std::int64_t> thirds{1, 1, 1};
    const std::vector<std::int64_t> uneven{1, 2, 0};
    CHECK(allocate(usd(100), thirds) == std::vector<Money>{usd(34), usd(33), usd(33)});
    CHECK(allocate(usd(-100), thirds) == std::vector<Money>{usd(-34), usd(-33), usd(-33)});
    CHECK(allocate(usd(100), uneven) == std::vector<Money>{usd(33), usd(67), usd(0)});
    CHECK(allocate(usd(0), thirds) == std::vector<Money>{usd(0), usd(0), usd(0)});
  }

  TEST_CASE("allocated parts always add up to the total") {
    CHECK(rc::check([](std::int32_t total, std::uint8_t first) {
      const auto others =
          *rc::gen::container<std::vector<std::uint16_t>>(rc::gen::arbitrary<std::uint16_t>());
      std::vector<std::int64_t> weights{first + 1};
      weights.insert(weights.end(), others.begin(), others.end());
      std::int64_t sum = 0;
      for (const Money& part : allocate(usd(total), weights)) sum += part.minor;
      RC_ASSERT(sum == total);
    }));
  }

  TEST_CASE("scaling is exact to half a minor unit, in both directions alike") {
    CHECK(rc::check([](std::int32_t minor, std::uint16_t numerator, std::uint16_t below) {
      const std::int64_t denominator = below + 1;
      const std::int64_t scaled = scale(usd(minor), numerator, denominator).minor;
      const std::int64_t exact = static_cast<std::int64_t>(minor) * numerator;
      const std::int64_t error = scaled * denominator - exact;
      RC_ASSERT(error * 2 <= denominator);
      RC_ASSERT(error * 2 >= -denominator);
      RC_ASSERT(scale(usd(-static_cast<std::int64_t>(minor)), numerator, denominator).minor ==
                -scaled);
    }));
  }

  TEST_CASE("amounts print with the currency's decimals, grouped for people") {
    CHECK(plain_amount(usd(-123450)) == "-1234.50");
    CHECK(plain_amount(usd(5)) == "0.05");
    CHECK(grouped_amount(usd(126579329)) == "1,265,793.29");
    CHECK(grouped_amount(usd(-100000)) == "-1,000.00");
    CHECK(grouped_amount(jpy(1234567)) == "1,234,567");
    CHECK(grouped_amount(kwd(1234567)) == "1,234.567");
    CHECK(to_text(usd(126425)) == "1,264.25 USD");
  }

  TEST_CASE("parse_money takes at most the currency's decimals") {
    CHECK(parse_money("1234.5", Currency::usd) == usd(123450));
    CHECK(parse_money("-0.05", Currency::usd) == usd(-5));
    CHECK(parse_money("12", Currency::jpy) == jpy(12));
    CHECK_FALSE(parse_money("12.5", Currency::jpy));
    CHECK_FALSE(parse_money("1.005", Currency::usd));
    CHECK_FALSE(parse_money("1,000", Currency::usd));
    CHECK_FALSE(parse_money("", Currency::usd));
  }

  TEST_CASE("an amount and its decimal are the same number") {
    CHECK(to_decimal(usd(-1099)) == dec("-10.99"));
    CHECK(extend(to_decimal(kwd(1)), 1, 1, Currency::kwd) == kwd(1));
  }
}

}  // namespace satchel::money_test
