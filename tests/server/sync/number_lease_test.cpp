// Number leases on the server: who may give which number, and that none is given twice.
#include "server/sync/number_lease.h"

#include <doctest/doctest.h>

#include "server/store/server_schema.h"
#include "tests/server/server_fixture.h"

namespace satchel::server::number_lease_test {
namespace {

/// A server and a device of Nancy's that asks for numbers.
struct Fixture : TestServer {
  SyncResponse ask(TestDevice& asking, std::vector<NumberStock> stock, std::size_t first = 1,
                   std::size_t last = 0) {
    SyncRequest request = asking.request(first, last);
    request.numbers = std::move(stock);
    const ExchangeOutcome outcome = asking.send(request);
    REQUIRE(std::holds_alternative<SyncResponse>(outcome));
    asking.cursor = std::get<SyncResponse>(outcome).cursor;
    return std::get<SyncResponse>(outcome);
  }

  std::int64_t number_of_account(int number) {
    return read([&](Transaction& tx) {
      return need(find_account(tx, a_company_account(number).id))->number;
    });
  }

  TestDevice device{*this, a_rep(), 1};
};

CreateAccount numbered(int account, std::int64_t number) {
  CreateAccount command{a_company_account(account)};
  command.account.number = number;
  return command;
}

}  // namespace

TEST_SUITE("number leases") {
  TEST_CASE_FIXTURE(Fixture, "C8: a device that runs low is given a block of 20 of each series") {
    const SyncResponse response =
        ask(device, {{NumberSeries::account, 0, 0}, {NumberSeries::order, 0, 0}});
    REQUIRE(response.numbers.size() == 2);
    CHECK(response.numbers[0].first == 1001);
    CHECK(response.numbers[0].last == 1020);
    CHECK(response.numbers[1].series == NumberSeries::order);
    CHECK(response.numbers[1].first == 1001);

    CHECK(ask(device, {{NumberSeries::account, 1020, 9}}).numbers.front().first == 1021);
  }

  TEST_CASE_FIXTURE(Fixture, "C8: a device that has enough is given nothing, and may idle") {
    device.pull_all();
    ask(device, {{NumberSeries::account, 0, 0}});
    SyncRequest request = device.request(1, 0);
    request.numbers = {{NumberSeries::account, 1020, 10}};
    CHECK(std::holds_alternative<SyncIdle>(device.send(request)));
  }

  TEST_CASE_FIXTURE(Fixture, "C8: a block whose answer was lost is given again, not a new one") {
    ask(device, {{NumberSeries::account, 0, 0}});
    const SyncResponse again = ask(device, {{NumberSeries::account, 0, 0}});
    REQUIRE(again.numbers.size() == 1);
    CHECK(again.numbers[0].first == 1001);
    CHECK(again.numbers[0].last == 1020);
  }

  TEST_CASE_FIXTURE(Fixture, "C8: a number of the device's lease is final; each is used once") {
    ask(device, {{NumberSeries::account, 0, 0}});
    device.add(numbered(1, 1005)).add(numbered(2, 1005));

    const SyncResponse response = device.push(1, 2);

    CHECK(number_of_account(1) == 1005);
    CHECK(number_of_account(2) == 1021);
    REQUIRE(response.verdicts.size() == 2);
    CHECK(response.verdicts[0].verdict.kind == VerdictKind::accepted);
    CHECK(response.verdicts[1].verdict.kind == VerdictKind::amended);
    CHECK(response.verdicts[1].verdict.amendments.front() == Amendment{"number", "1005", "1021"});
  }

  TEST_CASE_FIXTURE(Fixture, "C8: another device's number, or one of no lease, is replaced") {
    ask(device, {{NumberSeries::account, 0, 0}, {NumberSeries::order, 0, 0}});
    TestDevice other(*this, a_rep(), 2);
    PlaceOrder order = a_place_order(1);
    order.number = 1001;
    other.add(numbered(1, 1001)).add(order).add(numbered(2, 500));

    const SyncResponse response = other.push(1, 3);

    CHECK(number_of_account(1) == 1021);
    CHECK(number_of_account(2) == 1022);
    // The account and the order were amended alike, so one range tells of both.
    REQUIRE(response.verdicts.size() == 2);
    CHECK(response.verdicts[0].last == 2);
    CHECK(response.verdicts[0].verdict.amendments.front() == Amendment{"number", "1001", "1021"});
    CHECK(response.verdicts[1].verdict.amendments.front() == Amendment{"number", "500", "1022"});
  }

  TEST_CASE_FIXTURE(Fixture, "C8: a refused entry leaves its number in the lease") {
    ask(device, {{NumberSeries::account, 0, 0}});
    CreateAccount refused = numbered(1, 1001);
    refused.account.last_name = "";
    device.add(refused).add(numbered(1, 1001)).push(1, 2);
    CHECK(number_of_account(1) == 1001);
  }

  TEST_CASE_FIXTURE(Fixture, "C8: in a new epoch old leases are void and numbers go on higher") {
    ask(device, {{NumberSeries::account, 0, 0}});
    write([&](const ServerWrite& in) { need(renew_epoch(in)); });
    device.add(numbered(1, 1001)).push(1, 1);
    CHECK(number_of_account(1) == 11021);
    CHECK(ask(device, {{NumberSeries::account, 1020, 0}}).numbers.front().first == 11022);
  }

  TEST_CASE_FIXTURE(Fixture, "C8: acts that no device sends get their numbers in series") {
    accept(numbered(1, 4711));
    CHECK(number_of_account(1) == 1001);
  }
}

}  // namespace satchel::server::number_lease_test
