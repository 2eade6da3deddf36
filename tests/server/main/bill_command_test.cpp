// Tests of satchel bill.
#include "tests/server/billing/billing_fixture.h"
#include "tests/server/main/command_fixture.h"

namespace satchel::server::bill_command_test {
namespace {

TEST_SUITE("satchel bill") {
  /// A folder with one completed order that was never billed.
  void sell_one(TestFolder & data, TestServer & server) {
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{a_company_account(1)}).add(a_place_order(1)).push(1, 2);
    need(run_order_act(data.run(), OrderAct::accept, {}, true));
    need(run_order_act(data.run(), OrderAct::complete, {}, true));
    data.take_printed();
  }

  TEST_CASE("a run that was inspected is posted by the same command with --post") {
    TestFolder data;
    TestServer server(data.folder.database_address());
    sell_one(data, server);

    need(run_bill(data.run(), {.through = "2026-12-01"}));
    CHECK(data.take_printed().find("ready, 1 invoices") != std::string::npos);
    need(run_bill(data.run(), {.through = "2026-12-01", .post = true}));

    CHECK(data.take_printed().find("posted, 1 invoices") != std::string::npos);
    CHECK(data.count("SELECT COUNT(*) FROM bill_run") == 1);
  }

  TEST_CASE("a run that was killed goes on where it stopped") {
    TestFolder data;
    TestServer server(data.folder.database_address());
    sell_one(data, server);
    REQUIRE(need(open_run(data.run().context, {}, date(2026, 12, 1))));

    need(run_bill(data.run(), {.through = "2026-12-01", .post = true}));

    CHECK(data.take_printed().find("posted, 1 invoices") != std::string::npos);
    CHECK(data.count("SELECT COUNT(*) FROM bill_run") == 1);
  }

  TEST_CASE("what failed is billed again with --retry") {
    TestFolder data;
    TestServer server(data.folder.database_address());
    sell_one(data, server);
    server.write([](const ServerWrite& in) {
      need(in.tx.run("UPDATE billable_charge SET unit_price = '99999999999999'"));
    });
    need(run_bill(data.run(), {.through = "2026-12-01"}));
    const std::string failed = data.take_printed();
    CHECK(failed.find("ready, completed with errors, 0 invoices") != std::string::npos);
    CHECK(failed.find("not billed: " + a_company_account(1).id.text()) != std::string::npos);
    server.write([](const ServerWrite& in) {
      need(in.tx.run("UPDATE billable_charge SET unit_price = '10.00'"));
    });

    need(run_bill(data.run(), {.through = "2026-12-01", .retry = true, .post = true}));

    CHECK(data.take_printed().find("posted, 1 invoices") != std::string::npos);
    CHECK_FALSE(run_bill(data.run(), {.through = "2026-12-01", .retry = true}));
  }

  TEST_CASE("a run tells now and then how far it is") {
    /// Each look at it takes a second.
    class RunningClock final : public Clock {
     public:
      Timestamp now() const override { return {now_ms_ += 1'000}; }

     private:
      mutable std::int64_t now_ms_ = test_now.ms;
    };
    TestFolder data;
    TestServer server(data.folder.database_address());
    add_billable_accounts(server, 3);
    REQUIRE(need(open_run(data.run().context, {}, date(2026, 12, 1), 1)));
    const RunningClock clock;
    CommandRun run = data.run();
    run.clock = &clock;

    need(run_bill(run, {.through = "2026-12-01"}));

    CHECK(data.take_printed().find("  2 of 3 accounts, 1 per second, 1 s left\n") !=
          std::string::npos);
  }

  TEST_CASE("one account is billed at once, by its number, and once") {
    TestFolder data;
    TestServer server(data.folder.database_address());
    sell_one(data, server);

    need(run_bill(data.run(), {.through = "2026-12-01", .account = "1001"}));
    CHECK(data.take_printed() == "Posted invoice 1001 for account 1001: 96.67 USD.\n");
    need(run_bill(data.run(), {.through = "2026-12-01", .account = "1001"}));

    CHECK(data.take_printed() == "There is nothing to bill.\n");
    CHECK_FALSE(run_bill(data.run(), {.through = "2026-12-01", .account = "4711"}));
  }

  TEST_CASE("who joins a run does what is left of it") {
    TestFolder data;
    TestServer server(data.folder.database_address());
    sell_one(data, server);
    const auto opened = need(open_run(data.run().context, {}, date(2026, 12, 1)));
    REQUIRE(opened);

    need(run_bill(data.run(), {.join = opened->id.text()}));

    CHECK(data.take_printed().find("ready, 1 invoices") != std::string::npos);
    CHECK_FALSE(run_bill(data.run(), {.join = "the last one"}));
    CHECK_FALSE(run_bill(data.run(), {.join = an_order_id(1).text()}));
  }

  TEST_CASE("what looks wrong against the cycle before is told before posting") {
    TestFolder data;
    TestServer server(data.folder.database_address());
    sell_one(data, server);
    server.write([](const ServerWrite& in) {
      Organisation organisation = *need(find_organisation(in.tx));
      organisation.settings.bill_change_percent = 1;
      need(save_organisation(in.tx, organisation));
    });
    need(run_bill(data.run(), {.through = "2026-11-23", .post = true}));
    data.take_printed();

    need(run_bill(data.run(), {.through = "2026-12-01"}));

    CHECK(data.take_printed().find("  changed: account 1001 Alfreds Futterkiste: 47.67 USD before, "
                                   "49.00 USD now\n") != std::string::npos);
  }

  TEST_CASE("an open run through another date is named with what to do, and can be discarded") {
    TestFolder data;
    TestServer server(data.folder.database_address());
    sell_one(data, server);
    need(run_bill(data.run(), {.through = "2026-12-01"}));

    const auto other = run_bill(data.run(), {.through = "2026-12-02", .post = true});

    REQUIRE_FALSE(other);
    CHECK(other.error().message.find("through 2026-12-01 is open (ready)") != std::string::npos);
    CHECK(other.error().message.find("--through 2026-12-01 --post") != std::string::npos);
    need(run_bill(data.run(), {.through = "2026-12-01", .discard = true}));
    CHECK(data.count("SELECT COUNT(*) FROM invoice") == 0);
    CHECK_FALSE(run_bill(data.run(), {.through = "2026-12-01", .discard = true}));
  }
}

}  // namespace
}  // namespace satchel::server::bill_command_test
