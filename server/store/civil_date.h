// Civil dates: what day it is in the organisation's time zone.
#pragma once

#include <string>

#include <string_view>

#include "shared/base/date.h"
#include "shared/base/result.h"
#include "shared/domain/access/organisation.h"

namespace satchel::server {

/// Returns the date of `instant` in the IANA zone. ErrorCode::invalid for an unknown zone.
Result<Date> civil_date(std::string_view time_zone, Timestamp instant);

/// Returns today's date for the organisation; a demo organisation's moved clock comes first.
Result<Date> today_of(const Organisation& organisation, Timestamp now);

/// Returns the instant as `2026-11-22T03:04:05.678Z`.
std::string to_iso(Timestamp instant);

}  // namespace satchel::server
