// Civil date arithmetic over the standard calendar types.
#include "shared/base/date.h"

#include <cstdio>

#include "shared/base/check.h"

namespace satchel {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;

std::optional<int> parse_digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

Date on_anchor(std::chrono::year_month month, unsigned anchor_day) {
  const Date last(month / std::chrono::last);
  const Date wanted = month / std::chrono::day(anchor_day);
  return wanted.ok() ? wanted : last;
}

}  // namespace

std::string to_text(Date date) {
  SATCHEL_CHECK(date.ok());
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = parse_digits(text.substr(0, 4));
  const auto month = parse_digits(text.substr(5, 2));
  const auto day = parse_digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const Date result{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                    std::chrono::day(static_cast<unsigned>(*day))};
  if (!result.ok()) return std::nullopt;
  return result;
}

Date date(int year, unsigned month, unsigned day) {
  const Date result{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  SATCHEL_CHECK(result.ok());
  return result;
}

Date add_days(Date date, std::int64_t count) { return Date(sys_days(date) + days(count)); }

std::int64_t days_between(Date start, Date end) {
  return (sys_days(end) - sys_days(start)).count();
}

Date add_months(Date date, int count, unsigned anchor_day) {
  SATCHEL_CHECK(anchor_day >= 1 && anchor_day <= 31);
  return on_anchor(date.year() / date.month() + months(count), anchor_day);
}

Date next_anchor(Date date, unsigned anchor_day) {
  const Date this_month = add_months(date, 0, anchor_day);
  return this_month > date ? this_month : add_months(date, 1, anchor_day);
}

Date anchor_on_or_before(Date date, unsigned anchor_day) {
  const Date this_month = add_months(date, 0, anchor_day);
  return this_month <= date ? this_month : add_months(date, -1, anchor_day);
}

Date utc_date(Timestamp instant) {
  constexpr std::int64_t day_ms = 86'400'000;
  const std::int64_t floor =
      instant.ms >= 0 ? instant.ms / day_ms : -((-instant.ms + day_ms - 1) / day_ms);
  return Date(sys_days(days(floor)));
}

}  // namespace satchel
