// Posting a bill run: numbers without gaps, frozen invoices, the closed cycle.
#include <algorithm>

#include "server/billing/bill_run.h"
#include "server/billing/bill_run_act.h"
#include "server/billing/plan_account.h"
#include "server/store/civil_date.h"
#include "server/store/event_data.h"
#include "server/store/feed_store.h"
#include "server/store/webhook_store.h"
#include "shared/execute/post_invoice.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/organisation_store.h"
#include "shared/store/tax_store.h"

namespace satchel::server {
namespace {

/// Makes the draft again from the account as it is now. What is billed has to stay as it was
/// inspected; else the account is parked and the next run bills it.
Result<std::optional<Invoice>> plan_again(Transaction& tx, const BillRun& run,
                                          const BillRunAccount& inspected, const TaxTable& taxes) {
  SATCHEL_TRY(erase_invoice(tx, inspected.invoice_id));
  AccountPlan plan = SATCHEL_TRY(plan_account(tx, run, inspected.account_id, taxes));
  if (plan.invoice && plan.account.digest == inspected.digest) {
    SATCHEL_TRY(save_draft_invoice(tx, *plan.invoice));
    SATCHEL_TRY(save_bill_run_account(tx, run.id, plan.account));
    return std::move(plan.invoice);
  }
  BillRunAccount parked;
  parked.account_id = inspected.account_id;
  parked.outcome = BillRunOutcome::failed;
  parked.account_version = plan.account.account_version;
  parked.total.currency = inspected.total.currency;
  parked.error = "The account changed after the run was inspected; run the cycle again to bill it.";
  SATCHEL_TRY(save_bill_run_account(tx, run.id, parked));
  return std::optional<Invoice>();
}

/// Returns the drafts that may be posted as they were inspected.
Result<std::vector<Invoice>> settle(const ServerWrite& write, const BillRun& run,
                                    std::vector<Invoice> drafts) {
  std::vector<AccountId> locks;
  for (const Invoice& draft : drafts) locks.push_back(draft.account_id);
  std::sort(locks.begin(), locks.end());
  for (const AccountId& account : locks) {
    SATCHEL_TRY(write.database.lock_account(write.tx, account));
  }
  const TaxTable taxes = SATCHEL_TRY(load_tax_table(write.tx));
  std::vector<Invoice> settled;
  for (Invoice& draft : drafts) {
    const auto inspected = SATCHEL_TRY(find_bill_run_account(write.tx, run.id, draft.account_id));
    const auto account = SATCHEL_TRY(find_account(write.tx, draft.account_id));
    if (!inspected || !account) {
      return fail(ErrorCode::corrupt, "draft " + draft.id.text() + " has lost its account");
    }
    if (account->version == inspected->account_version) {
      settled.push_back(std::move(draft));
    } else if (auto again = SATCHEL_TRY(plan_again(write.tx, run, *inspected, taxes))) {
      settled.push_back(*std::move(again));
    }
  }
  return settled;
}

Result<Organisation> organisation_in(Transaction& tx) {
  auto organisation = SATCHEL_TRY(find_organisation(tx));
  if (!organisation) return fail(ErrorCode::corrupt, "there is a bill run and no organisation");
  return *std::move(organisation);
}

/// Closes the cycle up to the day it is posted on: orders of the rest of a cycle that was billed
/// early still go in, and the next run bills them.
Result<void> close_cycle(const ServerWrite& write, const BillRun& run,
                         std::vector<FeedEntry>& changes) {
  Organisation organisation = SATCHEL_TRY(organisation_in(write.tx));
  const Date today = SATCHEL_TRY(today_of(organisation, write.now));
  const Date end = std::min(run.through, today);
  if (organisation.closed_through && *organisation.closed_through >= end) return {};
  organisation.closed_through = end;
  SATCHEL_TRY(save_closed_cycle(write.tx, end, write.now));
  organisation.version += 1;
  SATCHEL_TRY(save_organisation(write.tx, organisation));
  changes.push_back({{AggregateKind::organisation, "-"}, AccountId()});
  return {};
}

}  // namespace

Result<BillDecision<bool>> advance_posting(const ServerContext& context, const UserId& by,
                                           const BillRunId& id, std::int64_t invoices_max) {
  using Answer = BillDecision<bool>;
  const auto tx = SATCHEL_TRY(context.database.begin());
  const ServerWrite write = write_in(context, *tx);
  auto run = SATCHEL_TRY(lock_run(*tx, id));
  if (!run) return Answer(tl::unexpected(run.error()));
  if (run->state == BillRunState::posted) return Answer(false);
  if (run->state != BillRunState::ready && run->state != BillRunState::posting) {
    return Answer(tl::unexpected(BillRefusal::run_not_ready));
  }

  auto drafts = SATCHEL_TRY(load_drafts(*tx, id, invoices_max));
  const bool more = static_cast<std::int64_t>(drafts.size()) == invoices_max;
  auto settled = SATCHEL_TRY(settle(write, *run, std::move(drafts)));
  const Organisation organisation = SATCHEL_TRY(organisation_in(*tx));
  const Date today = SATCHEL_TRY(today_of(organisation, write.now));
  const auto posted = SATCHEL_TRY(post_invoices(*tx, std::move(settled), today));
  std::vector<FeedEntry> changes;
  for (const Invoice& invoice : posted) {
    for (AggregateRef& ref : touched_by(invoice)) {
      changes.push_back({std::move(ref), invoice.account_id});
    }
    SATCHEL_TRY(publish_event(write, WebhookEvent::invoice_posted, event_data(invoice)));
  }
  if (run->state == BillRunState::ready) SATCHEL_TRY(audit_run(write, by, *run, "post_bill_run"));
  run->state = more ? BillRunState::posting : BillRunState::posted;
  if (!more) SATCHEL_TRY(close_cycle(write, *run, changes));
  SATCHEL_TRY(save_bill_run(*tx, *run));
  SATCHEL_TRY(append_feed(write, changes));
  SATCHEL_TRY(tx->commit());
  return Answer(more);
}

Result<BillDecision<BillRun>> post_run(const ServerContext& context, const UserId& by,
                                       const BillRunId& id) {
  while (true) {
    const auto more = SATCHEL_TRY(advance_posting(context, by, id));
    if (!more) return BillDecision<BillRun>(tl::unexpected(more.error()));
    if (!*more) return load_run(context, id);
  }
}

Result<BillDecision<BillRun>> schedule_posting(const ServerContext& context, const UserId& by,
                                               const BillRunId& id, std::optional<Timestamp> at) {
  auto tx = SATCHEL_TRY(context.database.begin());
  auto run = SATCHEL_TRY(lock_run(*tx, id));
  if (!run) return run;
  if (run->state != BillRunState::running && run->state != BillRunState::ready) {
    return BillDecision<BillRun>(tl::unexpected(BillRefusal::run_not_ready));
  }
  run->post_at = at;
  run->post_by = by;
  SATCHEL_TRY(save_bill_run(*tx, *run));
  SATCHEL_TRY(audit_run(write_in(context, *tx), by, *run, "schedule_bill_run"));
  SATCHEL_TRY(tx->commit());
  tx.reset();
  return load_run(context, id);
}

Result<void> post_due_run(const ServerContext& context) {
  std::optional<BillRun> open;
  {
    const auto tx = SATCHEL_TRY(context.database.begin(Access::read));
    open = SATCHEL_TRY(find_open_bill_run(*tx));
  }
  const bool due = open && open->state != BillRunState::running && open->post_at &&
                   *open->post_at <= context.now;
  if (!due) return {};
  const auto posted = SATCHEL_TRY(post_run(context, open->post_by, open->id));
  if (posted) return {};
  return fail(ErrorCode::conflict, std::string(describe(posted.error())));
}

}  // namespace satchel::server
