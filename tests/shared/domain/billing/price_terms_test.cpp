// Price terms as text, and whether they make sense for a model.
#include "shared/domain/billing/price_terms.h"

#include <doctest/doctest.h>

#include "shared/domain/catalog/price_book.h"
#include "tests/support/builders.h"

namespace satchel::price_terms_test {
namespace {

bool fits_text(const char* text, ChargeModel model) {
  const auto terms = parse_price_terms(text);
  REQUIRE(terms);
  return fits(*terms, model);
}

}  // namespace

TEST_SUITE("price terms") {
  TEST_CASE("every term is written and read again") {
    for (const char* text : {"", "to 100: 1.50; beyond: 0.90",
                             "to 10: 5 per 100 + 2; beyond: 4 per 1000", "package 1000; free 50",
                             "fixed 0.30; free events 3; event minimum 1", "minimum spend 49.95"}) {
      CAPTURE(text);
      const auto terms = parse_price_terms(text);
      REQUIRE(terms);
      CHECK(to_text(*terms) == text);
    }
    const auto spaced = parse_price_terms("  to 100:1.50 + 10 ;beyond: 0.123456789012 ");
    REQUIRE(spaced);
    CHECK(to_text(*spaced) == "to 100: 1.50 + 10; beyond: 0.123456789012");
  }

  TEST_CASE("what is no term is refused") {
    for (const char* text : {"to: 1", "to 100 1", "to x: 1", "beyond 3: 1", "beyond: x", "package",
                             "free events 1.5", "fixed", "something 3", "to 1: 2 + x"}) {
      CAPTURE(text);
      CHECK_FALSE(parse_price_terms(text));
    }
  }

  TEST_CASE("tiers stand where they are asked for, rising, and only the last one is open") {
    CHECK(fits_text("to 10: 3; beyond: 2", ChargeModel::tiered));
    CHECK(fits_text("to 10: 3; to 20: 2; beyond: 1", ChargeModel::volume));
    CHECK_FALSE(fits_text("", ChargeModel::tiered));
    CHECK_FALSE(fits_text("to 10: 3; beyond: 2", ChargeModel::per_unit));
    CHECK_FALSE(fits_text("to 10: 3; to 10: 2; beyond: 1", ChargeModel::tiered));
    CHECK_FALSE(fits_text("to 10: 3", ChargeModel::tiered));
    CHECK_FALSE(fits_text("beyond: 2; beyond: 1", ChargeModel::tiered));
    CHECK_FALSE(fits_text("to 0: 3; beyond: 2", ChargeModel::tiered));
    CHECK_FALSE(fits_text("to 10: -3; beyond: 2", ChargeModel::tiered));
    CHECK_FALSE(fits_text("to 10: 3 per 5; beyond: 2", ChargeModel::tiered));
    CHECK(fits_text("to 10: 3 per 5; beyond: 2 per 9", ChargeModel::tiered_package));
    CHECK(fits_text("package 100; free 5", ChargeModel::package));
    CHECK_FALSE(fits_text("package 0", ChargeModel::package));
    CHECK_FALSE(fits_text("package 100", ChargeModel::per_unit));
    CHECK_FALSE(fits_text("fixed 1", ChargeModel::flat));
    CHECK_FALSE(fits_text("minimum spend -1", ChargeModel::per_unit));
  }
}

TEST_SUITE("plan phases") {
  TEST_CASE("phases are written and read again") {
    for (const char* text : {"", "trial 14 day; evergreen", "discounted 3 month 50 %; evergreen",
                             "trial 1 month; discounted 1 year 12.5 %; fixed_term 2 year"}) {
      CAPTURE(text);
      const auto phases = parse_plan_phases(text);
      REQUIRE(phases);
      CHECK(to_text(*phases) == text);
      CHECK(are_in_order(*phases));
    }
  }

  TEST_CASE("phases that do not follow each other are refused") {
    for (const char* text : {"evergreen; trial 1 month", "trial", "evergreen 1 month",
                             "fixed_term 1 year; evergreen", "trial 1 month 5 %"}) {
      CAPTURE(text);
      const auto phases = parse_plan_phases(text);
      REQUIRE(phases);
      CHECK_FALSE(are_in_order(*phases));
    }
    CHECK_FALSE(parse_plan_phases("trial 14 moons"));
    CHECK_FALSE(parse_plan_phases("discounted 3 month 50"));
  }
}

}  // namespace satchel::price_terms_test
