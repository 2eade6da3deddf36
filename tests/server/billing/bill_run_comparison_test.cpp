// Tests of anomalies and comparisons: what a run bills against the cycle before and its dry run.
#include "server/store/bill_run_comparison.h"

#include "tests/server/billing/billing_fixture.h"

namespace satchel::server::bill_run_comparison_test {
namespace {

const UserId ada = an_admin().user_id;
const Date next_through = date(2027, 1, 1);
constexpr std::int64_t month_ms = 31LL * 24 * 3600 * 1000;
constexpr std::int64_t monthly_minor = 4'900;

/// Bills and posts November and December, then goes on to the day on which January is billed.
void post_first_cycle(TestServer& server) {
  granted(
      post_run(server.context(), ada, granted(start_run(server.context(), ada, first_through)).id));
  server.now.ms += month_ms;
}

std::vector<BillRunAnomaly> anomalies_of(TestServer& server, const BillRun& run,
                                         std::int64_t percent) {
  return server.read(
      [&](Transaction& tx) { return need(find_bill_run_anomalies(tx, run, percent, 100)); });
}

std::vector<BillRunChange> changes_of(TestServer& server, const BillRun& run,
                                      const BillRunDiffQuery& query) {
  return server.read([&](Transaction& tx) { return need(compare_bill_run(tx, run, query)); });
}

void set_price(TestServer& server, int number, const std::string& price) {
  server.write([&](const ServerWrite& in) {
    need(in.tx.run("UPDATE billable_charge SET unit_price = $2 WHERE account_id = $1",
                   a_company_account(number).id, price));
  });
}

TEST_SUITE("anomalies") {
  TEST_CASE("a bill that changes by more than the setting stands out, with both amounts") {
    TestServer server;
    add_billable_accounts(server, 2);
    post_first_cycle(server);
    const BillRun run = granted(start_run(server.context(), ada, next_through));

    const auto found = anomalies_of(server, run, 49);

    REQUIRE(found.size() == 2);
    CHECK(found[0].kind == BillRunAnomalyKind::changed);
    CHECK(found[0].change.account_id == a_company_account(1).id);
    CHECK(found[0].change.account_number == 1001);
    CHECK(found[0].change.account_name == "Alfreds Futterkiste");
    CHECK(found[0].change.before == usd(first_bill_minor));
    CHECK(found[0].change.after == usd(monthly_minor));
    CHECK(difference_of(found[0].change) == usd(monthly_minor - first_bill_minor));
    CHECK(anomalies_of(server, run, 50).empty());
  }

  TEST_CASE("an account that was billed in the cycle before and is not now is missing") {
    TestServer server;
    add_billable_accounts(server, 3);
    post_first_cycle(server);
    server.write([&](const ServerWrite& in) {
      need(in.tx.run("UPDATE billable_charge SET ends_on = '2027-01-01' WHERE account_id = $1",
                     a_company_account(2).id));
    });
    const BillRun run = granted(start_run(server.context(), ada, next_through));

    const auto found = anomalies_of(server, run, 100);

    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == BillRunAnomalyKind::missing);
    CHECK(found[0].change.account_id == a_company_account(2).id);
    CHECK(found[0].change.before == usd(first_bill_minor));
    CHECK_FALSE(found[0].change.after);
    CHECK(granted(post_run(server.context(), ada, run.id)).state == BillRunState::posted);
  }

  TEST_CASE("an invoice of nothing stands out, in the first cycle too") {
    TestServer server;
    add_billable_accounts(server, 2);
    set_price(server, 2, "0");
    const BillRun dry = granted(start_dry(server.context(), ada, first_through));

    const auto found = anomalies_of(server, dry, 50);

    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == BillRunAnomalyKind::not_positive);
    CHECK(found[0].change.after == usd(0));
  }

  TEST_CASE("an account that failed is listed there, and not as missing") {
    TestServer server;
    add_billable_accounts(server, 2);
    post_first_cycle(server);
    poison(server, 1);
    const BillRun run = granted(start_run(server.context(), ada, next_through));

    CHECK(run.failed.size() == 1);
    CHECK(anomalies_of(server, run, 100).empty());
  }

  TEST_CASE("a device whose unsent work began after the cycle is not a warning of its run") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    const auto say = [&](std::int64_t oldest_at_ms) {
      server.write([&](const ServerWrite& in) {
        need(save_contact(in.tx, device.device_id, {2, oldest_at_ms, {usd(500)}}, in.now));
      });
    };
    const BillRun run = granted(start_run(server.context(), ada, date(2026, 11, 20)));
    const auto warned = [&] {
      return server.read(
          [&](Transaction& tx) { return need(find_bill_run(tx, run.id))->unsent_devices.size(); });
    };

    say(test_now.ms);
    CHECK(warned() == 0);
    say(test_now.ms - month_ms);
    CHECK(warned() == 1);
  }
}

TEST_SUITE("comparison") {
  TEST_CASE("a run differs from its dry run by what was changed in between") {
    TestServer server;
    add_billable_accounts(server, 3);
    granted(start_dry(server.context(), ada, first_through));
    set_price(server, 2, "0");
    add_billable_account(server, 4);
    const BillRun run = granted(start_run(server.context(), ada, first_through));

    const auto changes = changes_of(server, run, {.base = BillRunBase::dry});

    REQUIRE(changes.size() == 4);
    CHECK(difference_of(changes[0]) == usd(0));
    CHECK(changes[1].before == usd(first_bill_minor));
    CHECK(changes[1].after == usd(0));
    CHECK(difference_of(changes[1]) == usd(-first_bill_minor));
    CHECK_FALSE(changes[3].before);
    CHECK(difference_of(changes[3]) == usd(first_bill_minor));
  }

  TEST_CASE("pages of a comparison tile it") {
    TestServer server;
    add_billable_accounts(server, 5);
    post_first_cycle(server);
    const BillRun run = granted(start_run(server.context(), ada, next_through));
    const auto whole = changes_of(server, run, {});

    std::vector<BillRunChange> paged;
    BillRunDiffQuery query{.count_max = 2};
    while (true) {
      const auto page = changes_of(server, run, query);
      paged.insert(paged.end(), page.begin(), page.end());
      if (page.size() < 2) break;
      query.after = cursor_of(page.back());
    }

    CHECK(whole.size() == 5);
    CHECK(paged == whole);
  }

  TEST_CASE("a first run is compared with nothing") {
    TestServer server;
    add_billable_accounts(server, 1);
    const BillRun run = granted(start_run(server.context(), ada, first_through));

    const auto changes = changes_of(server, run, {});

    REQUIRE(changes.size() == 1);
    CHECK_FALSE(changes[0].before);
    CHECK(anomalies_of(server, run, 50).empty());
  }
}

}  // namespace
}  // namespace satchel::server::bill_run_comparison_test
