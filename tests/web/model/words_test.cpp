// Words: dates, ages, rates and derivations.
#include "web/model/words.h"

#include <doctest/doctest.h>

#include "tests/support/builders.h"

namespace satchel::web::words_test {
namespace {

TEST_SUITE_BEGIN("words");

TEST_CASE("dates and periods are written as people write them") {
  CHECK(long_date(date(1998, 5, 6)) == "6 May 1998");
  CHECK(short_date(date(2026, 11, 22)) == "22 Nov");
  CHECK(period_words({date(2026, 11, 22), date(2026, 12, 1)}) == "22 Nov to 30 Nov 2026");
  CHECK(period_words({date(2026, 12, 22), date(2027, 1, 2)}) == "22 Dec 2026 to 1 Jan 2027");
  CHECK(period_words({date(2026, 11, 22), date(2026, 11, 23)}) == "22 Nov 2026");
}

TEST_CASE("an age is told in the largest unit that still says something") {
  const Timestamp now{1'000'000'000};
  CHECK(age_of({}, now) == "never");
  CHECK(age_of({now.ms - 59'000}, now) == "just now");
  CHECK(age_of({now.ms - 42 * 60'000}, now) == "42 min ago");
  CHECK(age_of({now.ms - 5 * 3'600'000}, now) == "5 h ago");
  CHECK(age_of({now.ms - 72 * 3'600'000}, now) == "3 days ago");
}

TEST_CASE("percentages go to millionths and back without loss") {
  CHECK(percent_of(50'000) == "5 %");
  CHECK(percent_text(12'500) == "1.25");
  CHECK(parse_percent("5") == 50'000);
  CHECK(parse_percent("1,25") == 12'500);
  CHECK(parse_percent("100.0000") == 1'000'000);
  CHECK(parse_percent("") == 0);
  CHECK_FALSE(parse_percent("100.1"));
  CHECK_FALSE(parse_percent("-1"));
  CHECK_FALSE(parse_percent("0.00001"));
  CHECK_FALSE(parse_percent("five"));
}

TEST_CASE("a price shows at least its currency's decimals and never loses one") {
  CHECK(price_text(dec("38"), Currency::usd) == "38.00");
  CHECK(price_text(dec("0.0015"), Currency::usd) == "0.0015");
  CHECK(price_text(dec("500"), Currency::jpy) == "500");
  CHECK(*parse_price("14,5") == dec("14.5"));
  CHECK_FALSE(parse_price("14.5.1"));
}

TEST_CASE("P6: an item tells what it costs once and what a month") {
  const OrderItem meter = an_item(an_order_id(), 0, metered, 2);

  CHECK(price_words(meter, Currency::usd) == "30.00 + 12.50 / month");
  CHECK(item_amount(meter, Currency::usd) == "60.00 + 25.00 / month");
  OrderItem cheaper = an_item(an_order_id(), 0, coffee, 24);
  cheaper.discount_ppm = 200'000;
  CHECK(item_derivation(cheaper, Currency::usd) == "24 × 10.99, 20 % off");
}

TEST_CASE("a prorated line says its share of the days") {
  InvoiceLine line;
  line.name = "Support";
  line.period = {date(2026, 11, 22), date(2026, 12, 1)};
  line.quantity = 2;
  line.unit_price = dec("24.50");
  line.days_billed = 9;
  line.days_in_period = 30;

  CHECK(days_of(line) == "22 Nov to 30 Nov (9/30)");
  CHECK(derivation_of(line) == "2 × 24.50, 9 of 30 days");
}

TEST_CASE("counts carry their noun and group their thousands") {
  CHECK(count_of(1, "order", "orders") == "1 order");
  CHECK(count_of(1'234'567, "order", "orders") == "1,234,567 orders");
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::words_test
