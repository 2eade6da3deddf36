// Coupons in figures: what they take off which lines, for how long, before tax, and mirrored.
#include "shared/domain/billing/coupon.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "shared/domain/billing/coupon_lines.h"
#include "shared/domain/billing/explain_line.h"
#include "shared/domain/subscription/subscription.h"
#include "tests/support/builders.h"

namespace satchel::coupon_test {
namespace {

CouponTerms percent(std::string code, std::int64_t ppm,
                    CouponDuration duration = CouponDuration::once, std::int64_t periods = 1) {
  return {std::move(code), "Nice", ppm, usd(0), duration, periods, {}};
}

CouponTerms amount(std::string code, Money off, CouponDuration duration = CouponDuration::once,
                   std::int64_t periods = 1) {
  return {std::move(code), "Nice", 0, off, duration, periods, {}};
}

/// Three coffees at 10.99 and support at 49.00 a month from 22 November, 20 % tax on top.
BillFacts facts_of(std::vector<CouponTerms> coupons) {
  Order order = a_completed_order();
  order.document.coupons = std::move(coupons);
  BillFacts facts{a_company_account(), billable_charges_of(order), {}};
  for (BillableCharge& charge : facts.charges) charge.tax_ppm = 200'000;
  facts.policy.credits_unused = true;
  return facts;
}

std::optional<Invoice> plan(const BillFacts& facts, Date through) {
  auto planned = plan_bill(facts, through, id_of<InvoiceId>(1));
  REQUIRE(planned);
  if (*planned) CHECK(adds_up(**planned));
  return *planned;
}

/// Bills and claims what was billed.
Invoice bill(BillFacts& facts, Date through) {
  auto planned = plan(facts, through);
  REQUIRE(planned);
  for (const InvoiceLine& line : planned->lines) facts.slots.push_back(slot_of(line));
  return *planned;
}

std::vector<std::int64_t> nets_of(const Invoice& invoice) {
  std::vector<std::int64_t> nets;
  for (const InvoiceLine& line : invoice.lines) nets.push_back(line.amount.minor);
  return nets;
}

std::string told(const InvoiceLine& line, std::string_view title) {
  for (const ExplainedStep& step : explain_line(line)) {
    if (step.title == title) return step.words + " = " + step.amount;
  }
  return "nothing";
}

using Minors = std::vector<std::int64_t>;
const Date december = date(2026, 12, 1);
const Date january = date(2027, 1, 1);
const Date february = date(2027, 2, 1);

}  // namespace

TEST_SUITE("coupons on bills") {
  TEST_CASE("once: 10 % off what is charged once and the first period, before tax") {
    BillFacts facts = facts_of({percent("TEN", 100'000)});
    const Invoice first = bill(facts, december);
    // 32.97 and 14.70 are 47.67: 4.77 off, 3.30 and 1.47; December is the second period.
    CHECK(nets_of(first) == Minors{2967, 1323, 4900});
    CHECK(first.lines[0].tax == usd(593));
    CHECK(first.lines[1].tax == usd(265));
    CHECK(first.lines[0].coupons ==
          std::vector<LineCoupon>{{percent("TEN", 100'000), 0, usd(330)}});
    CHECK(first.lines[2].coupons.empty());
    CHECK(nets_of(bill(facts, january)) == Minors{4900});
  }

  TEST_CASE("for three periods, and for ever") {
    BillFacts facts = facts_of({percent("TEN", 100'000, CouponDuration::periods, 3)});
    // 96.67: 9.67 off, by amounts 3.30, 1.47 and 4.90.
    CHECK(nets_of(bill(facts, december)) == Minors{2967, 1323, 4410});
    CHECK(nets_of(bill(facts, january)) == Minors{4410});
    CHECK(nets_of(bill(facts, february)) == Minors{4900});
    facts = facts_of({percent("TEN", 100'000, CouponDuration::forever)});
    bill(facts, december);
    CHECK(nets_of(bill(facts, date(2036, 12, 1))).back() == 4410);
  }

  TEST_CASE("an amount is given once for each period, over several bills too") {
    BillFacts facts = facts_of({amount("FIVER", usd(500), CouponDuration::periods, 2)});
    facts.charges[1].timing = ChargeTiming::in_arrears;
    // The coffee has all of the first period's; November's support, in arrears, finds none left.
    CHECK(nets_of(bill(facts, date(2026, 11, 23))) == Minors{3297 - 500});
    CHECK(nets_of(bill(facts, december)) == Minors{1470});
    CHECK(nets_of(bill(facts, january)) == Minors{4400});
    CHECK(nets_of(bill(facts, february)) == Minors{4900});
  }

  TEST_CASE("an amount beyond its lines leaves nothing to pay, and the rest is lost") {
    BillFacts facts = facts_of({amount("BIG", usd(100'000))});
    const Invoice first = bill(facts, december);
    CHECK(nets_of(first) == Minors{0, 0, 4900});
    CHECK(first.tax == usd(980));
    CHECK(nets_of(bill(facts, january)) == Minors{4900});
  }

  TEST_CASE("the first coupon first, each on what the earlier left") {
    BillFacts facts = facts_of({percent("HALF", 500'000), amount("TEN", usd(1'000))});
    // 47.67: 23.84 off; of 16.48 and 7.35 then 10.00 off, by amounts.
    CHECK(nets_of(bill(facts, december)) == Minors{1648 - 692, 735 - 308, 4900});
    facts = facts_of({amount("TEN", usd(1'000)), percent("HALF", 500'000)});
    // 10.00 off first: 26.05 and 11.62 are 37.67; 18.84 off.
    const Invoice other = bill(facts, december);
    CHECK(other.lines[0].amount + other.lines[1].amount == usd(3767 - 1884));
    CHECK(other.lines[0].coupons[0].terms.code == "TEN");
    CHECK(other.lines[0].coupons[1].terms.code == "HALF");
  }

  TEST_CASE("only the products that it is for, never freight, and no other order") {
    CouponTerms terms = percent("TEA", 500'000, CouponDuration::forever);
    terms.products = {support};
    Order order = a_completed_order();
    order.document.coupons = {terms};
    order.document.charges = {make_order_charge(order.id, 0, "Freight", usd(500))};
    BillFacts facts{a_company_account(), billable_charges_of(order), {}};
    for (const BillableCharge& charge : billable_charges_of(a_completed_order(2))) {
      facts.charges.push_back(charge);
    }
    const Invoice invoice = bill(facts, december);
    for (const InvoiceLine& line : invoice.lines) {
      const bool off = line.order_id == order.id && line.name == "Support";
      CHECK(line.coupons.empty() != off);
    }
    order.document.coupons[0].products.clear();
    facts.charges = billable_charges_of(order);
    facts.slots.clear();
    CHECK(nets_of(bill(facts, december)) == Minors{1648, 735, 2450, 500});
  }

  TEST_CASE("a change within a year leaves the coupon to the year that it was given for") {
    BillFacts facts = facts_of({percent("TEN", 100'000)});
    BillableCharge before = facts.charges[1];
    before.every = {1, PeriodUnit::year};
    before.start = before.coupons_from = date(2026, 3, 10);
    before.terms_end.reset();
    BillableCharge after = before;
    after.id = id_of<BillableChargeId>(77);
    after.start = date(2026, 7, 5);
    before.end = before.closed_on = after.start;
    facts.account.bill_cycle_day = 1;
    facts.charges = {before, after};
    const Invoice first = bill(facts, date(2026, 7, 6));
    const auto line = std::find_if(first.lines.begin(), first.lines.end(),
                                   [&](const auto& each) { return each.charge_id == after.id; });
    REQUIRE(line != first.lines.end());
    REQUIRE(line->coupons.size() == 1);
    CHECK(line->coupons[0].period == 0);
  }

  TEST_CASE("within the price the tax is that of what is left") {
    BillFacts facts = facts_of({percent("TEN", 100'000)});
    TaxTable table;
    table.rows = {a_tax_row("DE", 200'000)};
    table.rows[0].inclusive = true;
    facts.taxes = &table;
    for (BillableCharge& charge : facts.charges) {
      charge.tax_ppm = 0;
      charge.tax_category = "standard";
    }
    const Invoice first = bill(facts, december);
    CHECK(priced_amount(first.lines[0]) == usd(2967));
    CHECK(first.lines[0].tax == usd(495));  // 29.67 / 6 is 4.945.
    CHECK(first.total == usd(2967 + 1323 + 4900));
  }

  TEST_CASE("explain names the coupon; the schedule knows when it ends") {
    BillFacts facts = facts_of({percent("TEN", 100'000, CouponDuration::periods, 2)});
    const Invoice first = bill(facts, december);
    CHECK(told(first.lines[2], "Rounding").ends_with("= 49.00 USD"));
    CHECK(told(first.lines[2], "Coupon") == "TEN, Nice: 10 % off, for 2 periods = -4.90 USD");
    CHECK(told(first.lines[2], "Tax").ends_with("= 8.82 USD"));
    Order order = a_completed_order();
    order.document.coupons = {percent("TEN", 100'000, CouponDuration::periods, 2)};
    const auto months = plan_schedule({a_company_account(), TaxTable()}, order, 3);
    CHECK(*months == std::vector{usd(2967 + 1323 + 4410), usd(4900), usd(4900)});
  }
}

TEST_SUITE("coupons mirrored") {
  /// Support of December with the coupons, ended on the day.
  Invoice credited(const std::vector<CouponTerms>& coupons, Date on) {
    BillFacts facts = facts_of(coupons);
    facts.charges.erase(facts.charges.begin());
    facts.charges[0].start = facts.charges[0].coupons_from = december;
    bill(facts, date(2026, 12, 2));
    facts.charges[0].end = facts.charges[0].closed_on = on;
    return bill(facts, date(2026, 12, 31));
  }

  TEST_CASE("a whole line is taken back by its exact negative, coupon and tax included") {
    for (const auto& terms : {percent("TEN", 123'456), amount("FIVER", usd(501))}) {
      const Invoice note = credited({terms}, december);
      const std::int64_t off = terms.percent_ppm != 0 ? 605 : 501;
      CHECK(note.lines[0].amount == usd(-(4900 - off)));
      CHECK(note.lines[0].coupons[0].off == usd(-off));
      CHECK(note.lines[0].tax == usd(-((4900 - off) * 2 + 5) / 10));
      CHECK(told(note.lines[0], "Coupon").find("given back") != std::string::npos);
      const Invoice again = plan_credit_note(note, january);
      CHECK(again.lines[0].coupons[0].off == usd(off));
    }
  }

  TEST_CASE("a part takes its share of both") {
    // 21 of 31 days of 49.00 are 33.19, 10 % of that 3.32.
    const Invoice note = credited({percent("TEN", 100'000)}, date(2026, 12, 11));
    CHECK(note.lines[0].coupons[0].off == usd(-332));
    CHECK(note.lines[0].amount == usd(-(3319 - 332)));
    CHECK(note.lines[0].tax == usd(-597));
  }

  TEST_CASE("a change within a period neither ends nor renews the coupon") {
    BillFacts facts = facts_of({percent("TEN", 100'000, CouponDuration::periods, 2)});
    facts.charges.erase(facts.charges.begin());
    bill(facts, december);  // November's part and December, both with the coupon.
    BillableCharge next = facts.charges[0];
    next.id = id_of<BillableChargeId>(77);
    next.start = date(2026, 12, 11);
    next.quantity = 2;
    facts.charges[0].end = facts.charges[0].closed_on = next.start;
    facts.charges.push_back(next);
    const Invoice change = bill(facts, january);
    // Back 33.19 less 3.32; 66.39 for the rest less 6.64; January, the third period, in full.
    CHECK(nets_of(change) == Minors{-2987, 5975, 9800});
  }
}

TEST_SUITE("coupon properties") {
  TEST_CASE("lines sum to totals, and no coupon takes more than there is, in every currency") {
    CHECK(rc::check([] {
      const auto currency = *rc::gen::element(Currency::usd, Currency::jpy, Currency::kwd);
      Account account = a_company_account();
      account.currency = currency;
      BillFacts facts{account, {}, {}};
      std::vector<CouponTerms> coupons;
      for (int number = *rc::gen::inRange(1, 4); number > 0; --number) {
        CouponTerms terms = percent("C" + std::to_string(number), 0, CouponDuration::forever);
        if (*rc::gen::arbitrary<bool>()) {
          terms.percent_ppm = *rc::gen::inRange(1, 1'000'001);
        }
        const std::int64_t off = terms.percent_ppm == 0 ? *rc::gen::inRange(1, 100'000) : 0;
        terms.amount = {off, currency};
        coupons.push_back(terms);
      }
      for (int number = *rc::gen::inRange(1, 6); number > 0; --number) {
        BillableCharge charge;
        charge.id = id_of<BillableChargeId>(number);
        charge.order_id = an_order_id();
        charge.product_id = coffee;
        charge.currency = currency;
        charge.unit_price = {*rc::gen::inRange(0, 1'000'000), 3};
        charge.start = charge.coupons_from = test_today;
        charge.tax_ppm = *rc::gen::inRange(0, 300'000);
        charge.coupons = coupons;
        facts.charges.push_back(charge);
      }
      const auto planned = plan_bill(facts, december, id_of<InvoiceId>(1));
      RC_ASSERT(planned.has_value() && planned->has_value());
      RC_ASSERT(adds_up(**planned));
      for (const InvoiceLine& line : (*planned)->lines) {
        RC_ASSERT(line.amount.minor >= 0);
        RC_ASSERT(slot_of(line).amount == line.amount + coupons_off(line.coupons, currency));
      }
      for (const InvoiceLine& line : (*planned)->lines) facts.slots.push_back(slot_of(line));
      const auto again = plan_bill(facts, december, id_of<InvoiceId>(2));
      RC_ASSERT(again.has_value() && !again->has_value());
    }));
  }
}

TEST_SUITE("coupon rules") {
  Coupon offered() {
    Coupon coupon;
    coupon.code = "Welcome-10";
    coupon.name = "Welcome";
    coupon.percent_ppm = 100'000;
    coupon.valid_until = date(2026, 12, 31);
    return coupon;
  }

  TEST_CASE("a code is found whatever its case, and counts for its days and currencies") {
    Coupon coupon = offered();
    CHECK(find_coupon({coupon}, " WELCOME-10 ") != nullptr);
    CHECK(find_coupon({coupon}, "WELCOME") == nullptr);
    CHECK(is_valid(coupon, date(2026, 12, 31)));
    CHECK_FALSE(is_valid(coupon, january));
    CHECK(terms_of(coupon, Currency::jpy)->amount == jpy(0));
    coupon.percent_ppm = 0;
    coupon.amounts = {usd(500), jpy(70)};
    CHECK(terms_of(coupon, Currency::jpy)->amount == jpy(70));
    CHECK_FALSE(terms_of(coupon, Currency::eur));
  }

  TEST_CASE("texts come back as they were written") {
    CouponTerms terms = amount("FIVER", usd(500), CouponDuration::periods, 3);
    terms.products = {coffee, support};
    const std::vector<CouponTerms> both{terms, percent("TEN", 100'000)};
    CHECK(parse_coupons(to_text(both), Currency::usd) == both);
    CHECK(parse_coupons("", Currency::usd).empty());
    const std::vector<LineCoupon> lines{{both[1], 7, usd(-12)}};
    CHECK(parse_line_coupons(to_text(lines), Currency::usd) == lines);
  }

  TEST_CASE("what is malformed is named by its path") {
    Coupons coupons{offered(), offered(), offered(), offered()};
    coupons[1].code = "welcome-10";
    coupons[2].code = "two words";
    coupons[2].amounts = {usd(500)};
    coupons[3].code = "C";
    coupons[3].name = "";
    coupons[3].percent_ppm = 0;
    coupons[3].valid_from = january;
    coupons[3].redemptions_max = 0;
    CHECK(problems_of(coupons) ==
          std::vector<FieldProblem>{{"coupons[1].code", Reason::field_invalid},
                                    {"coupons[2].code", Reason::field_invalid},
                                    {"coupons[2].percent", Reason::field_invalid},
                                    {"coupons[3].name", Reason::field_required},
                                    {"coupons[3].percent", Reason::field_invalid},
                                    {"coupons[3].valid_until", Reason::end_before_start},
                                    {"coupons[3].redemptions_max", Reason::field_invalid}});
    CHECK(problems_of(Coupons{offered()}).empty());
  }
}

}  // namespace satchel::coupon_test
