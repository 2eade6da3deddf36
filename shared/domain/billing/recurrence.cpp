// The lattice of billing dates, and shares of its periods.
#include "shared/domain/billing/recurrence.h"

#include <algorithm>

#include "shared/base/check.h"

namespace satchel {
namespace {

std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
  const std::int64_t quotient = value / by;
  return value % by < 0 ? quotient - 1 : quotient;
}

/// How many days or months one recurrence has.
std::int64_t count_length(const Recurrence& every) {
  switch (every.unit) {
    case PeriodUnit::day:
    case PeriodUnit::month:
      return every.count;
    case PeriodUnit::week:
      return every.count * 7;
    case PeriodUnit::year:
      return every.count * 12;
  }
  return every.count;
}

bool in_months(const Recurrence& every) {
  return every.unit == PeriodUnit::month || every.unit == PeriodUnit::year;
}

std::int64_t month_of(Date date) {
  return static_cast<int>(date.year()) * std::int64_t{12} + static_cast<unsigned>(date.month());
}

unsigned day_of(Date date) { return static_cast<unsigned>(date.day()); }

/// Days where each month has thirty: the 31st counts as the 30th.
std::int64_t thirty_days_between(Date start, Date end) {
  const auto day = [](Date of) { return static_cast<std::int64_t>(std::min(day_of(of), 30U)); };
  return (month_of(end) - month_of(start)) * 30 + day(end) - day(start);
}

}  // namespace

std::string to_text(const Recurrence& every) {
  return std::to_string(every.count) + " " + std::string(to_text(every.unit));
}

std::optional<Recurrence> parse_recurrence(std::string_view text) {
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto count = parse_decimal(text.substr(0, space));
  const auto unit = parse_enum<PeriodUnit>(text.substr(space + 1));
  if (!count || count->scale != 0 || !unit) return std::nullopt;
  if (count->coefficient < 1 || count->coefficient > recurrence_count_max) return std::nullopt;
  return Recurrence{count->coefficient, *unit};
}

std::string words_of(const Recurrence& every) {
  if (every.count == 1) return "every " + std::string(to_text(every.unit));
  return "every " + to_text(every) + "s";
}

Money monthly_share(Money amount, const Recurrence& every) {
  switch (every.unit) {
    case PeriodUnit::day:
      return scale(amount, 365, 12 * every.count);
    case PeriodUnit::week:
      return scale(amount, 52, 12 * every.count);
    case PeriodUnit::month:
      return scale(amount, 1, every.count);
    case PeriodUnit::year:
      return scale(amount, 1, 12 * every.count);
  }
  return amount;
}

Alignment align_to_start(Date start) { return {start, day_of(start), {}}; }

Alignment align_to_day(const Recurrence& every, Date start, unsigned day) {
  if (!in_months(every)) return align_to_start(start);
  const Date this_month = add_months(start, 0, day);
  if (this_month >= start) return {this_month, day, {}};
  return {add_months(start, static_cast<int>(count_length(every)), day), day, {}};
}

Alignment align_to_calendar(const Recurrence& every, Date start) {
  if (every.unit == PeriodUnit::day) return align_to_start(start);
  if (every.unit == PeriodUnit::week) {
    const std::chrono::weekday weekday{std::chrono::sys_days(start)};
    return align_to_start(add_days(start, -std::int64_t{weekday.iso_encoding() - 1}));
  }
  return {date(static_cast<int>(start.year()), 1, 1), 1, {}};
}

Date billing_date(const Recurrence& every, const Alignment& alignment, std::int64_t index) {
  const std::int64_t steps = index * count_length(every);
  if (!in_months(every)) return add_days(alignment.origin, steps);
  return add_months(alignment.origin, static_cast<int>(steps), alignment.day);
}

Period period_holding(const Recurrence& every, const Alignment& alignment, Date day) {
  if (alignment.leading_start && day < alignment.origin) {
    return {*alignment.leading_start, alignment.origin};
  }
  const std::int64_t distance = in_months(every) ? month_of(day) - month_of(alignment.origin)
                                                 : days_between(alignment.origin, day);
  std::int64_t index = floor_divide(distance, count_length(every));
  if (billing_date(every, alignment, index) > day) --index;
  return {billing_date(every, alignment, index), billing_date(every, alignment, index + 1)};
}

Share share_of(const Recurrence& every, const Period& part, const Period& whole,
               Proration proration) {
  SATCHEL_CHECK(part.start >= whole.start && part.end <= whole.end && part.start < part.end);
  if (proration == Proration::thirty_days && in_months(every)) {
    // Counted from the period's start, so that its parts add up to it.
    const std::int64_t all = count_length(every) * 30;
    const auto days_to = [&](Date day) {
      return day == whole.end ? all : std::min(all, thirty_days_between(whole.start, day));
    };
    return {days_to(part.end) - days_to(part.start), all};
  }
  return {days_between(part.start, part.end), days_between(whole.start, whole.end)};
}

}  // namespace satchel
