// Opening and finding bill runs.
#include "server/billing/bill_run_act.h"

#include "server/store/audit_log.h"
#include "server/store/civil_date.h"
#include "shared/store/ledger_store.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {

std::string_view describe(BillRefusal refusal) {
  switch (refusal) {
    case BillRefusal::run_not_found:
      return "There is no such bill run; look at the list of runs.";
    case BillRefusal::another_run_open:
      return "Another bill run is open; post or discard it first.";
    case BillRefusal::through_too_far:
      return "The through date lies more than 31 days ahead; choose an earlier one.";
    case BillRefusal::run_not_ready:
      return "The bill run is not ready; wait until it is, or start a new one.";
    case BillRefusal::run_not_discardable:
      return "The bill run has begun to post or is only a dry run; it can not be discarded.";
    case BillRefusal::no_organisation:
      return "There is no organisation yet; create it first.";
    case BillRefusal::month_closed:
      return "The through date lies in a month that the ledger has closed; choose a later one.";
  }
  return "";
}

Result<BillDecision<BillRun>> make_run(const ServerContext& context, Transaction& tx,
                                       BillRun wanted) {
  using Answer = BillDecision<BillRun>;
  const auto organisation = SATCHEL_TRY(find_organisation(tx));
  if (!organisation) return Answer(tl::unexpected(BillRefusal::no_organisation));
  const Date today = SATCHEL_TRY(today_of(*organisation, context.now));
  if (wanted.through > add_days(today, through_days_ahead_max)) {
    return Answer(tl::unexpected(BillRefusal::through_too_far));
  }
  wanted.id = BillRunId::make(context.now, context.random);
  wanted.started_at = context.now;
  return Answer(std::move(wanted));
}

Result<bool> is_in_closed_month(Transaction& tx, Date day) {
  return SATCHEL_TRY(open_day_from(tx, day)) != day;
}

Result<BillDecision<BillRun>> load_run(const ServerContext& context, const BillRunId& id) {
  using Answer = BillDecision<BillRun>;
  const auto tx = SATCHEL_TRY(context.database.begin(Access::read));
  auto run = SATCHEL_TRY(find_bill_run(*tx, id));
  if (!run) return Answer(tl::unexpected(BillRefusal::run_not_found));
  return Answer(*std::move(run));
}

Result<BillDecision<BillRun>> lock_run(Transaction& tx, const BillRunId& id) {
  using Answer = BillDecision<BillRun>;
  // An update that changes nothing: the row stays locked until the transaction ends.
  SATCHEL_TRY(tx.run("UPDATE bill_run SET state = state WHERE id = $1", id));
  auto run = SATCHEL_TRY(find_bill_run_head(tx, id));
  if (!run) return Answer(tl::unexpected(BillRefusal::run_not_found));
  return Answer(*std::move(run));
}

Result<void> audit_run(const ServerWrite& write, const UserId& by, const BillRun& run,
                       std::string action) {
  AuditRow row;
  row.user_id = by;
  row.action = std::move(action);
  row.subject = "bill_run:" + run.id.text();
  row.detail = "through " + to_text(run.through);
  return append_audit(write, row);
}

}  // namespace satchel::server
