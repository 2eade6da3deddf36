// Civil dates and half-open periods; a month step keeps its anchor day.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"

namespace satchel {

using Date = std::chrono::year_month_day;

/// The days from `start` up to but not including `end`.
struct Period {
  Date start;
  Date end;

  bool operator==(const Period&) const = default;
};

/// Returns the date as `YYYY-MM-DD`. Requires a valid date between years 0000 and 9999.
std::string to_text(Date date);

/// Returns the date written as `YYYY-MM-DD`, or nothing for any other text or no such day.
std::optional<Date> parse_date(std::string_view text);

/// Returns the date of year, month and day. Requires that the day exists.
Date date(int year, unsigned month, unsigned day);

/// Returns the day `days` after `date`; negative goes back.
Date add_days(Date date, std::int64_t days);

/// Returns how many days lie from `start` to `end`; negative when `end` is earlier.
std::int64_t days_between(Date start, Date end);

/// Returns the date `months` after the month of `date` on `anchor_day`, or on the month's last day
/// where the month is shorter: 31 Jan, 28 Feb, 31 Mar for anchor 31. Requires 1..31.
Date add_months(Date date, int months, unsigned anchor_day);

/// Returns the first date after `date` that falls on `anchor_day` (clamped in short months).
Date next_anchor(Date date, unsigned anchor_day);

/// Returns the last date on or before `date` that falls on `anchor_day` (clamped).
Date anchor_on_or_before(Date date, unsigned anchor_day);

/// Returns the UTC date of an instant. Time zones are the edge's business.
Date utc_date(Timestamp instant);

}  // namespace satchel
