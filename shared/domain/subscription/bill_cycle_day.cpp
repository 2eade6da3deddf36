// Keeps what is billed on the old day and begins the rest on the new one.
#include "shared/domain/subscription/bill_cycle_day.h"

#include <algorithm>
#include <string>

#include "shared/domain/access/permission.h"

namespace satchel {
namespace {

constexpr int billing_dates_searched = 48;  // For a year with 29 February, too.

bool follows_account(const BillableCharge& charge) {
  const PeriodUnit unit = charge.every.unit;
  const bool by_day = unit == PeriodUnit::day || unit == PeriodUnit::week;
  return charge.kind != ChargeKind::one_time && !charge.alignment && !by_day;
}

unsigned day_of(Date day) { return static_cast<unsigned>(day.day()); }

/// The alignment to a day on which a period begins that leads to the same periods: of short months
/// the longest remembers the day of the month.
Alignment pinned(const BillableCharge& charge, unsigned old_day) {
  const Alignment followed = align_to_day(charge.every, charge.start, old_day);
  Date longest = followed.origin;
  for (int index = 1; index < billing_dates_searched; ++index) {
    const Date earlier = billing_date(charge.every, followed, -index);
    if (day_of(earlier) > day_of(longest)) longest = earlier;
  }
  return align_to_start(longest);
}

std::optional<Date> billed_to(const BillCycleDayFacts& facts, const BillableCharge& charge) {
  std::optional<Date> end;
  for (const ChargeSlot& slot : facts.slots) {
    if (slot.charge_id != charge.id) continue;
    end = end ? std::max(*end, slot.period.end) : slot.period.end;
  }
  return end;
}

/// Collects the change; ids of new charges derive as those of other changes do.
class DayChange {
 public:
  explicit DayChange(const BillCycleDayFacts& facts) : facts_(facts) {}

  void take(const BillableCharge& charge) {
    const auto billed = billed_to(facts_, charge);
    if (charge.start > facts_.today && !billed) return;  // It has not begun: the new day is its.
    BillableCharge kept = charge;
    kept.alignment = pinned(charge, facts_.account->bill_cycle_day);
    if (charge.paused) {
      kept.paused = false;
      BillableCharge waiting = charge;  // Empty, until it is resumed.
      waiting.start = *charge.closed_on;
      waiting.end = charge.closed_on;
      begin(std::move(waiting));
    } else {
      const Date from = std::max(charge.start, facts_.today);
      Date until = period_holding(charge.every, *kept.alignment, from).end;
      if (billed) until = std::max(until, *billed);
      if (!charge.end || until < *charge.end) {
        BillableCharge next = charge;
        next.start = until;
        begin(std::move(next));
        kept.end = kept.closed_on = until;
      }
    }
    change_.kept.push_back(std::move(kept));
  }

  BillCycleDayChange finish(Account account) {
    change_.account = std::move(account);
    return std::move(change_);
  }

 private:
  void begin(BillableCharge charge) {
    const auto same = [&](const BillableCharge& each) {
      return each.subscription_id == charge.subscription_id;
    };
    const auto count = std::count_if(facts_.charges.begin(), facts_.charges.end(), same) +
                       std::count_if(change_.begun.begin(), change_.begun.end(), same);
    charge.id =
        BillableChargeId::derive(charge.subscription_id.text(), "change/" + std::to_string(count));
    change_.begun.push_back(std::move(charge));
  }

  const BillCycleDayFacts& facts_;
  BillCycleDayChange change_;
};

}  // namespace

Decision<BillCycleDayChange> change_bill_cycle_day(const BillCycleDayFacts& facts, unsigned day) {
  if (!may(facts.actor.role, Permission::subscription_change)) {
    return reject(Reason::role_not_allowed);
  }
  if (!facts.account || !in_scope(facts.actor, facts.account->territories)) {
    return reject(Reason::account_not_found);
  }
  if (day < 1 || day > 31 || day == facts.account->bill_cycle_day) {
    return reject(Reason::field_invalid, "bill_cycle_day");
  }
  DayChange change(facts);
  for (const BillableCharge& charge : facts.charges) {
    if (follows_account(charge)) change.take(charge);
  }
  Account account = *facts.account;
  account.history.push_back({facts.at, facts.actor.name, AccountAction::edited, "bill_cycle_day"});
  account.bill_cycle_day = day;
  return change.finish(std::move(account));
}

}  // namespace satchel
