// Number leases on the device: final numbers offline, provisional ones when they are used up.
#include "web/sync/number_lease.h"

#include <doctest/doctest.h>

#include "shared/store/catalog_store.h"
#include "shared/store/organisation_store.h"
#include "tests/web/sync/test_device.h"

namespace satchel::web::number_lease_test {
namespace {

struct Fixture {
  TestDevice device;

  Fixture() {
    auto tx = need(device.database->begin());
    need(save_organisation(*tx, an_organisation()));
    need(save_price_book(*tx, a_price_book()));
    need(tx->commit());
  }

  void lease(const std::string& epoch, std::vector<NumberBlock> blocks) {
    auto tx = need(device.database->begin());
    need(add_number_blocks(*tx, epoch, blocks));
    need(tx->run("UPDATE device SET epoch = $1", epoch));
    need(tx->commit());
  }

  NumberStock stock(NumberSeries series) {
    return device.read(
        [](Transaction& tx) { return load_number_stock(tx); })[series == NumberSeries::order];
  }

  std::int64_t create(int number) {
    REQUIRE(device.give(CreateAccount{a_company_account(number)}));
    return device.account(a_company_account(number).id)->number;
  }
};

}  // namespace

TEST_SUITE("number leases on the device") {
  TEST_CASE_FIXTURE(Fixture, "C8: offline, customers and orders get their final numbers in order") {
    lease("e1", {{NumberSeries::account, 1041, 1042}, {NumberSeries::order, 1101, 1120}});

    CHECK(create(1) == 1041);
    REQUIRE(device.give(a_place_order(1)));
    CHECK(device.order(1)->number == 1101);
    CHECK(create(2) == 1042);
    CHECK(create(3) == 0);
    CHECK(stock(NumberSeries::account).left == 0);
    CHECK(stock(NumberSeries::account).last == 1042);
    CHECK(stock(NumberSeries::order).left == 19);
    CHECK(device.pending()[1].text.find("\"number\":1101") != std::string::npos);
  }

  TEST_CASE_FIXTURE(Fixture, "C8: a refused entry uses no number up") {
    lease("e1", {{NumberSeries::account, 1041, 1060}});
    Account incomplete = a_company_account(1);
    incomplete.email = "";
    CHECK_FALSE(device.give(CreateAccount{incomplete}));
    CHECK(create(1) == 1041);
  }

  TEST_CASE_FIXTURE(Fixture, "C8: blocks are used in order; one that is known is not added again") {
    lease("e1", {{NumberSeries::account, 1001, 1001}});
    lease("e1", {{NumberSeries::account, 1001, 1001}, {NumberSeries::account, 1041, 1042}});
    CHECK(stock(NumberSeries::account).left == 3);
    CHECK(create(1) == 1001);
    CHECK(create(2) == 1041);
  }

  TEST_CASE_FIXTURE(Fixture, "C8: what was leased in another epoch is worth nothing") {
    lease("e1", {{NumberSeries::account, 1001, 1020}});
    lease("e2", {});
    CHECK(stock(NumberSeries::account).left == 0);
    CHECK(stock(NumberSeries::account).last == 1020);
    CHECK(create(1) == 0);
    lease("e2", {{NumberSeries::account, 11021, 11040}});
    CHECK(create(2) == 11021);
  }
}

}  // namespace satchel::web::number_lease_test
