// Charge models: exact amounts at the edges of tiers and packages.
#include "shared/domain/billing/rating.h"

#include <doctest/doctest.h>

#include "tests/support/builders.h"

namespace satchel::rating_test {
namespace {

std::string rated(const Rating& rating, const char* units) {
  const auto amount = rate(rating, dec(units));
  return amount ? to_text(*amount) : "nothing";
}

Rating with_tiers(ChargeModel model) {
  Rating rating;
  rating.model = model;
  rating.tiers = {{dec("10"), dec("3"), dec("5"), {1, 0}},
                  {dec("20"), dec("2"), dec("1"), {1, 0}},
                  {{}, dec("0.5"), dec("0"), {1, 0}}};
  return rating;
}

}  // namespace

TEST_SUITE("rating") {
  TEST_CASE("tiers: each unit at the price of its own tier, each tier's flat fee once") {
    const Rating rating = with_tiers(ChargeModel::tiered);
    CHECK(rated(rating, "0") == "0");
    CHECK(rated(rating, "10") == "35");
    CHECK(rated(rating, "11") == "38");
    CHECK(rated(rating, "25") == "58.5");
    CHECK(rated(rating, "0.5") == "6.5");
  }

  TEST_CASE("volume: all units at the price of the tier that their sum falls in") {
    const Rating rating = with_tiers(ChargeModel::volume);
    CHECK(rated(rating, "10") == "35");
    CHECK(rated(rating, "11") == "23");
    CHECK(rated(rating, "30") == "15");
    CHECK(rated(rating, "0") == "0");
  }

  TEST_CASE("beyond the last tier's end its price goes on") {
    Rating rating = with_tiers(ChargeModel::tiered);
    rating.tiers.pop_back();
    CHECK(rated(rating, "30") == "76");
    rating.model = ChargeModel::volume;
    CHECK(rated(rating, "30") == "61");
  }

  TEST_CASE("packages are charged once begun, after the free units") {
    Rating rating;
    rating.model = ChargeModel::package;
    rating.unit_price = dec("2.95");
    rating.package_size = dec("100");
    CHECK(rated(rating, "0") == "0.00");
    CHECK(rated(rating, "1") == "2.95");
    CHECK(rated(rating, "100") == "2.95");
    CHECK(rated(rating, "100.5") == "5.90");
    rating.free_units = dec("50");
    CHECK(rated(rating, "50") == "0.00");
    CHECK(rated(rating, "151") == "5.90");
  }

  TEST_CASE("tiers of packages fill one after the other") {
    Rating rating;
    rating.model = ChargeModel::tiered_package;
    rating.tiers = {{dec("10"), dec("1"), {}, dec("100")}, {{}, dec("1"), {}, dec("1000")}};
    CHECK(rated(rating, "5325") == "15");
    CHECK(rated(rating, "1000") == "10");
    CHECK(rated(rating, "1001") == "11");
    rating.tiers.pop_back();
    CHECK(rated(rating, "5325") == "54");
  }

  TEST_CASE("a percentage: of each event's value, with a fixed fee, free ones and a minimum") {
    Rating rating;
    rating.model = ChargeModel::percentage;
    rating.unit_price = dec("1");
    rating.fixed_per_event = dec("5");
    rating.free_events = 3;
    const std::vector<Decimal> values(4, dec("10"));
    CHECK(*rate_events(rating, values) == dec("5.10"));
    rating.minimum = dec("6");
    CHECK(*rate_events(rating, values) == dec("6"));
    CHECK(*rate_events(rating, {dec("1000")}) == dec("0"));
  }

  TEST_CASE("percentages by tier charge the first tier's fee even at zero") {
    Rating rating = with_tiers(ChargeModel::tiered_percentage);
    CHECK(rated(rating, "0") == "5");
    CHECK(rated(rating, "11") == "6.32");
  }

  TEST_CASE("prices below a cent stay exact; what cannot be held is nothing") {
    Rating rating;
    rating.unit_price = dec("5.12345");
    CHECK(rated(rating, "10") == "51.23450");
    rating.unit_price = dec("999999999999999999");
    CHECK(rated(rating, "10") == "nothing");
    CHECK(rated(rating, "-1") == "nothing");
  }
}

}  // namespace satchel::rating_test
