// Sets an account's bill cycle day.
#include "server/sync/bill_cycle_day.h"

#include <string>

#include "server/store/audit_log.h"
#include "server/store/feed_store.h"
#include "server/sync/command_act.h"
#include "shared/domain/subscription/bill_cycle_day.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/usage_store.h"

namespace satchel::server {
namespace {

const Date whenever = date(9998, 12, 31);

Result<BillCycleDayFacts> load_day_facts(const ServerWrite& write, const Actor& actor,
                                         const AccountId& id) {
  BillCycleDayFacts facts;
  facts.actor = actor;
  facts.at = write.now;
  facts.today = SATCHEL_TRY(today_in(write));
  facts.account = SATCHEL_TRY(find_account(write.tx, id));
  if (!facts.account) return facts;
  BillFacts bill = SATCHEL_TRY(load_bill_facts(write.tx, *facts.account, whenever));
  facts.charges = std::move(bill.charges);
  facts.slots = std::move(bill.slots);
  return facts;
}

}  // namespace

Result<Decision<Account>> set_bill_cycle_day(const ServerWrite& write, const Actor& actor,
                                             const AccountId& id, unsigned day) {
  using Answer = Decision<Account>;
  SATCHEL_TRY(write.database.lock_account(write.tx, id));
  const BillCycleDayFacts facts = SATCHEL_TRY(load_day_facts(write, actor, id));
  const auto decided = change_bill_cycle_day(facts, day);
  if (!decided) return Answer(tl::unexpected<Rejection>(decided.error()));
  Account account = decided->account;
  ++account.version;  // An open bill run plans it again.
  SATCHEL_TRY(save_account(write.tx, account));
  for (const BillableCharge& charge : decided->kept) {
    SATCHEL_TRY(end_billable_charge(write.tx, charge));
  }
  for (const BillableCharge& charge : decided->begun) {
    SATCHEL_TRY(save_billable_charge(write.tx, charge));
    SATCHEL_TRY(assign_open_usage(write.tx, charge.subscription_id));
  }
  SATCHEL_TRY(append_audit(write, {.at = write.now,
                                   .user_id = actor.user_id,
                                   .action = "set_bill_cycle_day",
                                   .subject = "account:" + id.text(),
                                   .detail = std::to_string(facts.account->bill_cycle_day) +
                                             " to " + std::to_string(day)}));
  const FeedEntry entry{{AggregateKind::account, id.text()}, id};
  SATCHEL_TRY(append_feed(write, {&entry, 1}));
  return Answer(std::move(account));
}

}  // namespace satchel::server
