// Recurrence and alignment: where the periods of a recurring charge begin and end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/date.h"
#include "shared/base/enum_words.h"
#include "shared/base/money.h"

namespace satchel {

enum class PeriodUnit { day, week, month, year };
SATCHEL_ENUM_WORDS(PeriodUnit, "day", "week", "month", "year");

/// How often a charge recurs: every `count` units. A quarter is three months.
struct Recurrence {
  std::int64_t count = 1;
  PeriodUnit unit = PeriodUnit::month;

  bool operator==(const Recurrence&) const = default;
};

inline constexpr std::int64_t recurrence_count_max = 1000;

/// Returns the count and the unit: `3 month`.
std::string to_text(const Recurrence& every);

/// Returns the recurrence written as `text`, or nothing for any other text or a count out of range.
std::optional<Recurrence> parse_recurrence(std::string_view text);

/// Returns the recurrence for people: `every month`, `every 3 months`.
std::string words_of(const Recurrence& every);

/// Returns what an amount of each period comes to in a month: a third of it each quarter, 52 weeks
/// or 365 days to a year.
Money monthly_share(Money amount, const Recurrence& every);

/// Billing dates lie whole recurrences before and after `origin`. Months and years remember `day`:
/// from 31 January by way of 28 February to 31 March.
struct Alignment {
  Date origin = date(1970, 1, 1);
  unsigned day = 1;
  std::optional<Date> leading_start;  // Where the period before `origin` is not a whole recurrence.

  bool operator==(const Alignment&) const = default;
};

/// Returns the alignment whose first billing date is `start` itself (anniversary).
Alignment align_to_start(Date start);

/// Returns the alignment to the day of the month: the first billing date lies in the month of
/// `start`, or a whole recurrence after that when the day has passed by then. Days and weeks
/// align to `start`. Requires 1..31.
Alignment align_to_day(const Recurrence& every, Date start, unsigned day);

/// Returns the alignment to the calendar: weeks begin on Monday, months and years with those of
/// the calendar; days align to `start`.
Alignment align_to_calendar(const Recurrence& every, Date start);

/// Returns the billing date `index` recurrences after the origin; negative goes back.
Date billing_date(const Recurrence& every, const Alignment& alignment, std::int64_t index);

/// Returns the period between two billing dates that holds the day.
Period period_holding(const Recurrence& every, const Alignment& alignment, Date day);

/// How the part of a period counts against the whole.
enum class Proration { actual_days, thirty_days };
SATCHEL_ENUM_WORDS(Proration, "actual_days", "thirty_days");

/// A share of a period: `days` of `whole`.
struct Share {
  std::int64_t days = 1;
  std::int64_t whole = 1;

  bool operator==(const Share&) const = default;
};

/// Returns the share that `part` is of `whole`, the period that holds it: by actual days, or, for
/// months and years, with months of thirty days (30/360). A whole period is always all of it.
Share share_of(const Recurrence& every, const Period& part, const Period& whole,
               Proration proration);

}  // namespace satchel
