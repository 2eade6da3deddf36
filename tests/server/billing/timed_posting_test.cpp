// Tests of bill runs that are posted by themselves.
#include "tests/server/billing/billing_fixture.h"

namespace satchel::server::timed_posting_test {
namespace {

const UserId ada = an_admin().user_id;

BillRun run_as_it_is(TestServer& server, const BillRunId& id) {
  return *server.read([&](Transaction& tx) { return need(find_bill_run(tx, id)); });
}

TEST_SUITE("timed posting") {
  TEST_CASE("a ready run is posted once its time has come, in the name of who wanted that") {
    TestServer server;
    add_billable_accounts(server, 2);
    const BillRunId id = granted(start_run(server.context(), ada, first_through)).id;
    const Timestamp at{server.now.ms + 60'000};
    CHECK(granted(schedule_posting(server.context(), ada, id, at)).post_at == at);

    need(post_due_run(server.context()));
    CHECK(run_as_it_is(server, id).state == BillRunState::ready);
    server.now = at;
    need(post_due_run(server.context()));

    const BillRun posted = run_as_it_is(server, id);
    CHECK(posted.state == BillRunState::posted);
    CHECK(posted.posted_count == 2);
    CHECK(server.count("SELECT COUNT(*) FROM audit_log WHERE action = 'post_bill_run' AND "
                       "user_id = '" +
                       ada.text() + "'") == 1);
    need(post_due_run(server.context()));
  }

  TEST_CASE("a posting that was cut short goes on by itself") {
    TestServer server;
    add_billable_accounts(server, 3);
    const BillRunId id = granted(start_run(server.context(), ada, first_through)).id;
    granted(schedule_posting(server.context(), ada, id, server.now));
    REQUIRE(need(advance_posting(server.context(), ada, id, 1)) == true);

    need(post_due_run(server.context()));

    CHECK(run_as_it_is(server, id).posted_count == 3);
  }

  TEST_CASE("a run that is still planned waits, and the wish can be taken back") {
    TestServer server;
    add_billable_accounts(server, 1);
    const BillRunId id = granted(open_run(server.context(), ada, first_through)).id;
    granted(schedule_posting(server.context(), ada, id, server.now));

    need(post_due_run(server.context()));
    CHECK(run_as_it_is(server, id).state == BillRunState::running);
    CHECK(granted(resume_run(server.context(), id)).post_at == server.now);
    CHECK_FALSE(granted(schedule_posting(server.context(), ada, id, std::nullopt)).post_at);
    need(post_due_run(server.context()));

    CHECK(run_as_it_is(server, id).state == BillRunState::ready);
  }

  TEST_CASE("what has ended cannot be scheduled") {
    TestServer server;
    const BillRunId id = granted(start_run(server.context(), ada, first_through)).id;
    granted(discard_run(server.context(), ada, id));

    CHECK(refusal_of(schedule_posting(server.context(), ada, id, server.now)) ==
          BillRefusal::run_not_ready);
  }
}

}  // namespace
}  // namespace satchel::server::timed_posting_test
