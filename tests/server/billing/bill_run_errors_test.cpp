// Tests of runs that could not bill every account, and of how far a run is.
#include <cstdlib>

#include "tests/server/billing/billing_fixture.h"

namespace satchel::server::bill_run_errors_test {
namespace {

const UserId ada = an_admin().user_id;

/// The full counts of scripts/test ask for more.
int accounts_of_big_run() {
  const char* wanted = std::getenv("SATCHEL_BILLED_ACCOUNTS");
  return wanted == nullptr ? 300 : std::atoi(wanted);
}

TEST_SUITE("failed accounts") {
  TEST_CASE("an account that cannot be billed is parked with its reason, the rest are billed") {
    TestServer server;
    add_billable_accounts(server, 3);
    poison(server, 2);

    const BillRun run = granted(start_run(server.context(), ada, first_through));

    CHECK(run.state == BillRunState::ready);
    CHECK(run.accounts_failed == 1);
    CHECK(run.invoice_count == 2);
    REQUIRE(run.failed.size() == 1);
    CHECK(run.failed[0].account_id == a_company_account(2).id);
    CHECK(run.failed[0].error == describe(Reason::amount_out_of_range));
  }

  TEST_CASE("a slot that is taken parks the account instead of billing a period twice") {
    TestServer server;
    add_billable_accounts(server, 2);
    server.write([](const ServerWrite& in) {
      need(in.tx.run(R"sql(
        INSERT INTO charge_slot (charge_id, period_start, period_end, line_id)
        SELECT id, '2026-11-21', '2026-11-25', 'foreign line' FROM billable_charge
        WHERE account_id = $1 AND kind = 'recurring'
      )sql",
                     a_company_account(1).id));
    });

    const BillRun run = granted(start_run(server.context(), ada, first_through));

    CHECK(run.invoice_count == 1);
    REQUIRE(run.failed.size() == 1);
    CHECK(run.failed[0].account_id == a_company_account(1).id);
    CHECK(server.count("SELECT COUNT(*) FROM invoice_line") == 3);
  }

  TEST_CASE("a repaired account is billed by a retry") {
    TestServer server;
    add_billable_accounts(server, 3);
    poison(server, 2);
    const BillRun run = granted(start_run(server.context(), ada, first_through));

    CHECK(granted(retry_failed(server.context(), ada, run.id)).accounts_failed == 1);
    heal(server, 2);
    const BillRun retried = granted(retry_failed(server.context(), ada, run.id));

    CHECK(retried.accounts_failed == 0);
    CHECK(retried.invoice_count == 3);
    CHECK(retried.digest != run.digest);
    CHECK(granted(post_run(server.context(), ada, run.id)).posted_count == 3);
  }
}

TEST_SUITE("completed with errors") {
  TEST_CASE("of many accounts one is corrupt: all others are billed, a retry bills just that one") {
    TestServer server;
    const int many = accounts_of_big_run();
    add_billable_accounts(server, many);
    poison(server, 137);

    const BillRun run = granted(start_run(server.context(), ada, first_through));

    CHECK(is_completed_with_errors(run));
    CHECK(run.accounts_done == many);
    CHECK(run.invoice_count == many - 1);
    REQUIRE(run.failed.size() == 1);
    CHECK(run.failed[0].account_id == a_company_account(137).id);
    const std::string others = server.lines(
        "SELECT id || ' ' || account_id || ' ' || total_minor FROM invoice ORDER BY id");
    heal(server, 137);

    const BillRun retried = granted(retry_failed(server.context(), ada, run.id));

    CHECK_FALSE(is_completed_with_errors(retried));
    CHECK(retried.invoice_count == many);
    CHECK(server.count("SELECT COUNT(*) FROM invoice WHERE account_id = '" +
                       a_company_account(137).id.text() + "'") == 1);
    CHECK(server.lines("SELECT id || ' ' || account_id || ' ' || total_minor FROM invoice "
                       "WHERE account_id <> '" +
                       a_company_account(137).id.text() + "' ORDER BY id") == others);
    CHECK(server.count("SELECT COUNT(*) FROM audit_log WHERE action = 'retry_bill_run'") == 1);
    const BillRun posted = granted(post_run(server.context(), ada, run.id));
    CHECK(posted.posted_count == many);
    CHECK(server.count("SELECT MAX(number) - MIN(number) + 1 FROM invoice") == many);
  }

  TEST_CASE("a posted run still says that it was completed with errors") {
    TestServer server;
    add_billable_accounts(server, 2);
    poison(server, 2);
    const BillRun run = granted(start_run(server.context(), ada, first_through));

    const BillRun posted = granted(post_run(server.context(), ada, run.id));

    CHECK(posted.state == BillRunState::posted);
    CHECK(is_completed_with_errors(posted));
    CHECK(posted.posted_count == 1);
  }

  TEST_CASE("only a ready run is tried again") {
    TestServer server;
    add_billable_accounts(server, 1);
    const BillRun run = granted(open_run(server.context(), ada, first_through));
    CHECK(refusal_of(retry_failed(server.context(), ada, run.id)) == BillRefusal::run_not_ready);
  }
}

TEST_SUITE("progress") {
  /// Does the next chunk `ms` after the one before; returns the run.
  BillRun step(TestServer & server, const BillRunId& id, std::int64_t ms) {
    server.now.ms += ms;
    REQUIRE(need(advance_run(server.context(), id)));
    return *server.read([&](Transaction& tx) { return need(find_bill_run(tx, id)); });
  }

  TEST_CASE("a running run tells accounts per second and the time left") {
    TestServer server;
    add_billable_accounts(server, 10);
    const BillRun opened = granted(open_run(server.context(), ada, first_through, 2));
    CHECK(opened.accounts_total == 10);
    CHECK_FALSE(opened.progress);

    const BillRun first = step(server, opened.id, 500);
    const BillRun second = step(server, opened.id, 500);

    CHECK(first.accounts_done == 2);
    CHECK(first.progress == BillRunProgress{.accounts_per_second = 4, .seconds_left = 2});
    CHECK(second.accounts_done == 4);
    CHECK(second.progress == BillRunProgress{.accounts_per_second = 4, .seconds_left = 2});
    CHECK_FALSE(granted(resume_run(server.context(), opened.id)).progress);
  }

  TEST_CASE("the time that a killed run stood still falls out of its speed") {
    TestServer server;
    add_billable_accounts(server, 40);
    const BillRunId id = granted(open_run(server.context(), ada, first_through, 1)).id;
    CHECK(step(server, id, 3'600'000).progress ==
          BillRunProgress{.accounts_per_second = 0, .seconds_left = 39 * 3600});

    BillRun run;
    for (int chunk = 0; chunk < 20; ++chunk) run = step(server, id, 100);

    CHECK(run.accounts_done == 21);
    CHECK(run.progress == BillRunProgress{.accounts_per_second = 10, .seconds_left = 2});
  }
}

}  // namespace
}  // namespace satchel::server::bill_run_errors_test
