// The ledger store: entries are added and read, never changed; closed months take none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/domain/ledger/ledger.h"
#include "shared/store/database.h"

namespace satchel {

/// Adds the entries. ErrorCode::conflict, naming the month, when one is dated in a closed month.
Result<void> add_ledger_entries(Transaction& tx, const LedgerEntries& entries);

/// Returns the first day that takes entries: the one after the last closed month; nothing while no
/// month is closed.
Result<std::optional<Date>> find_first_open_day(Transaction& tx);

/// Returns `day`, or the first open day when its month is closed.
Result<Date> open_day_from(Transaction& tx, Date day);

/// Returns the entries about a customer, oldest first.
Result<LedgerEntries> load_ledger_entries(Transaction& tx, const AccountId& account_id);

/// A month that takes no entries any more.
struct ClosedMonth {
  std::string month;  // As `2026-11`.
  Timestamp closed_at;
  UserId closed_by;
};

/// Adds a closed month. Requires that it is later than all that are closed.
Result<void> add_closed_month(Transaction& tx, const ClosedMonth& closed);

/// Returns the closed months, the last one first.
Result<std::vector<ClosedMonth>> list_closed_months(Transaction& tx);

}  // namespace satchel
