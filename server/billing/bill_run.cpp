// Making the drafts of a bill run: dry, in chunks, again for what failed, and discarding.
#include "server/billing/bill_run.h"

#include <iterator>
#include <utility>

#include "server/billing/bill_run_act.h"
#include "server/billing/plan_account.h"
#include "shared/store/billing_store.h"
#include "shared/store/tax_store.h"

namespace satchel::server {
namespace {

/// Whether an error concerns this account alone; a full or locked database concerns all.
bool is_of_account(const Error& error) { return error.code != ErrorCode::unavailable; }

/// Plans and writes one account under a savepoint; what goes wrong is recorded for the account.
Result<void> bill_account(const ServerWrite& write, const BillRun& run, const AccountId& account,
                          const TaxTable& taxes) {
  Transaction& tx = write.tx;
  SATCHEL_TRY(write.database.lock_account(tx, account));
  SATCHEL_TRY(tx.savepoint());
  Result<AccountPlan> planned = plan_account(tx, run, account, taxes);
  Result<void> saved = {};
  if (planned && planned->invoice) saved = save_draft_invoice(tx, *planned->invoice);
  if (planned && saved) {
    SATCHEL_TRY(tx.release());
    return save_bill_run_account(tx, run.id, planned->account);
  }

  const Error error = planned ? saved.error() : planned.error();
  if (!is_of_account(error)) return tl::unexpected<Error>(error);
  SATCHEL_TRY(tx.rollback_to_savepoint());
  BillRunAccount failed;
  failed.account_id = account;
  failed.outcome = BillRunOutcome::failed;
  failed.error = "Billing this account failed: " + error.message + ". Repair it and retry.";
  return save_bill_run_account(tx, run.id, failed);
}

Result<void> finish(Transaction& tx, BillRun& run) {
  run.state = BillRunState::ready;
  run.digest = run_digest(SATCHEL_TRY(load_bill_run_accounts(tx, run.id)));
  return save_bill_run(tx, run);
}

/// Cuts all ids into chunks with as many accounts to bill; returns how many those are. The last
/// chunk takes what is added while the run goes on, too.
Result<std::int64_t> cut_into_chunks(Transaction& tx, const BillRun& run,
                                     std::int64_t accounts_max) {
  std::int64_t total = 0;
  for (BillRunChunk chunk;; ++chunk.number) {
    const auto page =
        SATCHEL_TRY(load_accounts_to_bill(tx, run.through, chunk.after, accounts_max));
    total += std::ssize(page);
    const bool more = std::ssize(page) == accounts_max;
    if (more) chunk.last = page.back();
    SATCHEL_TRY(save_bill_run_chunk(tx, run.id, chunk));
    if (!more) return total;
    chunk.after = std::exchange(chunk.last, AccountId());
  }
}

Result<std::vector<AccountId>> load_accounts_of(Transaction& tx, const BillRun& run,
                                                const BillRunChunk& chunk) {
  std::vector<AccountId> accounts;
  AccountId after = chunk.after;
  while (true) {
    const auto page =
        SATCHEL_TRY(load_accounts_to_bill(tx, run.through, after, accounts_per_chunk));
    for (const AccountId& account : page) {
      if (!chunk.last.empty() && chunk.last < account) return accounts;
      accounts.push_back(account);
    }
    const bool ended = !page.empty() && page.back() == chunk.last;
    if (ended || std::ssize(page) < accounts_per_chunk) return accounts;
    after = page.back();
  }
}

/// The run is ready once no chunk is left. A chunk whose process was killed is claimed again.
Result<bool> finish_when_done(const ServerContext& context, const BillRunId& id) {
  // As the only writer: whoever was at a chunk has committed it, or gave it up.
  const auto tx = SATCHEL_TRY(context.database.begin());
  auto run = SATCHEL_TRY(lock_run(*tx, id));
  if (!run || run->state != BillRunState::running) return false;
  if (SATCHEL_TRY(has_bill_run_chunk_to_do(*tx, id))) return true;
  SATCHEL_TRY(finish(*tx, *run));
  SATCHEL_TRY(tx->commit());
  return false;
}

Result<std::vector<AccountPlan>> plan_all(Transaction& tx, const BillRun& run) {
  const TaxTable taxes = SATCHEL_TRY(load_tax_table(tx));
  std::vector<AccountPlan> plans;
  AccountId after;
  while (true) {
    const auto page =
        SATCHEL_TRY(load_accounts_to_bill(tx, run.through, after, accounts_per_chunk));
    for (const AccountId& account : page) {
      plans.push_back(SATCHEL_TRY(plan_account(tx, run, account, taxes)));
      plans.back().invoice.reset();
      plans.back().account.invoice_id = InvoiceId();
    }
    if (static_cast<std::int64_t>(page.size()) < accounts_per_chunk) return plans;
    after = page.back();
  }
}

}  // namespace

Result<BillDecision<BillRun>> start_dry(const ServerContext& context, const UserId& by,
                                        Date through) {
  BillRun wanted;
  wanted.through = through;
  wanted.state = BillRunState::dry;
  wanted.started_by = by;
  auto reading = SATCHEL_TRY(context.database.begin(Access::read));
  auto run = SATCHEL_TRY(make_run(context, *reading, wanted));
  if (!run) return run;
  const auto plans = SATCHEL_TRY(plan_all(*reading, *run));
  reading.reset();

  std::vector<BillRunAccount> accounts;
  for (const AccountPlan& plan : plans) accounts.push_back(plan.account);
  run->accounts_total = std::ssize(accounts);
  run->digest = run_digest(accounts);
  auto tx = SATCHEL_TRY(context.database.begin());
  SATCHEL_TRY(save_bill_run(*tx, *run));
  for (const BillRunAccount& account : accounts) {
    SATCHEL_TRY(save_bill_run_account(*tx, run->id, account));
  }
  SATCHEL_TRY(audit_run(write_in(context, *tx), by, *run, "dry_bill_run"));
  SATCHEL_TRY(tx->commit());
  tx.reset();
  return load_run(context, run->id);
}

Result<BillDecision<BillRun>> open_run(const ServerContext& context, const UserId& by, Date through,
                                       std::int64_t accounts_max) {
  using Answer = BillDecision<BillRun>;
  BillRun wanted;
  wanted.through = through;
  wanted.started_by = by;
  auto tx = SATCHEL_TRY(context.database.begin());
  if (SATCHEL_TRY(find_open_bill_run(*tx))) {
    return Answer(tl::unexpected(BillRefusal::another_run_open));
  }
  if (SATCHEL_TRY(is_in_closed_month(*tx, through))) {
    return Answer(tl::unexpected(BillRefusal::month_closed));
  }
  auto run = SATCHEL_TRY(make_run(context, *tx, wanted));
  if (!run) return run;
  run->accounts_total = SATCHEL_TRY(cut_into_chunks(*tx, *run, accounts_max));
  SATCHEL_TRY(save_bill_run(*tx, *run));
  SATCHEL_TRY(audit_run(write_in(context, *tx), by, *run, "start_bill_run"));
  SATCHEL_TRY(tx->commit());
  tx.reset();
  return load_run(context, run->id);
}

Result<bool> advance_run(const ServerContext& context, const BillRunId& id) {
  auto tx = SATCHEL_TRY(context.database.begin(Access::share));
  const auto run = SATCHEL_TRY(find_bill_run_head(*tx, id));
  if (!run || run->state != BillRunState::running) return false;
  const auto chunk = SATCHEL_TRY(claim_bill_run_chunk(context.database, *tx, id));
  if (!chunk) {
    tx.reset();
    return finish_when_done(context, id);
  }
  const TaxTable taxes = SATCHEL_TRY(load_tax_table(*tx));
  const auto accounts = SATCHEL_TRY(load_accounts_of(*tx, *run, *chunk));
  for (const AccountId& account : accounts) {
    SATCHEL_TRY(bill_account(write_in(context, *tx), *run, account, taxes));
  }
  SATCHEL_TRY(finish_bill_run_chunk(*tx, id, *chunk, {std::ssize(accounts), context.now}));
  SATCHEL_TRY(tx->commit());
  return true;
}

Result<BillDecision<BillRun>> resume_run(const ServerContext& context, const BillRunId& id,
                                         const Clock* clock) {
  ServerContext step = context;
  while (SATCHEL_TRY(advance_run(step, id))) {
    if (clock != nullptr) step.now = clock->now();
  }
  return load_run(context, id);
}

Result<BillDecision<BillRun>> start_run(const ServerContext& context, const UserId& by,
                                        Date through, const Clock* clock) {
  const auto run = SATCHEL_TRY(open_run(context, by, through));
  if (!run) return run;
  return resume_run(context, run->id, clock);
}

Result<BillDecision<BillRun>> retry_failed(const ServerContext& context, const UserId& by,
                                           const BillRunId& id) {
  using Answer = BillDecision<BillRun>;
  auto tx = SATCHEL_TRY(context.database.begin());
  const ServerWrite write = write_in(context, *tx);
  auto run = SATCHEL_TRY(lock_run(*tx, id));
  if (!run) return run;
  if (run->state != BillRunState::ready) return Answer(tl::unexpected(BillRefusal::run_not_ready));
  const TaxTable taxes = SATCHEL_TRY(load_tax_table(*tx));
  for (const BillRunAccount& failed : SATCHEL_TRY(load_failed_accounts(*tx, id))) {
    SATCHEL_TRY(bill_account(write, *run, failed.account_id, taxes));
  }
  SATCHEL_TRY(finish(*tx, *run));
  SATCHEL_TRY(audit_run(write, by, *run, "retry_bill_run"));
  SATCHEL_TRY(tx->commit());
  tx.reset();
  return load_run(context, id);
}

Result<BillDecision<BillRun>> discard_run(const ServerContext& context, const UserId& by,
                                          const BillRunId& id) {
  using Answer = BillDecision<BillRun>;
  auto tx = SATCHEL_TRY(context.database.begin());
  auto run = SATCHEL_TRY(lock_run(*tx, id));
  if (!run || run->state == BillRunState::discarded) return run;
  if (run->state != BillRunState::running && run->state != BillRunState::ready) {
    return Answer(tl::unexpected(BillRefusal::run_not_discardable));
  }
  while (true) {
    const auto drafts = SATCHEL_TRY(load_drafts(*tx, id, accounts_per_chunk));
    for (const Invoice& draft : drafts) SATCHEL_TRY(erase_invoice(*tx, draft.id));
    if (drafts.empty()) break;
  }
  run->state = BillRunState::discarded;
  SATCHEL_TRY(save_bill_run(*tx, *run));
  SATCHEL_TRY(audit_run(write_in(context, *tx), by, *run, "discard_bill_run"));
  SATCHEL_TRY(tx->commit());
  tx.reset();
  return load_run(context, id);
}

}  // namespace satchel::server
