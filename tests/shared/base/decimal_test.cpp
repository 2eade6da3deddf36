// Decimal: exact, as written, and nothing else.
#include "shared/base/decimal.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "tests/support/builders.h"

namespace satchel::decimal_test {

TEST_SUITE("decimal") {
  TEST_CASE("a decimal prints as it was written") {
    for (const char* text : {"0", "14.00", "-0.05", "123456789012345678", "0.000000000001"}) {
      CHECK(to_text(dec(text)) == text);
    }
  }

  TEST_CASE("equal numbers are equal whatever their scales") {
    CHECK(dec("14") == dec("14.00"));
    CHECK(dec("0") == dec("-0.0"));
    CHECK_FALSE(dec("14.01") == dec("14"));
  }

  TEST_CASE("anything but a plain decimal is refused") {
    for (const char* text : {"", "-", ".5", "5.", "1e3", "+1", " 1", "1 ", "1,5", "1.2.3", "--1",
                             "1234567890123456789", "0.1234567890123", "NaN"}) {
      CAPTURE(text);
      CHECK_FALSE(parse_decimal(text));
    }
  }

  TEST_CASE("trimming drops trailing zeros beyond the wanted scale") {
    CHECK(to_text(trimmed(dec("14.5000"), 2)) == "14.50");
    CHECK(to_text(trimmed(dec("14.505"), 2)) == "14.505");
    CHECK(to_text(trimmed(dec("14"), 2)) == "14");
  }

  TEST_CASE("what is printed parses to the same number and scale") {
    CHECK(rc::check([](std::int64_t coefficient) {
      const int scale = *rc::gen::inRange(0, decimal_scale_max + 1);
      const Decimal value{coefficient % 1'000'000'000'000'000'000, scale};
      const auto again = parse_decimal(to_text(value));
      RC_ASSERT(again.has_value());
      RC_ASSERT(*again == value);
      RC_ASSERT(again->scale == scale);
    }));
  }
}

}  // namespace satchel::decimal_test
