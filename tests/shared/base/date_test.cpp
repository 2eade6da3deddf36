// Dates: text, steps that remember their anchor, and leap years.
#include "shared/base/date.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace satchel::date_test {

TEST_SUITE("date") {
  TEST_CASE("a date prints and parses as YYYY-MM-DD") {
    CHECK(to_text(date(2026, 11, 2)) == "2026-11-02");
    CHECK(parse_date("1996-07-04") == date(1996, 7, 4));
    for (const char* text : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "26-01-01",
                             "2026/01/01", "2026-01-01 ", "", "2026-01-0x"}) {
      CAPTURE(text);
      CHECK_FALSE(parse_date(text));
    }
  }

  TEST_CASE("29 February exists in leap years alone") {
    CHECK(parse_date("2024-02-29"));
    CHECK(parse_date("2000-02-29"));
    CHECK_FALSE(parse_date("1900-02-29"));
    CHECK_FALSE(parse_date("2025-02-29"));
  }

  TEST_CASE("a month step remembers its anchor day") {
    CHECK(add_months(date(2026, 1, 31), 1, 31) == date(2026, 2, 28));
    CHECK(add_months(date(2026, 2, 28), 1, 31) == date(2026, 3, 31));
    CHECK(add_months(date(2024, 1, 31), 1, 31) == date(2024, 2, 29));
    CHECK(add_months(date(2026, 3, 31), 1, 31) == date(2026, 4, 30));
    CHECK(add_months(date(2026, 1, 15), -2, 15) == date(2025, 11, 15));
    CHECK(add_months(date(2026, 12, 1), 1, 1) == date(2027, 1, 1));
  }

  TEST_CASE("the next anchor lies strictly after the day") {
    CHECK(next_anchor(date(2026, 11, 22), 1) == date(2026, 12, 1));
    CHECK(next_anchor(date(2026, 12, 1), 1) == date(2027, 1, 1));
    CHECK(next_anchor(date(2026, 1, 31), 31) == date(2026, 2, 28));
    CHECK(next_anchor(date(2026, 2, 28), 31) == date(2026, 3, 31));
    CHECK(next_anchor(date(2026, 2, 27), 30) == date(2026, 2, 28));
  }

  TEST_CASE("the anchor on or before a day may be the day itself") {
    CHECK(anchor_on_or_before(date(2026, 11, 22), 1) == date(2026, 11, 1));
    CHECK(anchor_on_or_before(date(2026, 11, 1), 1) == date(2026, 11, 1));
    CHECK(anchor_on_or_before(date(2026, 3, 30), 31) == date(2026, 2, 28));
    CHECK(anchor_on_or_before(date(2026, 2, 28), 31) == date(2026, 2, 28));
    CHECK(anchor_on_or_before(date(2026, 1, 5), 10) == date(2025, 12, 10));
  }

  TEST_CASE("days are counted over months and years") {
    CHECK(days_between(date(2026, 11, 22), date(2026, 12, 1)) == 9);
    CHECK(days_between(date(2024, 2, 1), date(2024, 3, 1)) == 29);
    CHECK(days_between(date(2026, 1, 2), date(2026, 1, 1)) == -1);
    CHECK(add_days(date(2026, 12, 31), 1) == date(2027, 1, 1));
    CHECK(add_days(date(2024, 3, 1), -1) == date(2024, 2, 29));
  }

  TEST_CASE("an instant before 1970 belongs to the day it lies in") {
    CHECK(utc_date({0}) == date(1970, 1, 1));
    CHECK(utc_date({86'399'999}) == date(1970, 1, 1));
    CHECK(utc_date({-1}) == date(1969, 12, 31));
    CHECK(utc_date({-86'400'000}) == date(1969, 12, 31));
    CHECK(utc_date({1'795'305'600'000}) == date(2026, 11, 22));
  }

  TEST_CASE("anchors tile the calendar: no day lies between two cycles or in both") {
    CHECK(rc::check([] {
      const auto anchor = *rc::gen::inRange<unsigned>(1, 32);
      const Date day = add_days(date(2000, 1, 1), *rc::gen::inRange(0, 20'000));
      const Date start = anchor_on_or_before(day, anchor);
      const Date end = next_anchor(day, anchor);
      RC_ASSERT(start <= day);
      RC_ASSERT(day < end);
      RC_ASSERT(next_anchor(start, anchor) == end);
      RC_ASSERT(days_between(start, end) >= 28);
      RC_ASSERT(days_between(start, end) <= 31);
    }));
  }
}

}  // namespace satchel::date_test
