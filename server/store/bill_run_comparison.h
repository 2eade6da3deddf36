// Compares what a bill run bills with its dry run, or with the cycle before it, account by account.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/store/bill_run_store.h"
#include "shared/base/enum_words.h"
#include "shared/store/database.h"

namespace satchel::server {

/// dry: the newest dry run through the same date. previous: the posted runs of the cycle before.
enum class BillRunBase { dry, previous };

/// missing: billed in the cycle before and not now. not_positive: an invoice of nothing or less.
/// changed: billed now and in the cycle before, and it differs by more than the settings allow.
enum class BillRunAnomalyKind { missing, not_positive, changed };

}  // namespace satchel::server

namespace satchel {
SATCHEL_ENUM_WORDS(server::BillRunBase, "dry", "previous");
SATCHEL_ENUM_WORDS(server::BillRunAnomalyKind, "missing", "not_positive", "changed");
}  // namespace satchel

namespace satchel::server {

/// An account's bill before and after; a bill that is not there is nothing.
struct BillRunChange {
  AccountId account_id;
  std::int64_t account_number = 0;
  std::string account_name;  // Empty for an account that is gone.
  std::optional<Money> before;
  std::optional<Money> after;

  bool operator==(const BillRunChange&) const = default;
};

/// Returns what was added, in the bill's currency; negative for what was taken off.
Money difference_of(const BillRunChange& change);

struct BillRunAnomaly {
  BillRunAnomalyKind kind = BillRunAnomalyKind::missing;
  BillRunChange change;

  bool operator==(const BillRunAnomaly&) const = default;
};

struct BillRunDiffQuery {
  BillRunBase base = BillRunBase::previous;
  std::int64_t count_max = 200;
  std::string after;  // The `cursor_of` the last row before; empty for the first page.
};

/// Returns every account that the run bills or its base billed, in id order.
Result<std::vector<BillRunChange>> compare_bill_run(Transaction& tx, const BillRun& run,
                                                    const BillRunDiffQuery& query);

/// Returns the position of a row, for the next page.
std::string cursor_of(const BillRunChange& change);

/// Returns what looks wrong against the cycle before, in id order, up to `count_max`. Accounts that
/// failed are not among them: they have a list of their own. A bill may change by `change_percent`.
Result<std::vector<BillRunAnomaly>> find_bill_run_anomalies(Transaction& tx, const BillRun& run,
                                                            std::int64_t change_percent,
                                                            std::int64_t count_max);

}  // namespace satchel::server
