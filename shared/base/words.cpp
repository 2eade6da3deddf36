// Puts dates, rates and prices into words.
#include "shared/base/words.h"

#include <array>
#include <string_view>

namespace satchel {
namespace {

constexpr auto short_months = std::to_array<std::string_view>(
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"});

std::string short_month(Date date) { return std::string(short_months[unsigned{date.month()} - 1]); }

std::string year_of(Date date) { return std::to_string(int{date.year()}); }

std::string two_digits(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

std::string long_date(Date date) { return short_date(date) + " " + year_of(date); }

std::string short_date(Date date) {
  return std::to_string(unsigned{date.day()}) + " " + short_month(date);
}

std::string utc_text(Timestamp at) {
  const std::int64_t second = at.ms / 1000 % (24LL * 3600);
  return to_text(utc_date(at)) + " " + two_digits(second / 3600) + ":" +
         two_digits(second / 60 % 60) + ":" + two_digits(second % 60) + " UTC";
}

std::string period_words(const Period& period) {
  const Date last = add_days(period.end, -1);
  if (last <= period.start) return long_date(period.start);
  const bool same_year = last.year() == period.start.year();
  return (same_year ? short_date(period.start) : long_date(period.start)) + " to " +
         long_date(last);
}

std::string percent_of(std::int64_t ppm) { return percent_text(ppm) + " %"; }

std::string percent_text(std::int64_t ppm) { return to_text(trimmed({ppm, 4}, 0)); }

std::string price_text(const Decimal& price, Currency currency) {
  Decimal shown = trimmed(price, exponent_of(currency));
  for (; shown.scale < exponent_of(currency); ++shown.scale) shown.coefficient *= 10;
  return to_text(shown);
}

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

}  // namespace satchel
