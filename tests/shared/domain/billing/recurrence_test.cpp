// Billing dates: anchors that are remembered, parts of periods by both conventions.
#include "shared/domain/billing/recurrence.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "tests/support/builders.h"

namespace satchel::recurrence_test {
namespace {

constexpr Recurrence monthly{1, PeriodUnit::month};
constexpr Recurrence quarterly{3, PeriodUnit::month};
constexpr Recurrence yearly{1, PeriodUnit::year};

Share part_of_first(const Recurrence& every, Date start, unsigned day, Proration proration) {
  const Alignment alignment = align_to_day(every, start, day);
  const Period whole = period_holding(every, alignment, start);
  return share_of(every, {start, whole.end}, whole, proration);
}

}  // namespace

TEST_SUITE("recurrence") {
  TEST_CASE("the 31st comes back after short months, whatever the recurrence") {
    const Alignment alignment = align_to_start(date(2011, 1, 31));
    CHECK(billing_date(monthly, alignment, 1) == date(2011, 2, 28));
    CHECK(billing_date(monthly, alignment, 2) == date(2011, 3, 31));
    CHECK(billing_date(quarterly, alignment, 1) == date(2011, 4, 30));
    CHECK(billing_date(quarterly, alignment, 2) == date(2011, 7, 31));
    CHECK(billing_date(yearly, align_to_start(date(2020, 2, 29)), 1) == date(2021, 2, 28));
    CHECK(billing_date(yearly, align_to_start(date(2020, 2, 29)), 4) == date(2024, 2, 29));
    CHECK(billing_date(monthly, alignment, -2) == date(2010, 11, 30));
  }

  TEST_CASE("days and weeks are counted, not read off the calendar") {
    const Recurrence thirty_days{30, PeriodUnit::day};
    const Alignment alignment = align_to_start(date(2016, 4, 8));
    CHECK(billing_date(thirty_days, alignment, 1) == date(2016, 5, 8));
    CHECK(billing_date(thirty_days, alignment, 6) == date(2016, 10, 5));
    CHECK(period_holding({1, PeriodUnit::week}, align_to_start(date(2012, 5, 1)),
                         date(2012, 5, 14)) == Period{date(2012, 5, 8), date(2012, 5, 15)});
  }

  TEST_CASE("a day of the month that has passed begins a whole recurrence later") {
    CHECK(align_to_day(monthly, date(2011, 1, 31), 7).origin == date(2011, 2, 7));
    CHECK(align_to_day(quarterly, date(2011, 1, 31), 7).origin == date(2011, 4, 7));
    CHECK(align_to_day(quarterly, date(2011, 5, 10), 15).origin == date(2011, 5, 15));
    CHECK(align_to_day(yearly, date(2011, 1, 10), 17).origin == date(2011, 1, 17));
    CHECK(align_to_day(monthly, date(2011, 2, 28), 31).origin == date(2011, 2, 28));
  }

  TEST_CASE("a leading part counts against the period that holds it, by actual days") {
    const auto actual = Proration::actual_days;
    CHECK(part_of_first(monthly, date(2023, 5, 23), 15, actual) == Share{23, 31});
    CHECK(part_of_first(monthly, date(2023, 6, 23), 15, actual) == Share{22, 30});
    CHECK(part_of_first(monthly, date(2023, 2, 23), 15, actual) == Share{20, 28});
    CHECK(part_of_first(monthly, date(2024, 2, 23), 15, actual) == Share{21, 29});
    CHECK(part_of_first(quarterly, date(2011, 1, 31), 7, actual) == Share{66, 90});
    CHECK(part_of_first(yearly, date(2011, 1, 10), 17, actual) == Share{7, 365});
  }

  TEST_CASE("months of thirty days make every leading part of a month alike") {
    const auto thirty = Proration::thirty_days;
    for (const Date start :
         {date(2023, 5, 23), date(2023, 6, 23), date(2023, 2, 23), date(2024, 2, 23)}) {
      CHECK(part_of_first(monthly, start, 15, thirty) == Share{22, 30});
    }
    CHECK(part_of_first(monthly, date(2023, 5, 15), 23, thirty) == Share{8, 30});
    CHECK(part_of_first(monthly, date(2023, 5, 15), 15, thirty) == Share{30, 30});
    CHECK(part_of_first(quarterly, date(2023, 1, 31), 31, thirty) == Share{90, 90});
    const Period clamped{date(2024, 2, 29), date(2024, 3, 31)};
    const Share first = share_of(monthly, {clamped.start, date(2024, 3, 2)}, clamped, thirty);
    const Share rest = share_of(monthly, {date(2024, 3, 2), clamped.end}, clamped, thirty);
    CHECK(first == Share{3, 30});
    CHECK(rest == Share{27, 30});
  }

  TEST_CASE("recurrences as texts, in words, and what they come to in a month") {
    CHECK(to_text(quarterly) == "3 month");
    CHECK(parse_recurrence("3 month") == quarterly);
    for (const char* text : {"", "month", "0 month", "1001 day", "1.5 week", "2 moons", "1  day"}) {
      CAPTURE(text);
      CHECK_FALSE(parse_recurrence(text));
    }
    CHECK(words_of(monthly) == "every month");
    CHECK(words_of({2, PeriodUnit::week}) == "every 2 weeks");
    CHECK(monthly_share(usd(12000), yearly) == usd(1000));
    CHECK(monthly_share(usd(1000), quarterly) == usd(333));
    CHECK(monthly_share(usd(1200), {1, PeriodUnit::week}) == usd(5200));
    CHECK(monthly_share(usd(1200), {1, PeriodUnit::day}) == usd(36500));
  }

  TEST_CASE("every day lies in exactly one period, and the next begins where it ends") {
    CHECK(rc::check([] {
      const Recurrence every{*rc::gen::inRange<std::int64_t>(1, 15),
                             *rc::gen::element(PeriodUnit::day, PeriodUnit::week, PeriodUnit::month,
                                               PeriodUnit::year)};
      const Date start = add_days(date(2019, 12, 1), *rc::gen::inRange(0, 1500));
      const Alignment alignment =
          *rc::gen::arbitrary<bool>()
              ? align_to_start(start)
              : align_to_day(every, start, *rc::gen::inRange<unsigned>(1, 32));
      const Date day = add_days(start, *rc::gen::inRange(-4000, 4000));
      const Period period = period_holding(every, alignment, day);
      RC_ASSERT(period.start <= day && day < period.end);
      RC_ASSERT(period_holding(every, alignment, period.end).start == period.end);
      RC_ASSERT(period_holding(every, alignment, add_days(period.start, -1)).end == period.start);
    }));
  }
}

}  // namespace satchel::recurrence_test
