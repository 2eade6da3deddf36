// Published cases of other systems that are single computations or guards; their ids stand in the
// names. Those of tests/golden/billing that are timelines are answered by `satchel simulate`.
#include <doctest/doctest.h>

#include "shared/domain/billing/plan_bill.h"
#include "shared/domain/billing/tax_lines.h"
#include "tests/support/builders.h"

namespace satchel::published_cases_test {
namespace {

Money rounded(std::string_view amount, Currency currency, Ratio ratio = {1, 1}) {
  const auto money = extend(dec(amount), ratio, currency, Rounding::half_up);
  REQUIRE(money);
  return *money;
}

/// A month of 10.00 that was billed, whose subscription is gone from its first day on, after it was
/// credited in part, by the days from `credited_from` on, and for the rest by hand.
BillFacts a_line_credited_in_parts(Date credited_from) {
  const Date start = date(2016, 1, 1);
  BillableCharge charge;
  charge.id = id_of<BillableChargeId>(1);
  charge.account_id = a_company_account().id;
  charge.subscription_id = id_of<SubscriptionId>(1);
  charge.kind = ChargeKind::recurring;
  charge.unit_price = dec("10.00");
  charge.start = start;
  charge.end = charge.closed_on = start;
  BillFacts facts;
  facts.account = a_company_account();
  facts.account.bill_cycle_day = 1;
  facts.policy.credits_unused = true;
  facts.charges = {charge};
  facts.slots = {{charge.id, {start, credited_from}, usd(0)}};
  return facts;
}

}  // namespace

TEST_SUITE("published cases") {
  TEST_CASE("rubymoney-minor-units: an amount in minor units, halves up") {
    // TND has three decimals, as KWD does.
    CHECK(rounded("1", Currency::kwd) == kwd(1'000));
    CHECK(rounded("1", Currency::jpy) == jpy(1));
    CHECK(rounded("555.5", Currency::jpy) == jpy(556));
    CHECK(rounded("444.4", Currency::jpy) == jpy(444));
  }

  TEST_CASE("tryton-currency-rounding: rounded, multiplied and divided once") {
    CHECK(rounded("1.2345678", Currency::kwd) == kwd(1'235));
    CHECK(rounded("10", Currency::usd, {13, 10}) == usd(1'300));
    CHECK(rounded("10", Currency::usd, {10, 13}) == usd(769));
  }

  TEST_CASE("odoo-tax-included-eur: tax within a price, net and tax make up the price") {
    struct Point {
      std::int64_t gross, ppm, tax;
    };
    for (const Point& point : {Point{12'440, 80'000, 921}, Point{5'250, 120'000, 563},
                               Point{1'190, 210'000, 207}, Point{280, 210'000, 49}}) {
      CAPTURE(point.gross);
      CHECK(tax_of(eur(point.gross), point.ppm, true, Rounding::half_up) == eur(point.tax));
    }
  }

  TEST_CASE("fossbilling-total-with-tax, tryton-percent-and-fixed-tax: per cent on top") {
    CHECK(tax_of(usd(1'000), 220'000, false, Rounding::half_up) == usd(220));
    CHECK(tax_of(usd(20'000), 200'000, false, Rounding::half_up) == usd(4'000));
  }

  TEST_CASE("kb-guard-credits-against-line-3, -4: what was given back is not given back again") {
    for (const Date credited_from : {date(2016, 1, 2), date(2016, 1, 4)}) {
      const auto planned =
          plan_bill(a_line_credited_in_parts(credited_from), date(2016, 2, 1), id_of<InvoiceId>(1));
      REQUIRE(planned);
      CHECK_FALSE(*planned);
    }
  }
}

}  // namespace satchel::published_cases_test
