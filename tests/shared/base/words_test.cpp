// Tests of dates, rates and prices in words.
#include "shared/base/words.h"

#include <doctest/doctest.h>

#include "tests/support/builders.h"

namespace satchel::base_words_test {
namespace {

TEST_SUITE_BEGIN("base words");

TEST_CASE("prices, rates and counts are written as people write them") {
  CHECK(price_text(dec("14"), Currency::usd) == "14.00");
  CHECK(price_text(dec("0.12500"), Currency::usd) == "0.125");
  CHECK(price_text(dec("1200.00"), Currency::jpy) == "1200");
  CHECK(percent_of(77'500) == "7.75 %");
  CHECK(grouped(-1'234'567) == "-1,234,567");
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::base_words_test
