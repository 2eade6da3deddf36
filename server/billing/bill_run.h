// Bill runs: plan every account's invoice, inspect, then post or discard.
//
// A run goes in chunks of accounts, each a transaction with a savepoint per account; posting goes
// in chunks too, each taking its block of numbers. A run that was killed at any moment continues
// where it stopped and ends the same. Several processes may drive one run: each claims a chunk that
// nobody else is at. One run may be open (running, ready or posting) at a time.
#pragma once

#include <optional>
#include <string_view>

#include "server/store/bill_run_store.h"
#include "server/store/server_write.h"
#include "shared/base/result.h"

namespace satchel::server {

inline constexpr std::int64_t accounts_per_chunk = 500;
inline constexpr std::int64_t through_days_ahead_max = 31;

enum class BillRefusal {
  run_not_found,
  another_run_open,
  through_too_far,
  run_not_ready,
  run_not_discardable,
  no_organisation,
  month_closed
};

}  // namespace satchel::server

namespace satchel {
SATCHEL_ENUM_WORDS(server::BillRefusal, "run_not_found", "another_run_open", "through_too_far",
                   "run_not_ready", "run_not_discardable", "no_organisation", "month_closed");
}  // namespace satchel

namespace satchel::server {

/// The run as it stands, or the reason why not.
template <class T>
using BillDecision = tl::expected<T, BillRefusal>;

/// Returns one English sentence: what is wrong and what to do.
std::string_view describe(BillRefusal refusal);

/// Returns what a run through `through` (exclusive) would bill, as an object in state dry; no
/// invoice and no slot is written. Any date is fine that is not beyond today + 31 days.
Result<BillDecision<BillRun>> start_dry(const ServerContext& context, const UserId& by,
                                        Date through);

/// Opens a run and makes all drafts; returns it ready. Refuses while another run is open, and a
/// through date in a month that the ledger has closed. A through date that was posted before is
/// fine: what was billed is not billed again.
/// Its progress is told by `clock`; without one all is done at `context.now`.
Result<BillDecision<BillRun>> start_run(const ServerContext& context, const UserId& by,
                                        Date through, const Clock* clock = nullptr);

/// The first step of start_run: opens the run and returns it running, without any draft, cut into
/// chunks of `accounts_max`.
Result<BillDecision<BillRun>> open_run(const ServerContext& context, const UserId& by, Date through,
                                       std::int64_t accounts_max = accounts_per_chunk);

/// The next step: one chunk of accounts in one transaction, or, when all are done, the end. Returns
/// whether more remains; after the last step the run is ready. Nothing to do for a run that is not
/// running.
Result<bool> advance_run(const ServerContext& context, const BillRunId& id);

/// Continues a run until it is ready: one that was killed, or together with those that are at it.
Result<BillDecision<BillRun>> resume_run(const ServerContext& context, const BillRunId& id,
                                         const Clock* clock = nullptr);

/// Plans the failed accounts of a ready run again; those that still fail stay listed.
Result<BillDecision<BillRun>> retry_failed(const ServerContext& context, const UserId& by,
                                           const BillRunId& id);

/// Posts a ready run, or finishes posting it: numbers without gaps in rank order, the feed, and at
/// last the organisation's closed_through. A posted run is returned as it is.
Result<BillDecision<BillRun>> post_run(const ServerContext& context, const UserId& by,
                                       const BillRunId& id);

/// One chunk of posting in one transaction. Returns whether more remain. Requires a run that is
/// ready or posting; nothing to do for a posted one.
Result<BillDecision<bool>> advance_posting(const ServerContext& context, const UserId& by,
                                           const BillRunId& id,
                                           std::int64_t invoices_max = accounts_per_chunk);

/// Lets the run be posted by itself from `at` on, or no more; it has to be running or ready. Errors
/// and anomalies do not keep it from being posted.
Result<BillDecision<BillRun>> schedule_posting(const ServerContext& context, const UserId& by,
                                               const BillRunId& id, std::optional<Timestamp> at);

/// Posts the open run when its time has come, in the name of who wanted that, or finishes that.
Result<void> post_due_run(const ServerContext& context);

/// Deletes the drafts of a running or ready run and frees their slots; no number was used. A
/// discarded run is returned as it is; one that posts can only be finished.
Result<BillDecision<BillRun>> discard_run(const ServerContext& context, const UserId& by,
                                          const BillRunId& id);

}  // namespace satchel::server
