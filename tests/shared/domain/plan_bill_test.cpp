// Bills: aligned to the cycle day, prorated by exact days, billed once.
#include "shared/domain/billing/plan_bill.h"

#include <doctest/doctest.h>

#include "shared/domain/subscription/subscription.h"
#include "tests/support/builders.h"

namespace satchel::plan_bill_test {
namespace {

const InvoiceId invoice_id = id_of<InvoiceId>(1);

/// One charge of 49.00 a month in advance, from `start`.
BillableCharge monthly_from(Date start) {
  BillableCharge charge;
  charge.id = id_of<BillableChargeId>(1);
  charge.account_id = a_company_account().id;
  charge.order_id = an_order_id();
  charge.order_number = 1001;
  charge.name = "Support";
  charge.kind = ChargeKind::recurring;
  charge.unit_price = dec("49.00");
  charge.price_book_version = 1;
  charge.start = start;
  return charge;
}

BillableCharge once_on(Date day) {
  BillableCharge charge = monthly_from(day);
  charge.id = id_of<BillableChargeId>(2);
  charge.name = "Coffee";
  charge.kind = ChargeKind::one_time;
  charge.unit_price = dec("10.99");
  charge.quantity = 3;
  return charge;
}

BillFacts facts_of(std::vector<BillableCharge> charges, unsigned bill_cycle_day = 1) {
  Account account = a_company_account();
  account.number = 1001;
  account.bill_cycle_day = bill_cycle_day;
  return {account, std::move(charges), {}};
}

std::vector<Money> amounts_of(const std::optional<Invoice>& invoice) {
  std::vector<Money> amounts;
  if (!invoice) return amounts;
  for (const InvoiceLine& line : invoice->lines) amounts.push_back(line.amount);
  return amounts;
}

std::optional<Invoice> plan(const BillFacts& facts, Date through) {
  auto planned = plan_bill(facts, through, invoice_id);
  REQUIRE(planned);
  return *planned;
}

/// Claims the slots of a plan, as saving the draft does.
void claim(BillFacts& facts, const std::optional<Invoice>& invoice) {
  if (!invoice) return;
  for (const InvoiceLine& line : invoice->lines) {
    facts.slots.push_back({line.charge_id, line.period});
  }
}

}  // namespace

TEST_SUITE("plan_bill") {
  TEST_CASE(
      "an order of 22 November: nine of thirty days and December are on the 1 December bill") {
    const auto invoice = plan(facts_of({monthly_from(date(2026, 11, 22))}), date(2026, 12, 1));

    REQUIRE(invoice);
    REQUIRE(invoice->lines.size() == 2);
    CHECK(invoice->lines[0].amount == usd(1470));
    CHECK(invoice->lines[0].days_billed == 9);
    CHECK(invoice->lines[0].days_in_period == 30);
    CHECK(invoice->lines[0].period == Period{date(2026, 11, 22), date(2026, 12, 1)});
    CHECK(invoice->lines[1].amount == usd(4900));
    CHECK(invoice->lines[1].period == Period{date(2026, 12, 1), date(2027, 1, 1)});
    CHECK(invoice->total == usd(6370));
    CHECK(invoice->invoice_date == date(2026, 12, 1));
    CHECK(invoice->due_date == date(2026, 12, 31));
    CHECK(invoice->state == InvoiceState::draft);
    CHECK(invoice->number == 0);
  }

  TEST_CASE("the invoice keeps the party as it is now, and every line its derivation") {
    const auto invoice = plan(facts_of({once_on(date(2026, 11, 22))}), date(2026, 12, 1));

    REQUIRE(invoice);
    CHECK(invoice->bill_to_name == "Alfreds Futterkiste");
    CHECK(invoice->bill_to_address == "Obere Str. 57, 12209, Berlin, Germany");
    CHECK(invoice->account_number == 1001);
    const InvoiceLine& line = invoice->lines[0];
    CHECK(line.id == InvoiceLineId::derive(invoice_id.text(), "0"));
    CHECK(line.order_number == 1001);
    CHECK(line.quantity == 3);
    CHECK(line.unit_price == dec("10.99"));
    CHECK(line.price_book_version == 1);
    CHECK(line.period == Period{date(2026, 11, 22), date(2026, 11, 23)});
    CHECK(line.amount == usd(3297));
  }

  TEST_CASE("a charge in arrears is billed when its period has ended") {
    BillableCharge charge = monthly_from(date(2026, 11, 22));
    charge.timing = ChargeTiming::in_arrears;

    CHECK(amounts_of(plan(facts_of({charge}), date(2026, 12, 1))) == std::vector{usd(1470)});
    CHECK(amounts_of(plan(facts_of({charge}), date(2027, 1, 1))) ==
          std::vector{usd(1470), usd(4900)});
  }

  TEST_CASE("February has 28 days, and 29 in a leap year") {
    const auto plain = plan(facts_of({monthly_from(date(2026, 2, 15))}), date(2026, 3, 1));
    CHECK(plain->lines[0].days_in_period == 28);
    CHECK(amounts_of(plain) == std::vector{usd(2450), usd(4900)});

    const auto leap = plan(facts_of({monthly_from(date(2024, 2, 15))}), date(2024, 3, 1));
    CHECK(leap->lines[0].days_billed == 15);
    CHECK(leap->lines[0].days_in_period == 29);
    CHECK(amounts_of(leap) == std::vector{usd(2534), usd(4900)});
  }

  TEST_CASE("bill cycle day 31 means the last day of shorter months") {
    const auto invoice = plan(facts_of({monthly_from(date(2026, 1, 31))}, 31), date(2026, 3, 31));
    REQUIRE(invoice->lines.size() == 3);
    CHECK(invoice->lines[0].period == Period{date(2026, 1, 31), date(2026, 2, 28)});
    CHECK(invoice->lines[1].period == Period{date(2026, 2, 28), date(2026, 3, 31)});
    CHECK(invoice->lines[2].period == Period{date(2026, 3, 31), date(2026, 4, 30)});
    CHECK(amounts_of(invoice) == std::vector{usd(4900), usd(4900), usd(4900)});

    const auto prorated = plan(facts_of({monthly_from(date(2026, 2, 21))}, 31), date(2026, 2, 28));
    CHECK(prorated->lines[0].days_billed == 7);
    CHECK(prorated->lines[0].days_in_period == 28);
    CHECK(prorated->lines[0].amount == usd(1225));
  }

  TEST_CASE("a charge that ends in a period is billed to its last day") {
    BillableCharge charge = monthly_from(date(2026, 11, 1));
    charge.end = date(2026, 12, 11);
    const auto invoice = plan(facts_of({charge}), date(2027, 2, 1));
    CHECK(amounts_of(invoice) == std::vector{usd(4900), usd(1581)});
    CHECK(invoice->lines[1].period == Period{date(2026, 12, 1), date(2026, 12, 11)});
    CHECK(invoice->lines[1].days_in_period == 31);
  }

  TEST_CASE("a charge takes part only when it starts before the cycle's end") {
    CHECK_FALSE(plan(facts_of({monthly_from(date(2026, 12, 1))}), date(2026, 12, 1)));
    CHECK_FALSE(plan(facts_of({once_on(date(2026, 12, 1))}), date(2026, 12, 1)));
    CHECK(plan(facts_of({once_on(date(2026, 11, 30))}), date(2026, 12, 1)));
    CHECK_FALSE(plan(facts_of({}), date(2026, 12, 1)));
  }

  TEST_CASE("quantity counts per unit and not for a flat charge; a discount counts for both") {
    BillableCharge charge = monthly_from(date(2026, 12, 1));
    charge.quantity = 4;
    charge.discount_ppm = 50'000;
    CHECK(amounts_of(plan(facts_of({charge}), date(2026, 12, 2)))[0] == usd(18620));
    charge.model = ChargeModel::flat;
    CHECK(amounts_of(plan(facts_of({charge}), date(2026, 12, 2)))[0] == usd(4655));
  }

  TEST_CASE("what has a slot is not billed again: the second plan of a cycle is empty") {
    BillFacts facts = facts_of({monthly_from(date(2026, 11, 22)), once_on(date(2026, 11, 22))});
    claim(facts, plan(facts, date(2026, 12, 1)));

    CHECK_FALSE(plan(facts, date(2026, 12, 1)));
    const auto january = plan(facts, date(2027, 1, 1));
    CHECK(amounts_of(january) == std::vector{usd(4900)});
    CHECK(january->lines[0].period.start == date(2027, 1, 1));
  }

  TEST_CASE("a late order catches up what it missed") {
    BillFacts facts = facts_of({monthly_from(date(2026, 9, 16))});
    const auto invoice = plan(facts, date(2026, 12, 1));
    CHECK(amounts_of(invoice) == std::vector{usd(2450), usd(4900), usd(4900), usd(4900)});
  }

  TEST_CASE("lines stand in order of date, order number and position") {
    BillableCharge later = once_on(date(2026, 11, 3));
    later.order_number = 1003;
    BillableCharge earlier = once_on(date(2026, 11, 3));
    earlier.id = id_of<BillableChargeId>(5);
    earlier.order_number = 1002;
    earlier.position = 1;
    BillableCharge first = earlier;
    first.id = id_of<BillableChargeId>(6);
    first.position = 0;
    BillableCharge oldest = once_on(date(2026, 11, 2));
    oldest.id = id_of<BillableChargeId>(7);
    oldest.order_number = 1004;

    const auto invoice = plan(facts_of({later, earlier, first, oldest}), date(2026, 12, 1));

    REQUIRE(invoice->lines.size() == 4);
    CHECK(invoice->lines[0].charge_id == oldest.id);
    CHECK(invoice->lines[1].charge_id == first.id);
    CHECK(invoice->lines[2].charge_id == earlier.id);
    CHECK(invoice->lines[3].charge_id == later.id);
  }

  TEST_CASE("an amount out of range and a foreign currency are refused by name") {
    BillableCharge charge = once_on(date(2026, 11, 22));
    charge.unit_price = dec("1000000000");
    charge.quantity = 1'000'000;
    const auto refused = plan_bill(facts_of({charge}), date(2026, 12, 1), invoice_id);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason == Reason::amount_out_of_range);
    CHECK(refused.error().fields[0].field == "Coffee");

    charge = once_on(date(2026, 11, 22));
    charge.currency = Currency::eur;
    const auto foreign = plan_bill(facts_of({charge}), date(2026, 12, 1), invoice_id);
    REQUIRE_FALSE(foreign);
    CHECK(foreign.error().reason == Reason::currency_differs);
  }
}

TEST_SUITE("charges that are not monthly") {
  TEST_CASE("quarters and years run from bill cycle day to bill cycle day") {
    BillableCharge quarterly = monthly_from(date(2026, 11, 16));
    quarterly.every = {3, PeriodUnit::month};
    quarterly.unit_price = dec("90.00");
    BillFacts facts = facts_of({quarterly});
    const auto first = plan(facts, date(2026, 12, 1));
    REQUIRE(first);
    REQUIRE(first->lines.size() == 1);
    CHECK(first->lines[0].period == Period{date(2026, 11, 16), date(2027, 2, 1)});
    CHECK(first->lines[0].days_billed == 77);
    CHECK(first->lines[0].days_in_period == 92);
    CHECK(first->lines[0].amount == usd(7533));
    claim(facts, first);
    CHECK_FALSE(plan(facts, date(2027, 1, 1)));
    CHECK(amounts_of(plan(facts, date(2027, 2, 1))) == std::vector<Money>{usd(9000)});
  }

  TEST_CASE("weeks are counted from the first day, so that a bill may hold several") {
    BillableCharge weekly = monthly_from(date(2026, 11, 16));
    weekly.every = {1, PeriodUnit::week};
    CHECK(amounts_of(plan(facts_of({weekly}), date(2026, 12, 1))) ==
          std::vector<Money>{usd(4900), usd(4900), usd(4900)});
  }
}

TEST_SUITE("plan_first_invoice and plan_schedule") {
  TEST_CASE("the preview of an order is what the bill cycle will make of it") {
    const Account account = a_company_account();
    const Order order = a_completed_order();

    const auto preview = plan_first_invoice({account, TaxTable()}, order);
    const auto billed = plan_bill({account, billable_charges_of(order), {}}, date(2026, 12, 1),
                                  InvoiceId::derive(order.id.text(), "preview"));

    REQUIRE(preview);
    CHECK(*preview == *billed);
    CHECK((*preview)->total == usd(3297 + 1470 + 4900));
  }

  TEST_CASE("the schedule begins with the first invoice and goes on monthly") {
    const auto schedule = plan_schedule({a_company_account(), TaxTable()}, a_completed_order(), 12);

    REQUIRE(schedule);
    REQUIRE(schedule->size() == 12);
    CHECK(schedule->front() == usd(9667));
    for (std::size_t month = 1; month < 12; ++month) CHECK((*schedule)[month] == usd(4900));
  }

  TEST_CASE("a one-time order is invoiced once, then nothing") {
    Order order = a_completed_order();
    order.document.items.pop_back();
    CHECK(*plan_schedule({a_company_account(), TaxTable()}, order, 3) ==
          std::vector{usd(3297), usd(0), usd(0)});
  }

  TEST_CASE("an order without items has no first invoice") {
    Order order = a_completed_order();
    order.document.items.clear();
    CHECK_FALSE(*plan_first_invoice({a_company_account(), TaxTable()}, order));
  }
}

}  // namespace satchel::plan_bill_test
