// Tests of several processes that drive one bill run on PostgreSQL.
#include <sys/wait.h>
#include <unistd.h>

#include "tests/server/billing/billing_fixture.h"
#include "tests/server/postgres/postgres_fixture.h"

namespace satchel::server::bill_run_workers_test {
namespace {

constexpr int accounts = 40;
const UserId ada = an_admin().user_id;

/// Every account has one invoice of the run, and no period was billed twice.
void check_each_once(TestServer& server, const BillRunId& id) {
  const BillRun run = *server.read([&](Transaction& tx) { return need(find_bill_run(tx, id)); });
  CHECK(run.state == BillRunState::ready);
  CHECK(run.accounts_done == accounts);
  CHECK(run.accounts_failed == 0);
  CHECK(run.totals == std::vector<Money>{usd(accounts * first_bill_minor)});
  CHECK(server.count("SELECT COUNT(*) FROM invoice") == accounts);
  CHECK(server.count("SELECT COUNT(DISTINCT account_id) FROM invoice") == accounts);
  CHECK(server.count("SELECT COUNT(*) FROM (SELECT charge_id, period_start FROM invoice_line "
                     "GROUP BY charge_id, period_start HAVING COUNT(*) > 1) twice") == 0);
}

/// Starts a process that helps with the run, on a connection of its own.
pid_t start_worker(const std::string& url, const BillRunId& id, std::uint64_t seed) {
  const pid_t worker = fork();
  REQUIRE(worker >= 0);
  if (worker > 0) return worker;
  SeededRandom random(seed);
  const auto database = open_postgres({.url = url});
  const bool done = database && resume_run({**database, random, test_now}, id).has_value();
  _exit(done ? 0 : 1);
}

}  // namespace

TEST_SUITE("bill run, several processes") {
  TEST_CASE("a chunk that another is at is left out, and claimed again when that one dies") {
    const EngineScope scope(postgres_engine());
    TestServer server("bill_run_workers");
    add_billable_accounts(server, accounts);
    const BillRunId id = granted(open_run(server.context(), ada, first_through, 10)).id;
    const auto other = need(test_engine().open("bill_run_workers"));
    auto claimed = need(other->begin(Access::share));
    REQUIRE(need(claim_bill_run_chunk(*other, *claimed, id))->number == 1);

    REQUIRE(need(advance_run(server.context(), id)));
    CHECK(server.lines("SELECT CAST(number AS TEXT) FROM bill_run_chunk WHERE done_at_ms > 0") ==
          "2\n");
    claimed.reset();
    granted(resume_run(server.context(), id));

    check_each_once(server, id);
  }

  TEST_CASE("two processes bill every account once") {
    const EngineScope scope(postgres_engine());
    const std::string url = postgres_engine().address_of("bill_run_processes");
    TestServer server("bill_run_processes");
    add_billable_accounts(server, accounts);
    const BillRunId id = granted(open_run(server.context(), ada, first_through, 2)).id;

    const std::vector<pid_t> workers{start_worker(url, id, 11), start_worker(url, id, 12)};
    for (const pid_t worker : workers) {
      int status = 1;
      REQUIRE(waitpid(worker, &status, 0) == worker);
      CHECK(status == 0);
    }

    check_each_once(server, id);
  }
}

}  // namespace satchel::server::bill_run_workers_test
