// Closes months of the ledger.
#include "server/billing/close_month.h"

#include "server/store/audit_log.h"
#include "server/store/bill_run_store.h"
#include "server/store/civil_date.h"
#include "shared/domain/access/permission.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

/// Why the month that begins on `first` cannot be closed; nothing when it can.
Result<std::optional<Reason>> problem_of_month(const ServerWrite& write, Date first) {
  using Problem = std::optional<Reason>;
  const auto organisation = SATCHEL_TRY(find_organisation(write.tx));
  if (!organisation) return fail(ErrorCode::not_found, "There is no organisation yet.");
  const Date next = add_months(first, 1, 1);
  if (SATCHEL_TRY(today_of(*organisation, write.now)) < next) {
    return Problem(Reason::month_not_over);
  }
  const auto open = SATCHEL_TRY(find_first_open_day(write.tx));
  if (open && first < *open) return Problem(Reason::month_closed);
  const auto run = SATCHEL_TRY(find_open_bill_run(write.tx));
  if (run && run->through < next) return Problem(Reason::bill_run_open);
  return Problem();
}

}  // namespace

Result<Decision<ClosedMonth>> close_month(const ServerWrite& write, const Actor& actor,
                                          const std::string& month) {
  using Answer = Decision<ClosedMonth>;
  if (!may(actor.role, Permission::ledger_close)) return Answer(reject(Reason::role_not_allowed));
  const auto first = parse_date(month + "-01");
  if (!first) return Answer(reject(Reason::field_invalid, "month"));
  if (const auto problem = SATCHEL_TRY(problem_of_month(write, *first))) {
    return Answer(reject(*problem, "month"));
  }
  const ClosedMonth closed{month, write.now, actor.user_id};
  SATCHEL_TRY(add_closed_month(write.tx, closed));
  AuditRow row;
  row.user_id = actor.user_id;
  row.action = "close_month";
  row.subject = "ledger:" + month;
  SATCHEL_TRY(append_audit(write, row));
  return Answer(closed);
}

}  // namespace satchel::server
