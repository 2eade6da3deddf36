// Charge lines: what a charge bills, and what it gives back when it ends early.
#include "shared/domain/billing/charge_lines.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "tests/support/builders.h"

namespace satchel::charge_lines_test {
namespace {

const BillingPolicy giving_back{Proration::actual_days, Rounding::half_up, true};

BillableCharge monthly(Date start) {
  BillableCharge charge;
  charge.id = id_of<BillableChargeId>(1);
  charge.name = "Support";
  charge.kind = ChargeKind::recurring;
  charge.unit_price = dec("249.95");
  charge.start = start;
  return charge;
}

/// Bills the charge, and keeps what the lines claim and give back.
std::vector<ChargeLine> bill(const BillableCharge& charge, std::vector<ChargeSlot>& slots,
                             Date through, const BillingPolicy& policy = giving_back) {
  const auto lines = plan_charge(charge, {slots, {}}, through, {2, policy});
  REQUIRE(lines);
  for (const ChargeLine& line : *lines) {
    if (line.kind != LineKind::credit) {
      slots.push_back({charge.id, line.period, line.amount});
      continue;
    }
    for (ChargeSlot& slot : slots) {
      if (slot.period.end != line.period.end) continue;
      slot.period.end = line.period.start;
      slot.amount = slot.amount + line.amount;
    }
  }
  return *lines;
}

}  // namespace

TEST_SUITE("charge lines") {
  TEST_CASE("what was billed beyond the end is given back by the same price and days, once") {
    BillableCharge charge = monthly(date(2012, 3, 2));
    std::vector<ChargeSlot> slots;
    CHECK(bill(charge, slots, date(2012, 3, 2)).front().amount == usd(24995));
    charge.end = date(2012, 3, 5);

    const auto lines = bill(charge, slots, date(2012, 3, 5));

    REQUIRE(lines.size() == 1);
    CHECK(lines[0].kind == LineKind::credit);
    CHECK(lines[0].period == Period{date(2012, 3, 5), date(2012, 4, 2)});
    CHECK(lines[0].amount == usd(-22576));
    CHECK(bill(charge, slots, date(2012, 6, 2)).empty());
  }

  TEST_CASE("a whole line is given back by its exact negative, and never more than is left") {
    BillableCharge charge = monthly(date(2012, 3, 2));
    std::vector<ChargeSlot> slots;
    bill(charge, slots, date(2012, 4, 2));
    charge.end = date(2012, 3, 2);
    const auto lines = bill(charge, slots, date(2012, 4, 2));
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].amount == usd(-24995));
    CHECK(lines[1].amount == usd(-24995));

    slots = {{charge.id, {date(2012, 3, 2), date(2012, 4, 2)}, usd(32)}};
    CHECK(bill(charge, slots, date(2012, 4, 2)).front().amount == usd(-32));
    slots = {{charge.id, {date(2012, 3, 2), date(2012, 4, 2)}, usd(0)}};
    CHECK(bill(charge, slots, date(2012, 4, 2)).empty());
  }

  TEST_CASE("without giving back, an early end changes nothing that was billed") {
    BillableCharge charge = monthly(date(2012, 3, 2));
    std::vector<ChargeSlot> slots;
    bill(charge, slots, date(2012, 3, 2), {});
    charge.end = date(2012, 3, 5);
    CHECK(bill(charge, slots, date(2012, 5, 2), {}).empty());
  }

  TEST_CASE("in arrears, a closed charge bills its last part at once") {
    BillableCharge charge = monthly(date(2024, 4, 24));
    charge.timing = ChargeTiming::in_arrears;
    charge.alignment = align_to_day(charge.every, date(2024, 4, 24), 1);
    charge.unit_price = dec("20.00");
    charge.end = date(2024, 4, 27);
    std::vector<ChargeSlot> slots;
    CHECK(bill(charge, slots, date(2024, 4, 26)).empty());
    charge.closed_on = date(2024, 4, 26);
    const auto lines = bill(charge, slots, date(2024, 4, 26));
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].share == Share{3, 30});
    CHECK(lines[0].amount == usd(200));
  }

  TEST_CASE("a charge with tiers bills the rated price, prorated and rounded once") {
    BillableCharge charge = monthly(date(2026, 1, 2));
    charge.quantity = 15;
    charge.model = ChargeModel::tiered;
    charge.terms.tiers = {{dec("10"), dec("1"), {}, {1, 0}}, {{}, dec("0.5"), {}, {1, 0}}};
    std::vector<ChargeSlot> slots;
    CHECK(bill(charge, slots, date(2026, 1, 2)).front().amount == usd(1250));
    charge.end = date(2026, 1, 12);
    CHECK(bill(charge, slots, date(2026, 1, 12)).front().amount == usd(-847));
  }

  TEST_CASE("charges less credits are the bill of the final history, but for half a cent a line") {
    CHECK(rc::check([] {
      BillableCharge charge = monthly(add_days(date(2023, 12, 1), *rc::gen::inRange(0, 120)));
      charge.every = {*rc::gen::inRange<std::int64_t>(1, 5),
                      *rc::gen::element(PeriodUnit::week, PeriodUnit::month)};
      charge.unit_price = {*rc::gen::inRange<std::int64_t>(0, 10'000'000), 3};
      BillingPolicy policy = giving_back;
      policy.proration = *rc::gen::element(Proration::actual_days, Proration::thirty_days);
      policy.rounding = *rc::gen::element(Rounding::half_up, Rounding::half_even);
      std::vector<ChargeSlot> slots;
      std::int64_t lines = 0;
      std::int64_t sum = 0;
      Date through = charge.start;
      const auto run = [&] {
        for (const ChargeLine& line : bill(charge, slots, through, policy)) {
          ++lines;
          sum += line.amount.minor;
        }
      };
      for (int step = 0; step < 4; ++step) {
        through = add_days(through, *rc::gen::inRange(0, 90));
        run();
        const Date end = add_days(charge.start, *rc::gen::inRange(0, 300));
        charge.end = charge.end ? std::min(*charge.end, end) : end;
        run();
      }
      through = add_days(charge.start, 1000);
      run();
      std::vector<ChargeSlot> none;
      std::int64_t from_scratch = 0;
      for (const ChargeLine& line : bill(charge, none, through, policy)) {
        ++lines;
        from_scratch += line.amount.minor;
      }
      RC_ASSERT(std::abs(sum - from_scratch) * 2 <= lines);
    }));
  }

  TEST_CASE("usage is rated by period when that is over, and late usage adds the difference") {
    BillableCharge charge = monthly(date(2026, 1, 10));
    charge.kind = ChargeKind::usage;
    charge.timing = ChargeTiming::in_arrears;
    charge.model = ChargeModel::tiered;
    charge.terms.tiers = {{dec("100"), dec("1"), {}, {1, 0}}, {{}, dec("0.5"), {}, {1, 0}}};
    std::vector<ChargeUsage> usage{{charge.id, date(2026, 1, 10), dec("60"), false},
                                   {charge.id, date(2026, 2, 1), dec("60.5"), false},
                                   {charge.id, date(2026, 2, 2), dec("7"), false}};
    const BillingTerms terms{2, giving_back};
    const auto plan = [&](const std::vector<ChargeSlot>& slots, Date through) {
      const auto lines = plan_charge(charge, {slots, usage}, through, terms);
      REQUIRE(lines);
      return *lines;
    };
    CHECK(plan({}, date(2026, 2, 1)).empty());

    const auto first = plan({}, date(2026, 2, 2));
    REQUIRE(first.size() == 1);
    CHECK(first[0].kind == LineKind::usage);
    CHECK(*first[0].usage == dec("120.5"));
    CHECK(first[0].amount == usd(11025));

    // 20 units read on 31 January come in after the period was billed.
    usage[0].billed = usage[1].billed = true;
    usage.insert(usage.begin() + 1, {charge.id, date(2026, 1, 31), dec("20"), false});
    const std::vector<ChargeSlot> slots{{charge.id, first[0].period, first[0].amount}};
    const auto second = plan(slots, date(2026, 3, 2));
    REQUIRE(second.size() == 2);
    CHECK(second[0].kind == LineKind::late_usage);
    CHECK(second[0].period == first[0].period);
    CHECK(*second[0].usage == dec("140.5"));
    CHECK(second[0].amount == usd(1000));
    CHECK(second[1].amount == usd(700));
  }

  TEST_CASE("a true-up brings usage up to the minimum spend of the days served") {
    BillableCharge charge = monthly(date(2026, 1, 2));
    charge.kind = ChargeKind::usage;
    charge.timing = ChargeTiming::in_arrears;
    charge.unit_price = dec("2");
    charge.terms.minimum_spend = dec("31");
    charge.end = date(2026, 2, 16);
    const std::vector<ChargeUsage> usage{{charge.id, date(2026, 1, 5), dec("20"), false},
                                         {charge.id, date(2026, 2, 3), dec("3"), false}};
    const auto lines =
        plan_charge(charge, {{}, usage}, date(2026, 3, 2), BillingTerms{2, giving_back});
    REQUIRE(lines);
    REQUIRE(lines->size() == 3);
    CHECK((*lines)[0].amount == usd(4000));
    CHECK((*lines)[1].amount == usd(600));
    CHECK((*lines)[2].kind == LineKind::true_up);
    CHECK((*lines)[2].amount == usd(950));  // 14 of 28 days: 15.50 less 6.00.
  }
}

}  // namespace satchel::charge_lines_test
