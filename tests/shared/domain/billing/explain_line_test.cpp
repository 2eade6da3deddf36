// Explaining a line: every step, in words and figures.
#include "shared/domain/billing/explain_line.h"

#include <doctest/doctest.h>

#include "shared/domain/billing/price_terms.h"
#include "tests/support/builders.h"

namespace satchel::explain_line_test {
namespace {

InvoiceLine a_line() {
  InvoiceLine line;
  line.name = "Support";
  line.order_number = 1012;
  line.price_book_version = 3;
  line.period = {date(2026, 12, 11), date(2027, 1, 1)};
  line.days_billed = 21;
  line.days_in_period = 31;
  line.quantity = 2;
  line.unit_price = dec("49.00");
  line.discount_ppm = 100'000;
  line.amount = usd(5975);
  line.tax_ppm = 200'000;
  line.tax = usd(1195);
  return line;
}

std::string told(const std::vector<ExplainedStep>& steps, std::string_view title) {
  for (const ExplainedStep& step : steps) {
    if (step.title == title) return step.words + (step.amount.empty() ? "" : " = " + step.amount);
  }
  return "nothing";
}

}  // namespace

TEST_SUITE("explain_line") {
  TEST_CASE("order, price, days, discount, rounding and tax") {
    const auto steps = explain_line(a_line());
    CHECK(told(steps, "Order") == "1012");
    CHECK(told(steps, "Charge") == "A recurring charge");
    CHECK(told(steps, "Price book") == "Version 3");
    CHECK(told(steps, "Price") == "2 × 49.00 = 98");
    CHECK(told(steps, "Period") == "21 of 31 days, 11 Dec 2026 to 31 Dec 2026");
    CHECK(told(steps, "Discount") == "10 % off");
    CHECK(told(steps, "Rounding").ends_with("= 59.75 USD"));
    CHECK(told(steps, "Tax") == "20 % on top = 11.95 USD");
    CHECK(told(steps, "Total").ends_with("71.70 USD"));
  }

  TEST_CASE("tiers one by one, usage with its units, packages with what is free") {
    InvoiceLine line = a_line();
    line.kind = LineKind::usage;
    line.model = ChargeModel::tiered;
    line.terms = *parse_price_terms("to 100: 1; beyond: 0.50 + 2");
    line.usage = dec("120.5");
    auto steps = explain_line(line);
    CHECK(told(steps, "Period") == "11 Dec 2026 to 31 Dec 2026");
    CHECK(told(steps, "Tier 1") == "100 × 1 = 100");
    CHECK(told(steps, "Tier 2") == "20.5 × 0.50 + 2 once = 12.25");
    CHECK(told(steps, "Together") == "All tiers = 112.25");
    line.model = ChargeModel::package;
    line.terms = *parse_price_terms("package 100; free 50");
    steps = explain_line(line);
    CHECK(told(steps, "Free") == "50 of 120.5 cost nothing");
    CHECK(told(steps, "Packages") == "Of 100, once begun");
    CHECK(told(steps, "Price") == "1 × 49.00 = 49");
  }
}

}  // namespace satchel::explain_line_test
