// Reports over orders: what was ordered by status, rep, product and period, and what was not.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/enum_words.h"
#include "shared/base/money.h"
#include "shared/store/database.h"

namespace satchel {

enum class ReportBy { status, rep, product, day, week, month };
SATCHEL_ENUM_WORDS(ReportBy, "status", "rep", "product", "day", "week", "month");

/// Which orders count, by their dates; both days included, nothing for no bound.
struct ReportSpan {
  std::optional<Date> from = {};
  std::optional<Date> to = {};
};

/// One line of a report, in one currency.
struct ReportRow {
  std::string key;         // The colour's words, the rep's or product's name, the first day.
  std::int64_t count = 0;  // Orders; of a product the units.
  Money once;              // One-time charges.
  Money monthly;           // Recurring charges of a full month.

  bool operator==(const ReportRow&) const = default;
};

/// Returns the report: by status of all orders, else of those that were placed and not stopped.
/// Periods come in their order, the others by one-time total, the largest first.
Result<std::vector<ReportRow>> report_orders(Transaction& tx, ReportBy by, const ReportSpan& span);

/// Why carts were not finished, as staff found out.
struct IncompleteReason {
  std::string reason;  // Empty: nobody has found out yet.
  std::int64_t count = 0;

  bool operator==(const IncompleteReason&) const = default;
};

/// How many of the carts and orders that were begun became orders.
struct Conversion {
  std::int64_t placed = 0;
  std::int64_t incomplete = 0;
  std::vector<IncompleteReason> reasons;  // The most frequent first.
};

Result<Conversion> report_conversion(Transaction& tx, const ReportSpan& span);

}  // namespace satchel
