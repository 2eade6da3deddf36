// Tests of closed months: who closes them, which, and what is refused from then on.
#include "server/billing/close_month.h"

#include "tests/server/billing/billing_fixture.h"
#include "tests/support/books.h"

namespace satchel::server::close_month_test {
namespace {

const UserId ada = an_admin().user_id;
constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

Decision<ClosedMonth> close(TestServer& server, const std::string& month,
                            const Actor& actor = an_admin()) {
  const auto tx = need(server.database->begin());
  auto closed = need(close_month(write_in(server.context(), *tx), actor, month));
  need(tx->commit());
  return closed;
}

Reason refused(const Decision<ClosedMonth>& decision) {
  REQUIRE_FALSE(decision);
  return decision.error().reason;
}

}  // namespace

TEST_SUITE("close_month") {
  TEST_CASE("a month is closed once it is over, in order, by those who may") {
    TestServer server;
    CHECK(refused(close(server, "2026-11")) == Reason::month_not_over);
    CHECK(refused(close(server, "2026-10", a_rep())) == Reason::role_not_allowed);
    CHECK(refused(close(server, "2026-13")) == Reason::field_invalid);
    CHECK(refused(close(server, "October")) == Reason::field_invalid);
    REQUIRE(close(server, "2026-10"));
    CHECK(refused(close(server, "2026-10")) == Reason::month_closed);
    CHECK(refused(close(server, "2026-09")) == Reason::month_closed);
    CHECK(server.count("SELECT COUNT(*) FROM audit_log WHERE action = 'close_month' AND "
                       "subject = 'ledger:2026-10'") == 1);
  }

  TEST_CASE("a closed month refuses bill runs dated in it, and every entry") {
    TestServer server;
    add_billable_accounts(server, 1);
    server.now.ms += 12 * day_ms;  // 4 December.
    REQUIRE(close(server, "2026-11"));

    CHECK(refusal_of(start_run(server.context(), ada, date(2026, 11, 30))) ==
          BillRefusal::month_closed);
    CHECK(granted(start_run(server.context(), ada, first_through)).state == BillRunState::ready);
    server.write([](const ServerWrite& in) {
      LedgerEntry entry;
      entry.on = date(2026, 11, 30);
      entry.subject_id = "x";
      entry.amount = usd(1);
      const auto added = add_ledger_entries(in.tx, {entry});
      REQUIRE_FALSE(added);
      CHECK(added.error().code == ErrorCode::conflict);
      CHECK(added.error().message ==
            "The ledger takes no entry of 2026-11-30: its month is closed. Date it on 2026-12-01 "
            "or later.");
    });
  }

  TEST_CASE("a month in which an open bill run is dated stays open") {
    TestServer server;
    add_billable_accounts(server, 1);
    server.now.ms += 12 * day_ms;
    const BillRun run = granted(start_run(server.context(), ada, date(2026, 11, 30)));
    CHECK(refused(close(server, "2026-11")) == Reason::bill_run_open);
    granted(post_run(server.context(), ada, run.id));
    CHECK(close(server, "2026-11"));
  }

  TEST_CASE("money that was taken in a closed month counts from the first open day") {
    TestServer server;
    server.add_account(a_company_account(1));
    server.now.ms += 12 * day_ms;
    REQUIRE(close(server, "2026-11"));
    server.accept(RecordPayment{{.id = id_of<PaymentId>(1),
                                 .account_id = a_company_account(1).id,
                                 .method = PaymentMethod::cash,
                                 .amount = usd(5'000),
                                 .taken_on = test_today}});
    CHECK(server.lines("SELECT entered_on FROM ledger_entry") == "2026-12-01\n");
    CHECK(server.lines("SELECT taken_on FROM payment") == to_text(test_today) + "\n");
    server.read([](Transaction& tx) {
      check_books(tx);
      return 0;
    });
  }
}

}  // namespace satchel::server::close_month_test
