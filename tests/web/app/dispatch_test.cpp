// dispatch: everything of a command is durable together, or nothing of it is.
#include "web/app/dispatch.h"

#include <doctest/doctest.h>

#include "tests/web/sync/crashing_database.h"
#include "tests/web/sync/test_device.h"

namespace satchel::web::dispatch_test {
namespace {

struct Desk {
  Desk() { nancy.exchange_all(server); }
  TruthServer server;
  TestDevice nancy;
};

}  // namespace

TEST_SUITE_BEGIN("dispatch");

TEST_CASE("an accepted command is in the tables and in the outbox, also after a restart") {
  Desk desk;

  const auto decided = desk.nancy.give(a_place_order());
  desk.nancy.reopen();

  REQUIRE(decided);
  CHECK(decided->front() == AggregateRef{AggregateKind::order, an_order_id().text()});
  CHECK(desk.nancy.order());
  CHECK(desk.nancy.pending().size() == 1);
}

TEST_CASE("a rejected command stores nothing") {
  Desk desk;
  PlaceOrder command = a_place_order();
  command.quoted_one_time = usd(1);

  const auto decided = desk.nancy.give(command);

  REQUIRE_FALSE(decided);
  CHECK(decided.error().reason == Reason::totals_differ);
  CHECK_FALSE(desk.nancy.order());
  CHECK(desk.nancy.pending().empty());
}

TEST_CASE("acts of the back office never wait in the outbox") {
  Desk desk;
  desk.server.save(a_placed_order());
  desk.nancy.exchange_all(desk.server);

  const auto decided = desk.nancy.give(AcceptOrder{an_order_id()});

  REQUIRE_FALSE(decided);
  CHECK(decided.error().reason == Reason::role_not_allowed);
  CHECK(desk.nancy.pending().empty());
}

TEST_CASE("a command of a person who is no longer logged in is an error and stores nothing") {
  Desk desk;
  need(end_session(*desk.nancy.database));

  const auto decided =
      dispatch(*desk.nancy.database, {a_session(), desk.nancy.now, test_today}, a_place_order());

  REQUIRE_FALSE(decided);
  CHECK(decided.error().code == ErrorCode::unauthorized);
  CHECK(desk.nancy.pending().empty());
}

TEST_CASE("a commit that fails leaves neither an order nor an entry in the outbox") {
  Desk desk;
  CrashPlan plan{.commits_left = 1, .after_commit = false};
  CrashingDatabase database(*desk.nancy.database, plan);

  const auto decided =
      dispatch(database, {a_session(), desk.nancy.now, test_today}, a_place_order());

  CHECK_FALSE(decided);
  CHECK_FALSE(desk.nancy.order());
  CHECK(desk.nancy.pending().empty());
}

TEST_SUITE_END();

}  // namespace satchel::web::dispatch_test
