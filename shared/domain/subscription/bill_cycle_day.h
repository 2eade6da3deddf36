// A change of the bill cycle day: which charges end on the old day, and which begin on the new one.
#pragma once

#include <optional>
#include <vector>

#include "shared/domain/access/actor.h"
#include "shared/domain/account/account.h"
#include "shared/domain/billing/billable_charge.h"
#include "shared/domain/rejection.h"

namespace satchel {

/// What the decision needs to know. All charges of the account, whenever they start.
struct BillCycleDayFacts {
  Actor actor;
  Timestamp at;
  Date today = date(1970, 1, 1);  // Civil date in the organisation's time zone.
  std::optional<Account> account;
  std::vector<BillableCharge> charges;
  std::vector<ChargeSlot> slots;  // Of live lines, in any order.
};

/// The account with its new day, the charges that now end or keep to the old day, and those that
/// follow them.
struct BillCycleDayChange {
  Account account;
  std::vector<BillableCharge> kept;
  std::vector<BillableCharge> begun;
};

/// Returns the account with the bill cycle day `day`, 1 to 31. Each charge by months or years that
/// follows the account's day goes on to the end of its current period, or as far as it was billed;
/// from there on its periods follow the new day, beginning with a shorter one, so that no day is
/// charged twice and nothing is credited. What ended already and what was billed keeps to the old
/// day. A paused charge is resumed on the new day. Refuses: a role that may not change
/// subscriptions, an unknown account, a day out of range and the day that it is.
Decision<BillCycleDayChange> change_bill_cycle_day(const BillCycleDayFacts& facts, unsigned day);

}  // namespace satchel
