// Sets an account's standing.
#include "server/sync/account_standing.h"

#include "server/store/audit_log.h"
#include "server/store/feed_store.h"
#include "server/sync/command_act.h"
#include "shared/store/account_store.h"
#include "shared/store/dunning_store.h"

namespace satchel::server {

Result<Decision<Account>> set_standing(const ServerWrite& write, const Actor& actor,
                                       const AccountId& id, const AccountStanding& standing) {
  SATCHEL_TRY(write.database.lock_account(write.tx, id));
  AccountFacts facts;
  facts.actor = actor;
  facts.account = SATCHEL_TRY(find_account(write.tx, id));
  facts.at = write.now;
  Decision<Account> decided = decide(facts, standing);
  if (!decided) return decided;
  if (decided->standing.hold_new_orders != facts.account->standing.hold_new_orders) {
    // From now on the hold is the office's own; no payment lifts it.
    const Date today = SATCHEL_TRY(today_in(write));
    SATCHEL_TRY(end_dunning_hold(write.tx, id, today));
  }
  ++decided->version;
  SATCHEL_TRY(save_account(write.tx, *decided));
  const std::string detail = decided->history.empty() ? "" : decided->history.back().detail;
  SATCHEL_TRY(append_audit(write, {.at = write.now,
                                   .user_id = actor.user_id,
                                   .action = "set_standing",
                                   .subject = "account:" + id.text(),
                                   .detail = detail}));
  const FeedEntry entry{{AggregateKind::account, id.text()}, id};
  SATCHEL_TRY(append_feed(write, {&entry, 1}));
  return decided;
}

}  // namespace satchel::server
