// Tests of satchel catalogue: the demo's catalogue, export, import and publishing.
#include <algorithm>

#include "shared/store/catalog_store.h"
#include "shared/wire/aggregate_wire.h"
#include "tests/server/main/command_fixture.h"

namespace satchel::server::catalogue_commands_test {
TEST_SUITE("satchel catalogue") {
  TEST_CASE("P3: the demo's catalogue has every kind of product, and can be published again") {
    TestFolder data;
    need(run_demo(data.run()));
    const auto book = data.read([](Transaction& tx) { return need(find_price_book(tx, 1)); });
    REQUIRE(book);
    CHECK(problems_of(*book).empty());
    const auto has = [&](const auto& is) {
      return std::any_of(book->products.begin(), book->products.end(), is);
    };
    CHECK(has([](const Product& each) { return each.kind == ProductKind::bundle; }));
    CHECK(has([](const Product& each) { return each.kind == ProductKind::add_on; }));
    CHECK(has([](const Product& each) { return each.price_required; }));
    CHECK(has([](const Product& each) { return each.tax_rate_ppm == 55'000; }));
    CHECK(has([](const Product& each) {
      return each.fulfilment.kind == FulfilmentKind::provisioning &&
             each.fulfilment.auto_setup == AutoSetup::on_payment && each.plans.size() == 2 &&
             !each.configuration.empty() && each.configuration[0].required;
    }));
    CHECK(
        has([](const Product& each) { return each.fulfilment.kind == FulfilmentKind::registrar; }));
  }

  TEST_CASE("the command line exports, imports and publishes the catalogue") {
    TestFolder data;
    need(run_demo(data.run()));
    data.take_printed();
    need(run_catalogue_export(data.run(), {.format = "csv"}));
    std::string csv = data.take_printed();
    csv.replace(csv.find("1849.00"), 7, "1899.00");
    data.temporary.write("prices.csv", csv);

    need(run_catalogue_import(data.run(), {.file = data.temporary.path() + "/prices.csv"}));
    need(run_catalogue_publish(data.run(), {.name = "Prices 2", .valid_from = "2027-01-01"}));

    const auto old = data.read([](Transaction& tx) { return need(find_price_book(tx, 1)); });
    auto book = data.read([](Transaction& tx) { return need(find_price_book(tx, 2)); });
    REQUIRE(book);
    CHECK(book->name == "Prices 2");
    Decimal& price = book->products[0].plans[0].charges[0].prices[0].amount;
    CHECK(price == dec("1899.00"));
    price = dec("1849.00");
    CHECK(book->products == old->products);

    data.take_printed();
    need(run_catalogue_export(data.run(), {.version = 1}));
    CHECK(need(parse_price_book(data.take_printed())) == *old);
    data.temporary.write("wrong.csv", csv.substr(0, csv.size() / 2));
    CHECK_FALSE(run_catalogue_import(data.run(), {.file = data.temporary.path() + "/wrong.csv"}));
    CHECK_FALSE(run_catalogue_import(data.run(), {.file = data.temporary.path() + "/none.json"}));
    CHECK_FALSE(run_catalogue_publish(data.run(), {.name = "X", .valid_from = "soon"}));
    CHECK(data.count("SELECT COUNT(*) FROM price_book") == 2);
  }
}

}  // namespace satchel::server::catalogue_commands_test
