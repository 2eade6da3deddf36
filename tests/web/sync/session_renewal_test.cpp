// Tests that another role or other territories count on the device as soon as the server says so.
#include <doctest/doctest.h>

#include "tests/web/sync/test_device.h"

namespace satchel::web::session_renewal_test {
namespace {

/// Nancy's device with an order that waits, and the answer that makes it start over without it.
struct StartingOver {
  TruthServer server;
  TestDevice nancy;

  void run(const std::optional<Session>& session) {
    nancy.exchange_all(server);
    REQUIRE(nancy.give(a_place_order(1)));
    server.session = session;
    server.withdraw({AggregateKind::order, an_order_id(1).text()});
    server.restore(0);
    PreparedExchange sent = nancy.prepare();
    const ServerReply reply = server.answer(sent.body);
    sent.first_sequence = sent.last_sequence = 0;  // As if the verdict had not come along.
    nancy.apply(sent, reply);
  }
};

TEST_CASE("A16: a role that the office changed counts with the answer that says so") {
  StartingOver start;
  Session changed = a_session();
  changed.role = satchel::Role::accountant;
  changed.territories = {};

  start.run(changed);
  start.nancy.reopen();

  REQUIRE(start.nancy.device().session);
  CHECK(start.nancy.device().session->role == satchel::Role::accountant);
  CHECK(start.nancy.device().session->territories.empty());
  // What waits was decided again in the new role, which takes no orders; the server's word counts.
  CHECK_FALSE(start.nancy.order(1));
  CHECK(start.nancy.pending().size() == 1);
}

TEST_CASE("A16: with the same role what waits is there again after starting over") {
  StartingOver start;

  start.run(a_session());

  CHECK(start.nancy.order(1));
  CHECK(start.nancy.pending().size() == 1);
}

TEST_CASE("A16: what an answer says about somebody else's login is not taken over") {
  StartingOver start;

  start.run(another_session());

  REQUIRE(start.nancy.device().session);
  CHECK(start.nancy.device().session->user_id == a_rep().user_id);
  CHECK(start.nancy.order(1));
}

}  // namespace
}  // namespace satchel::web::session_renewal_test
