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
    CHECK(bill(charge, slots, date(2012, 4, 2)).front().amount == usd(0));
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
}

}  // namespace satchel::charge_lines_test
