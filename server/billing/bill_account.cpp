// Bills one account in the transaction of its caller.
#include "server/billing/bill_account.h"

#include "server/billing/bill_run_act.h"
#include "server/billing/plan_account.h"
#include "server/store/audit_log.h"
#include "server/store/civil_date.h"
#include "server/store/event_data.h"
#include "server/store/feed_store.h"
#include "server/store/webhook_store.h"
#include "shared/execute/post_invoice.h"
#include "shared/store/billing_store.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

std::optional<BillRefusal> refusal_for(const Organisation& organisation, Date today, Date through) {
  if (organisation.legal_name.empty()) return BillRefusal::no_organisation;
  if (through > add_days(today, through_days_ahead_max)) return BillRefusal::through_too_far;
  return std::nullopt;
}

Result<void> tell(const ServerWrite& write, const UserId& by, const Invoice& posted) {
  std::vector<FeedEntry> changes;
  for (AggregateRef& ref : touched_by(posted)) {
    changes.push_back({std::move(ref), posted.account_id});
  }
  SATCHEL_TRY(publish_event(write, WebhookEvent::invoice_posted, event_data(posted)));
  AuditRow row;
  row.user_id = by;
  row.action = "bill_account";
  row.subject = "account:" + posted.account_id.text();
  row.detail = std::string(to_text(posted.kind)) + " " + std::to_string(posted.number);
  SATCHEL_TRY(append_audit(write, row));
  return append_feed(write, changes);
}

}  // namespace

Result<BillDecision<std::optional<Invoice>>> bill_account(const ServerWrite& write,
                                                          const UserId& by,
                                                          const AccountId& account_id,
                                                          Date through) {
  using Answer = BillDecision<std::optional<Invoice>>;
  SATCHEL_TRY(write.database.lock_account(write.tx, account_id));
  if (SATCHEL_TRY(find_open_bill_run(write.tx))) {
    return Answer(tl::unexpected(BillRefusal::another_run_open));
  }
  const auto organisation = SATCHEL_TRY(find_organisation(write.tx)).value_or(Organisation());
  const Date today = SATCHEL_TRY(today_of(organisation, write.now));
  if (const auto refusal = refusal_for(organisation, today, through)) {
    return Answer(tl::unexpected(*refusal));
  }
  if (SATCHEL_TRY(is_in_closed_month(write.tx, through))) {
    return Answer(tl::unexpected(BillRefusal::month_closed));
  }
  BillRun alone;
  alone.id = BillRunId::make(write.now, write.random);
  alone.through = through;
  AccountPlan plan = SATCHEL_TRY(plan_account(write.tx, alone, account_id, organisation.taxes));
  if (plan.account.outcome == BillRunOutcome::failed) {
    return fail(ErrorCode::invalid, plan.account.error);
  }
  if (!plan.invoice) return Answer(std::nullopt);
  plan.invoice->bill_run_id = {};
  SATCHEL_TRY(save_draft_invoice(write.tx, *plan.invoice));
  Invoice posted = SATCHEL_TRY(post_invoices(write.tx, {*plan.invoice}, today)).front();
  SATCHEL_TRY(tell(write, by, posted));
  return Answer(std::move(posted));
}

}  // namespace satchel::server
