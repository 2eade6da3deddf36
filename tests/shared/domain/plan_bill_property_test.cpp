// What holds for every bill: periods tile, a second plan adds nothing, totals are sums.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "shared/domain/billing/plan_bill.h"
#include "tests/support/builders.h"

namespace satchel::plan_bill_property_test {
namespace {

Date any_day(Date from, int days) { return add_days(from, *rc::gen::inRange(0, days)); }

BillableCharge any_charge(int number) {
  BillableCharge charge;
  charge.id = id_of<BillableChargeId>(number);
  charge.account_id = a_company_account().id;
  charge.order_id = an_order_id(number);
  charge.order_number = 1000 + number;
  charge.name = "Charge " + std::to_string(number);
  charge.kind = *rc::gen::element(ChargeKind::one_time, ChargeKind::recurring);
  charge.model = *rc::gen::element(ChargeModel::flat, ChargeModel::per_unit);
  charge.timing = *rc::gen::element(ChargeTiming::in_advance, ChargeTiming::in_arrears);
  charge.quantity = *rc::gen::inRange(1, 1000);
  charge.unit_price = {*rc::gen::inRange<std::int64_t>(0, 1'000'000), *rc::gen::inRange(0, 4)};
  charge.discount_ppm = *rc::gen::inRange(0, 1'000'001);
  charge.start = any_day(date(2023, 11, 1), 500);
  if (*rc::gen::arbitrary<bool>()) charge.end = add_days(charge.start, *rc::gen::inRange(1, 400));
  return charge;
}

BillFacts any_facts() {
  Account account = a_company_account();
  account.bill_cycle_day = *rc::gen::inRange<unsigned>(1, 32);
  BillFacts facts{account, {}, {}};
  const int count = *rc::gen::inRange(1, 6);
  for (int number = 1; number <= count; ++number) facts.charges.push_back(any_charge(number));
  return facts;
}

std::optional<Invoice> plan(const BillFacts& facts, Date through) {
  auto planned = plan_bill(facts, through, id_of<InvoiceId>(1));
  RC_ASSERT(planned.has_value());
  return *planned;
}

void claim(BillFacts& facts, const std::optional<Invoice>& invoice) {
  if (!invoice) return;
  for (const InvoiceLine& line : invoice->lines) {
    facts.slots.push_back({line.charge_id, line.period});
  }
}

}  // namespace

TEST_SUITE("plan_bill properties") {
  TEST_CASE("the periods of a charge tile the time from its start without gap or overlap") {
    CHECK(rc::check([] {
      BillableCharge charge = any_charge(1);
      charge.kind = ChargeKind::recurring;
      const auto day = *rc::gen::inRange<unsigned>(1, 32);
      const Date through = any_day(charge.start, 800);
      Date expected = charge.start;
      for (const Period& period : due_periods(charge, day, through)) {
        RC_ASSERT(period.start == expected);
        RC_ASSERT(period.start < period.end);
        RC_ASSERT(days_between(period.start, period.end) <= 31);
        RC_ASSERT(!charge.end || period.end <= *charge.end);
        expected = period.end;
      }
    }));
  }

  TEST_CASE("a bill is the sum of its lines, and no line lies beyond what is due") {
    CHECK(rc::check([] {
      const BillFacts facts = any_facts();
      const Date through = any_day(date(2024, 1, 1), 800);
      const auto invoice = plan(facts, through);
      if (!invoice) return;
      Money sum = usd(0);
      for (const InvoiceLine& line : invoice->lines) {
        sum = sum + line.amount;
        RC_ASSERT(line.period.start <= through);
        RC_ASSERT(line.days_billed <= line.days_in_period);
        RC_ASSERT(line.amount.minor >= 0);
      }
      RC_ASSERT(sum == invoice->total);
    }));
  }

  TEST_CASE("planning again with the slots of the first plan adds nothing") {
    CHECK(rc::check([] {
      BillFacts facts = any_facts();
      const Date through = any_day(date(2024, 1, 1), 800);
      claim(facts, plan(facts, through));
      RC_ASSERT(!plan(facts, through));
    }));
  }

  TEST_CASE("however the cycles are cut, the same periods are billed, each once") {
    CHECK(rc::check([] {
      const BillFacts fresh = any_facts();
      const Date last = any_day(date(2024, 6, 1), 500);
      const auto at_once = plan(fresh, last);
      BillFacts stepped = fresh;
      std::int64_t lines = 0;
      std::int64_t total_minor = 0;
      for (Date through = date(2023, 12, 1); through < last;
           through = any_day(add_days(through, 1), 90)) {
        const auto invoice = plan(stepped, through);
        claim(stepped, invoice);
        if (!invoice) continue;
        lines += static_cast<std::int64_t>(invoice->lines.size());
        total_minor += invoice->total.minor;
      }
      const auto rest = plan(stepped, last);
      if (rest) {
        lines += static_cast<std::int64_t>(rest->lines.size());
        total_minor += rest->total.minor;
      }
      RC_ASSERT(lines == (at_once ? static_cast<std::int64_t>(at_once->lines.size()) : 0));
      RC_ASSERT(total_minor == (at_once ? at_once->total.minor : 0));
    }));
  }

  TEST_CASE("planning is the same for the same facts, in whatever order they come") {
    CHECK(rc::check([] {
      const BillFacts facts = any_facts();
      BillFacts turned = facts;
      turned.charges = {facts.charges.rbegin(), facts.charges.rend()};
      const Date through = any_day(date(2024, 1, 1), 800);
      RC_ASSERT(plan(facts, through) == plan(turned, through));
    }));
  }
}

}  // namespace satchel::plan_bill_property_test
