// Time zones by Howard Hinnant's date library, from the system's zone files.
#include "server/store/civil_date.h"

#include <cstdio>

#include <date/tz.h>

#include <algorithm>

namespace satchel::server {

Result<Date> civil_date(std::string_view time_zone, Timestamp instant) {
  if (time_zone == "UTC") return utc_date(instant);
  const auto& zones = date::get_tzdb().zones;
  const auto zone = std::find_if(zones.begin(), zones.end(), [&](const date::time_zone& each) {
    return each.name() == time_zone;
  });
  if (zone == zones.end()) {
    return fail(ErrorCode::invalid, "unknown time zone " + std::string(time_zone));
  }
  const date::sys_time<std::chrono::milliseconds> utc{std::chrono::milliseconds(instant.ms)};
  const date::year_month_day day{date::floor<date::days>(zone->to_local(utc))};
  return satchel::date(static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

Result<Date> today_of(const Organisation& organisation, Timestamp now) {
  if (organisation.demo && organisation.demo_today) return *organisation.demo_today;
  return civil_date(organisation.time_zone, now);
}

std::string to_iso(Timestamp instant) {
  const std::int64_t ms_of_day = ((instant.ms % 86'400'000) + 86'400'000) % 86'400'000;
  char time[32];
  std::snprintf(time, sizeof time, "T%02d:%02d:%02d.%03dZ", static_cast<int>(ms_of_day / 3'600'000),
                static_cast<int>(ms_of_day / 60'000 % 60), static_cast<int>(ms_of_day / 1000 % 60),
                static_cast<int>(ms_of_day % 1000));
  return to_text(utc_date(instant)) + time;
}

}  // namespace satchel::server
