// Moves an account between territories.
#include "server/sync/territory_move.h"

#include "server/store/audit_log.h"
#include "server/store/feed_store.h"
#include "server/store/user_store.h"
#include "shared/store/account_store.h"

namespace satchel::server {

Result<void> move_account(const ServerWrite& write, const UserId& by, const AccountId& account,
                          const std::vector<TerritoryId>& territories) {
  SATCHEL_TRY(write.database.lock_account(write.tx, account));
  auto moved = SATCHEL_TRY(find_account(write.tx, account));
  if (!moved) return fail(ErrorCode::not_found, "no account " + account.text());
  SATCHEL_TRY(raise_scope_versions(write.tx, moved->territories));
  SATCHEL_TRY(raise_scope_versions(write.tx, territories));
  moved->territories = territories;
  moved->version += 1;
  SATCHEL_TRY(save_account(write.tx, *moved));

  AuditRow row;
  row.user_id = by;
  row.action = "move_account";
  row.subject = "account:" + account.text();
  row.detail = std::to_string(territories.size()) + " territories";
  SATCHEL_TRY(append_audit(write, row));
  const FeedEntry entry{{AggregateKind::account, account.text()}, account};
  return append_feed(write, {&entry, 1});
}

}  // namespace satchel::server
