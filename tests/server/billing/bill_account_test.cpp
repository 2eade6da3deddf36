// One account's bill now: the same as a run's, and never twice.
#include "server/billing/bill_account.h"

#include "tests/server/billing/billing_fixture.h"
#include "tests/support/books.h"

namespace satchel::server::bill_account_test {
namespace {

const UserId ada = an_admin().user_id;

BillDecision<std::optional<Invoice>> bill(TestServer& server, Date through) {
  std::optional<BillDecision<std::optional<Invoice>>> answer;
  server.write([&](const ServerWrite& in) {
    answer = need(bill_account(in, ada, a_company_account(1).id, through));
  });
  return *answer;
}

TEST_SUITE("bill_account") {
  TEST_CASE("it is what a run would make, it is posted, and the run bills only the others") {
    TestServer server;
    add_billable_accounts(server, 2);

    const auto billed = bill(server, first_through);

    REQUIRE(billed);
    REQUIRE(*billed);
    CHECK((*billed)->total == usd(first_bill_minor));
    CHECK((*billed)->number == 1001);
    CHECK((*billed)->state == InvoiceState::posted);
    CHECK(server.count("SELECT COUNT(*) FROM audit_log WHERE action = 'bill_account'") == 1);
    CHECK_FALSE(*bill(server, first_through));
    const BillRun run = granted(start_run(server.context(), ada, first_through));
    CHECK(run.invoice_count == 1);
    CHECK(run.totals == std::vector<Money>{usd(first_bill_minor)});
    granted(post_run(server.context(), ada, run.id));
    server.read([](Transaction& tx) {
      check_books(tx);
      return 0;
    });
  }

  TEST_CASE("an open run may hold a draft of the account, and a day may lie too far ahead") {
    TestServer server;
    add_billable_accounts(server, 1);
    CHECK(bill(server, add_days(test_today, 32)).error() == BillRefusal::through_too_far);
    granted(start_run(server.context(), ada, first_through));
    CHECK(bill(server, first_through).error() == BillRefusal::another_run_open);
  }
}

}  // namespace
}  // namespace satchel::server::bill_account_test
