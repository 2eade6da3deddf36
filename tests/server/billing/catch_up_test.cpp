// A test of orders that arrive after their bill cycle was closed.
#include "tests/server/billing/billing_fixture.h"

namespace satchel::server::catch_up_test {
namespace {

constexpr std::int64_t day_ms = 24LL * 3600 * 1000;
const UserId ada = an_admin().user_id;

TEST_CASE("O4: a late order of a closed cycle is caught up with by the next run, line by line") {
  TestServer server;
  server.add_account(a_company_account());
  TestDevice device(server, a_rep(), 1);
  device.pull();
  device.add(a_place_order(1));
  server.now.ms += 12 * day_ms;
  granted(
      post_run(server.context(), ada, granted(start_run(server.context(), ada, first_through)).id));
  REQUIRE(server.lines("SELECT closed_through FROM organisation") == "2026-12-01\n");

  const auto response = device.push(1, 1);
  REQUIRE_FALSE(response.verdicts.back().verdict.rejection);
  server.accept(AcceptOrder{an_order_id(1)});
  server.accept(CompleteOrder{an_order_id(1)});
  const BillRun run = granted(start_run(server.context(), ada, date(2027, 1, 1)));

  CHECK(run.totals == std::vector<Money>{usd(first_bill_minor + 4'900)});
  CHECK(
      server.lines("SELECT period_start || ' ' || period_end || ' ' || CAST(amount_minor AS TEXT) "
                   "FROM invoice_line WHERE name LIKE 'Support%' ORDER BY period_start") ==
      "2026-11-22 2026-12-01 1470\n2026-12-01 2027-01-01 4900\n2027-01-01 2027-02-01 4900\n");
  const BillRun posted = granted(post_run(server.context(), ada, run.id));
  CHECK(posted.posted_count == 1);
  CHECK(server.lines("SELECT invoice_date FROM invoice") == "2027-01-01\n");
}

}  // namespace
}  // namespace satchel::server::catch_up_test
