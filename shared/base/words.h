// Words: dates, rates and prices as people read them, on screens and on documents.
#pragma once

#include <cstdint>
#include <string>

#include "shared/base/clock.h"
#include "shared/base/date.h"
#include "shared/base/decimal.h"
#include "shared/base/money.h"

namespace satchel {

/// Returns "6 May 1998".
std::string long_date(Date date);

/// Returns "6 May".
std::string short_date(Date date);

/// Returns "2026-11-22 09:05:00 UTC".
std::string utc_text(Timestamp at);

/// Returns the days of a half-open period by its first and last day: "22 Nov to 30 Nov 2026", or
/// "22 Nov 2026" for a single day.
std::string period_words(const Period& period);

/// Returns millionths as a percentage without needless zeros: 50,000 is "5 %".
std::string percent_of(std::int64_t ppm);

/// Returns millionths as a field shows them: 50,000 is "5", 12,500 is "1.25".
std::string percent_text(std::int64_t ppm);

/// Returns a unit price as a field shows it, with at least the currency's decimals: "14.00".
std::string price_text(const Decimal& price, Currency currency);

/// Returns a whole number with thousands grouped: "12,345".
std::string grouped(std::int64_t number);

}  // namespace satchel
