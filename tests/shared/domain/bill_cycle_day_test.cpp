// A change of the bill cycle day: shorter periods once, no day billed twice or never.
#include "shared/domain/subscription/bill_cycle_day.h"

#include <doctest/doctest.h>

#include <random>

#include "shared/domain/billing/plan_bill.h"
#include "tests/support/builders.h"

namespace satchel::bill_cycle_day_test {
namespace {

Actor a_clerk() { return {id_of<UserId>(806), "Clara Clerk", Role::clerk, {}}; }

BillableCharge a_monthly_charge(Date start, std::string_view price = "31.00") {
  BillableCharge charge;
  charge.id = id_of<BillableChargeId>(1);
  charge.account_id = a_company_account().id;
  charge.subscription_id = id_of<SubscriptionId>(1);
  charge.order_number = 1001;
  charge.name = "Support";
  charge.kind = ChargeKind::recurring;
  charge.unit_price = dec(price);
  charge.start = start;
  return charge;
}

/// An account with its charges, which are billed and changed as time goes on.
struct Cycles {
  BillFacts facts;
  std::vector<Period> billed;

  Cycles(std::vector<BillableCharge> charges, unsigned day) {
    facts.account = a_company_account();
    facts.account.bill_cycle_day = day;
    facts.charges = std::move(charges);
  }

  /// What a bill through the day asks for.
  Money bill(Date through) {
    const auto planned = plan_bill(facts, through, id_of<InvoiceId>(1));
    REQUIRE(planned);
    if (!*planned) return usd(0);
    for (const InvoiceLine& line : (*planned)->lines) {
      REQUIRE(line.kind == LineKind::recurring);
      facts.slots.push_back({line.charge_id, line.period, line.amount});
      billed.push_back(line.period);
    }
    return (*planned)->total;
  }

  Decision<BillCycleDayChange> move(unsigned day, Date today, const Actor& actor = a_clerk()) {
    auto changed = change_bill_cycle_day(
        {actor, test_now, today, facts.account, facts.charges, facts.slots}, day);
    if (!changed) return changed;
    for (const BillableCharge& kept : changed->kept) {
      const auto same = [&](const BillableCharge& each) { return each.id == kept.id; };
      *std::find_if(facts.charges.begin(), facts.charges.end(), same) = kept;
    }
    facts.charges.insert(facts.charges.end(), changed->begun.begin(), changed->begun.end());
    facts.account = changed->account;
    return changed;
  }
};

TEST_SUITE("change of the bill cycle day") {
  TEST_CASE("what was billed stands, one shorter period leads to the new day") {
    Cycles cycles({a_monthly_charge(date(2026, 12, 1))}, 1);
    CHECK(cycles.bill(date(2026, 12, 2)) == usd(3'100));

    const auto changed = cycles.move(15, date(2026, 12, 10));

    REQUIRE(changed);
    CHECK(changed->account.bill_cycle_day == 15);
    CHECK(changed->account.history.back().detail == "bill_cycle_day");
    CHECK(cycles.bill(date(2026, 12, 31)) == usd(0));
    // 1 to 14 January of the period from 15 December to 14 January, which has 31 days.
    CHECK(cycles.bill(date(2027, 1, 1)) == usd(1'400));
    CHECK(cycles.bill(date(2027, 1, 15)) == usd(3'100));
    CHECK(cycles.billed.back() == Period{date(2027, 1, 15), date(2027, 2, 15)});
    CHECK(cycles.bill(date(2027, 2, 15)) == usd(3'100));
  }

  TEST_CASE("in arrears the old period is billed whole, then the shorter one") {
    BillableCharge charge = a_monthly_charge(date(2026, 12, 1));
    charge.timing = ChargeTiming::in_arrears;
    Cycles cycles({charge}, 1);
    REQUIRE(cycles.move(15, date(2026, 12, 10)));

    CHECK(cycles.bill(date(2026, 12, 15)) == usd(0));
    CHECK(cycles.bill(date(2027, 1, 1)) == usd(3'100));
    CHECK(cycles.bill(date(2027, 1, 15)) == usd(1'400));
  }

  TEST_CASE("what was billed ahead moves the change behind it") {
    Cycles cycles({a_monthly_charge(date(2026, 12, 1))}, 1);
    cycles.bill(date(2027, 2, 1));
    REQUIRE(cycles.move(10, date(2026, 12, 10)));

    CHECK(cycles.bill(date(2027, 2, 28)) == usd(0));
    cycles.bill(date(2027, 3, 1));
    CHECK(cycles.billed.back() == Period{date(2027, 3, 1), date(2027, 3, 10)});
  }

  TEST_CASE("the 31st is remembered through short months, before the change and after it") {
    Cycles cycles({a_monthly_charge(date(2027, 2, 10))}, 31);
    cycles.bill(date(2027, 3, 31));
    REQUIRE(cycles.move(30, date(2027, 4, 2)));
    CHECK(cycles.facts.charges[0].alignment->day == 31);
    cycles.bill(date(2027, 6, 30));

    const std::vector<Period> expected{
        {date(2027, 2, 10), date(2027, 2, 28)}, {date(2027, 2, 28), date(2027, 3, 31)},
        {date(2027, 3, 31), date(2027, 4, 30)}, {date(2027, 4, 30), date(2027, 5, 30)},
        {date(2027, 5, 30), date(2027, 6, 30)}, {date(2027, 6, 30), date(2027, 7, 30)}};
    CHECK(cycles.billed == expected);
  }

  TEST_CASE("what has its own day, has ended, comes later or is charged once keeps what it has") {
    BillableCharge own = a_monthly_charge(date(2026, 12, 1));
    own.alignment = align_to_start(own.start);
    BillableCharge ended = a_monthly_charge(date(2026, 11, 1));
    ended.id = id_of<BillableChargeId>(2);
    ended.end = date(2026, 12, 5);
    BillableCharge later = a_monthly_charge(date(2027, 3, 7));
    later.id = id_of<BillableChargeId>(3);
    BillableCharge once = a_monthly_charge(date(2026, 12, 1));
    once.id = id_of<BillableChargeId>(4);
    once.kind = ChargeKind::one_time;
    BillableCharge weekly = a_monthly_charge(date(2026, 12, 1));
    weekly.id = id_of<BillableChargeId>(5);
    weekly.every = {1, PeriodUnit::week};
    Cycles cycles({own, ended, later, once, weekly}, 1);

    const auto changed = cycles.move(15, date(2026, 12, 10));

    REQUIRE(changed);
    CHECK(changed->begun.empty());
    REQUIRE(changed->kept.size() == 1);
    CHECK(changed->kept[0].id == ended.id);
    CHECK(changed->kept[0].end == ended.end);
    CHECK_FALSE(changed->kept[0].closed_on);
  }

  TEST_CASE("a paused charge waits for being resumed on the new day") {
    BillableCharge charge = a_monthly_charge(date(2026, 12, 1));
    charge.end = charge.closed_on = date(2026, 12, 5);
    charge.paused = true;
    Cycles cycles({charge}, 1);

    const auto changed = cycles.move(15, date(2026, 12, 10));

    REQUIRE(changed);
    CHECK_FALSE(changed->kept[0].paused);
    CHECK(changed->kept[0].alignment == align_to_start(date(2026, 12, 1)));
    REQUIRE(changed->begun.size() == 1);
    CHECK(changed->begun[0].paused);
    CHECK_FALSE(changed->begun[0].alignment);
    CHECK(changed->begun[0].start == changed->begun[0].end);
  }

  TEST_CASE("it is refused to a rep, for the day that it is and for no day of a month") {
    Cycles cycles({a_monthly_charge(date(2026, 12, 1))}, 1);
    const Date today = date(2026, 12, 10);
    CHECK(cycles.move(15, today, a_rep()).error().reason == Reason::role_not_allowed);
    for (const unsigned day : {0U, 1U, 32U}) {
      CHECK(cycles.move(day, today).error().reason == Reason::field_invalid);
    }
    cycles.facts.account.territories = {east};
    CHECK(cycles.move(15, today).has_value());
  }

  TEST_CASE("however often the day is moved, the periods tile the time from the start on") {
    std::mt19937 random(11);
    const auto some_day = [&] { return 1 + static_cast<unsigned>(random() % 31); };
    for (int walk = 0; walk < 200; ++walk) {
      BillableCharge charge =
          a_monthly_charge(add_days(date(2026, 12, 1), static_cast<std::int64_t>(random() % 40)));
      charge.every = {1 + static_cast<std::int64_t>(random() % 3), PeriodUnit::month};
      charge.timing = random() % 2 == 0 ? ChargeTiming::in_advance : ChargeTiming::in_arrears;
      Cycles cycles({charge}, some_day());
      Date today = charge.start;
      for (int step = 0; step < 30; ++step) {
        today = add_days(today, static_cast<std::int64_t>(random() % 40));
        if (random() % 3 == 0) cycles.move(some_day(), today);
        cycles.bill(today);
      }
      Date reached = charge.start;
      for (const Period& period : cycles.billed) {
        CAPTURE(walk);
        REQUIRE(period.start == reached);
        REQUIRE(period.start < period.end);
        reached = period.end;
      }
      CHECK(add_days(today, -100) < reached);
    }
  }
}

}  // namespace
}  // namespace satchel::bill_cycle_day_test
