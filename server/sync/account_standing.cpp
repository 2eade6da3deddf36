// Sets an account's standing.
#include "server/sync/account_standing.h"

#include "server/store/audit_log.h"
#include "server/store/feed_store.h"
#include "server/sync/command_act.h"
#include "shared/store/account_store.h"
#include "shared/store/dunning_store.h"

namespace satchel::server {
namespace {

Result<AccountFacts> facts_on(const ServerWrite& write, const Actor& actor, const AccountId& id) {
  SATCHEL_TRY(write.database.lock_account(write.tx, id));
  AccountFacts facts;
  facts.actor = actor;
  facts.account = SATCHEL_TRY(find_account(write.tx, id));
  facts.at = write.now;
  return facts;
}

/// Writes the decided account and tells the audit log and the devices.
Result<void> save_act(const ServerWrite& write, const Actor& actor, Account& account,
                      const char* action) {
  ++account.version;
  SATCHEL_TRY(save_account(write.tx, account));
  const std::string detail = account.history.empty() ? "" : account.history.back().detail;
  SATCHEL_TRY(append_audit(write, {.at = write.now,
                                   .user_id = actor.user_id,
                                   .action = action,
                                   .subject = "account:" + account.id.text(),
                                   .detail = detail}));
  const FeedEntry entry{{AggregateKind::account, account.id.text()}, account.id};
  return append_feed(write, {&entry, 1});
}

}  // namespace

Result<Decision<Account>> set_standing(const ServerWrite& write, const Actor& actor,
                                       const AccountId& id, const AccountStanding& standing) {
  const AccountFacts facts = SATCHEL_TRY(facts_on(write, actor, id));
  Decision<Account> decided = decide(facts, standing);
  if (!decided) return decided;
  if (decided->standing.hold_new_orders != facts.account->standing.hold_new_orders) {
    // From now on the hold is the office's own; no payment lifts it.
    const Date today = SATCHEL_TRY(today_in(write));
    SATCHEL_TRY(end_dunning_hold(write.tx, id, today));
  }
  SATCHEL_TRY(save_act(write, actor, *decided, "set_standing"));
  return decided;
}

Result<Decision<Account>> set_tax_exemption(const ServerWrite& write, const Actor& actor,
                                            const AccountId& id, const TaxExemption& exemption) {
  const AccountFacts facts = SATCHEL_TRY(facts_on(write, actor, id));
  Decision<Account> decided = decide(facts, exemption);
  if (decided) SATCHEL_TRY(save_act(write, actor, *decided, "set_tax_exemption"));
  return decided;
}

}  // namespace satchel::server
