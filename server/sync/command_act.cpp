// Locks, date and audit row of a command.
#include "server/sync/command_act.h"

#include <set>

#include "server/store/civil_date.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"
#include "shared/store/payment_store.h"

namespace satchel::server {
namespace {

/// The account behind the order or payment that the command names; empty for none.
Result<AccountId> account_behind(Transaction& tx, const Command& command) {
  const AggregateRef target = target_of(command);
  if (target.kind == AggregateKind::order) {
    const auto order = SATCHEL_TRY(find_order(tx, OrderId::parse(target.id).value_or(OrderId())));
    return order ? order->document.account_id : AccountId();
  }
  if (target.kind == AggregateKind::payment) {
    const auto payment =
        SATCHEL_TRY(find_payment(tx, PaymentId::parse(target.id).value_or(PaymentId())));
    return payment ? payment->account_id : AccountId();
  }
  return AccountId();
}

}  // namespace

Result<void> lock_accounts(const ServerWrite& write, std::span<const Command> commands) {
  std::set<AccountId> accounts;
  for (const Command& command : commands) {
    accounts.insert(account_of(command));
    accounts.insert(SATCHEL_TRY(account_behind(write.tx, command)));
  }
  accounts.erase(AccountId());
  for (const AccountId& account : accounts) {
    SATCHEL_TRY(write.database.lock_account(write.tx, account));
  }
  return {};
}

Result<Date> today_in(const ServerWrite& write) {
  const auto organisation = SATCHEL_TRY(find_organisation(write.tx));
  if (!organisation) return utc_date(write.now);
  return today_of(*organisation, write.now);
}

AuditRow audit_row_of(const UserId& user, const Command& command, std::string outcome) {
  const AggregateRef target = target_of(command);
  AuditRow row;
  row.user_id = user;
  row.action = to_text(kind_of(command));
  row.subject = std::string(to_text(target.kind)) + ":" + target.id;
  row.detail = std::move(outcome);
  return row;
}

}  // namespace satchel::server
