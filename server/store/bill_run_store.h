// The bill run store: the run as an object, and what it did for each account.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/store/device_store.h"
#include "shared/base/date.h"
#include "shared/base/enum_words.h"
#include "shared/store/database.h"

namespace satchel::server {

/// dry: figures only. running -> ready -> posting -> posted; running or ready -> discarded.
enum class BillRunState { dry, running, ready, posting, posted, discarded };

/// What became of an account: nothing to bill, a draft or invoice, or a reason why not.
enum class BillRunOutcome { empty, billed, failed };

}  // namespace satchel::server

namespace satchel {
SATCHEL_ENUM_WORDS(server::BillRunState, "dry", "running", "ready", "posting", "posted",
                   "discarded");
SATCHEL_ENUM_WORDS(server::BillRunOutcome, "empty", "billed", "failed");
}  // namespace satchel

namespace satchel::server {

/// One account of a run.
struct BillRunAccount {
  AccountId account_id;
  BillRunOutcome outcome = BillRunOutcome::empty;
  std::int64_t account_version = 0;  // What the draft was planned from.
  InvoiceId invoice_id;              // Of a run that is not dry.
  Money total;
  std::int64_t line_count = 0;
  std::string digest;  // Of every line's content; the same in a dry run.
  std::string error;   // For failed: what is wrong and what to do.

  bool operator==(const BillRunAccount&) const = default;
};

/// How fast a run goes, by its latest chunks.
struct BillRunProgress {
  std::int64_t accounts_per_second = 0;
  std::int64_t seconds_left = 0;

  bool operator==(const BillRunProgress&) const = default;
};

struct BillRun {
  BillRunId id;
  Date through = date(1970, 1, 1);  // Exclusive end of the cycle.
  BillRunState state = BillRunState::running;
  Timestamp started_at;
  UserId started_by;                 // Empty for the command line.
  std::int64_t accounts_total = 0;   // Accounts with a charge in the cycle when it started.
  std::int64_t accounts_done = 0;    // Of them, looked at so far.
  std::int64_t accounts_failed = 0;  // Parked, each with its reason.
  std::int64_t invoice_count = 0;    // Drafts and posted ones.
  std::int64_t line_count = 0;
  std::int64_t posted_count = 0;            // Of the invoices, posted so far.
  std::vector<Money> totals;                // One per currency.
  std::string digest;                       // Of all accounts' digests, once all were looked at.
  std::optional<BillRunProgress> progress;  // While running, once chunks are done.
  std::optional<Timestamp> post_at;         // From when on it is posted by itself.
  UserId post_by;                           // Who wanted that.
  std::vector<BillRunAccount> failed;
  std::vector<Device> unsent_devices;  // Warnings while open: orders may be missing.
};

/// Returns whether the run looked at every account and could not bill some of them.
bool is_completed_with_errors(const BillRun& run);

/// Returns the run with counts, totals, failed accounts and, unless it has ended, the devices with
/// unsent orders; or nothing.
Result<std::optional<BillRun>> find_bill_run(Transaction& tx, const BillRunId& id);

/// Returns runs, newest first, each like `find_bill_run`.
Result<std::vector<BillRun>> list_bill_runs(Transaction& tx, std::int64_t count_max);

/// Returns the run that is running, ready or posting, or nothing.
Result<std::optional<BillRun>> find_open_bill_run(Transaction& tx);

/// Returns the run without counts, totals, failed accounts and devices, which take as long as the
/// run has accounts; or nothing.
Result<std::optional<BillRun>> find_bill_run_head(Transaction& tx, const BillRunId& id);

/// Writes the run's own columns: through, state, who, when, accounts_total, digest and when it
/// is posted by itself. Counts and totals are derived.
Result<void> save_bill_run(Transaction& tx, const BillRun& run);

/// A part of a run's accounts: those with ids after `after` up to `last`.
struct BillRunChunk {
  std::int64_t number = 1;  // In the order of the ids.
  AccountId after;          // Empty in the first chunk.
  AccountId last;           // Empty in the last chunk.
};

struct BillRunChunkDone {
  std::int64_t account_count = 0;
  Timestamp at;
};

/// Adds a chunk that is to be done.
Result<void> save_bill_run_chunk(Transaction& tx, const BillRunId& run, const BillRunChunk& chunk);

/// Claims the next chunk that is not done and that nobody else is at, until the transaction ends;
/// nothing when there is none.
Result<std::optional<BillRunChunk>> claim_bill_run_chunk(Database& database, Transaction& tx,
                                                         const BillRunId& run);

/// Returns whether a chunk is not done.
Result<bool> has_bill_run_chunk_to_do(Transaction& tx, const BillRunId& run);

/// Marks a claimed chunk as done, with the accounts that it had.
Result<void> finish_bill_run_chunk(Transaction& tx, const BillRunId& run, const BillRunChunk& chunk,
                                   const BillRunChunkDone& done);

/// Writes what became of an account.
Result<void> save_bill_run_account(Transaction& tx, const BillRunId& run,
                                   const BillRunAccount& account);

/// Returns what became of the account, or nothing before its turn.
Result<std::optional<BillRunAccount>> find_bill_run_account(Transaction& tx, const BillRunId& run,
                                                            const AccountId& account);

/// Returns the run's accounts that failed, in id order.
Result<std::vector<BillRunAccount>> load_failed_accounts(Transaction& tx, const BillRunId& run);

/// Returns the run's accounts in id order.
Result<std::vector<BillRunAccount>> load_bill_run_accounts(Transaction& tx, const BillRunId& run);

}  // namespace satchel::server
