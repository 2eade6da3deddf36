// The organisation store: one row, and the number series.
#pragma once

#include <optional>
#include <string_view>

#include "shared/domain/access/organisation.h"
#include "shared/store/database.h"

namespace satchel {

/// Returns the organisation, or nothing before it was created.
Result<std::optional<Organisation>> find_organisation(Transaction& tx);

/// Writes the organisation.
Result<void> save_organisation(Transaction& tx, const Organisation& organisation);

/// Notes that the bill cycles are closed through this day since `at`; once a day.
Result<void> save_closed_cycle(Transaction& tx, Date closed_through, Timestamp at);

/// Returns through which day the bill cycles were closed at that time, or nothing. Server only.
Result<std::optional<Date>> find_closed_through(Transaction& tx, Timestamp at);

/// Takes `count` numbers of the series `account`, `order` or `invoice` and returns the first; a new
/// series begins with 1001. Rolled back with the transaction, so numbers have no gaps.
Result<std::int64_t> take_numbers(Transaction& tx, std::string_view series, std::int64_t count);

}  // namespace satchel
