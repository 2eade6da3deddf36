// Bill runs as the server tells about them; they are never kept on the device.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/enum_words.h"
#include "shared/base/id.h"
#include "shared/base/money.h"
#include "shared/base/result.h"
#include "shared/store/database.h"

namespace satchel::web {

enum class BillRunState { dry, running, ready, posting, posted, discarded, unknown };

}  // namespace satchel::web

namespace satchel {
SATCHEL_ENUM_WORDS(web::BillRunState, "dry", "running", "ready", "posting", "posted", "discarded",
                   "unknown");
}  // namespace satchel

namespace satchel::web {

/// An account that could not be billed, and why.
struct BillRunFailure {
  std::string account;
  std::string error;
};

struct BillRunView {
  std::string id;
  Date through = date(1970, 1, 1);  // Exclusive end of the cycle.
  BillRunState state = BillRunState::unknown;
  std::int64_t accounts_total = 0;
  std::int64_t accounts_done = 0;
  std::int64_t accounts_failed = 0;
  bool with_errors = false;  // All accounts were looked at, and some could not be billed.
  std::int64_t accounts_per_second = 0;
  std::int64_t seconds_left = -1;  // Unknown when negative.
  std::int64_t invoice_count = 0;
  std::int64_t line_count = 0;
  std::int64_t posted_count = 0;
  std::vector<Money> totals;
  std::vector<BillRunFailure> failed;
  std::vector<std::string> unsent_devices;  // With work that may be missing in the run.
};

/// An account's bill in a run and before it.
struct BillRunRow {
  std::string kind;     // Of an anomaly, as the server names it; empty in a comparison.
  std::string account;  // "Alfreds Futterkiste, account 1001".
  Money before;
  Money after;
  Money difference;
};

/// What the server finds when it looks at a run.
struct BillRunCheck {
  std::string run;  // Its id; empty: nothing was asked for.
  std::vector<BillRunRow> anomalies;
  std::optional<std::vector<BillRunRow>> differences;  // Present once a comparison was asked for.
};

/// Returns the anomalies or the comparison in the server's answer.
Result<std::vector<BillRunRow>> parse_bill_run_rows(std::string_view body);

/// What is wrong: "Billed before, not now".
std::string_view words_of_anomaly(const BillRunRow& row);

/// Returns the run in the server's answer.
Result<BillRunView> parse_bill_run(std::string_view body);

/// Returns the runs in the server's list, newest first.
Result<std::vector<BillRunView>> parse_bill_runs(std::string_view body);

/// Gives the failed accounts their names, as far as this device knows them.
Result<void> name_failures(Transaction& tx, BillRunView& run);

/// The state in words: "Ready to post".
std::string_view words_of(BillRunState state);

/// The same of a run: "Completed with errors".
std::string_view words_of(const BillRunView& run);

/// How far a running run is: "1,200 of 10,000 accounts, 350 per second, 25 s left".
std::string words_of_progress(const BillRunView& run);

/// Returns the runs as a CSV file, a row for each currency of a run.
std::string export_bill_runs(const std::vector<BillRunView>& runs);

struct BillRunsModel {
  std::vector<BillRunView> runs;       // Newest first.
  std::optional<BillRunView> dry;      // The last dry run's figures.
  BillRunCheck check;                  // Of the run that is shown.
  bool loading = false;                // A request is on its way.
  std::string doing;                   // What is being done: "Running the bill cycle".
  std::string error;                   // In words; empty when the last act succeeded.
  std::string why_off;                 // Not empty: the acts are off, and why.
  std::optional<Date> closed_through;  // End of the last posted cycle.
  Date suggested = date(1970, 1, 1);   // The through date a person most likely wants.
};

}  // namespace satchel::web
