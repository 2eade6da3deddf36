// The device: its ids, its people, and that nobody's unsent work is ever in another's way silently.
#include "web/sync/device.h"

#include <doctest/doctest.h>

#include "tests/web/sync/test_device.h"

namespace satchel::web::device_test {

TEST_SUITE_BEGIN("device");

TEST_CASE("a device keeps its id when it is opened again") {
  TestDevice nancy(false);
  const DeviceId id = nancy.device().device_id;

  nancy.reopen();

  CHECK_FALSE(id.empty());
  CHECK(nancy.device().device_id == id);
  CHECK_FALSE(nancy.device().session);
}

TEST_CASE("an upgrade takes all truth in again, and keeps what waits") {
  TruthServer server;
  TestDevice nancy;
  nancy.exchange_all(server);
  REQUIRE(nancy.give(a_place_order()));
  {
    // As the version before it left the device: without what it did not know.
    const auto tx = need(nancy.database->begin());
    need(tx->run("UPDATE price_book_product SET code = ''"));
    need(tx->run("DELETE FROM schema_migration WHERE migration_set = 'device' AND number = 5"));
    need(tx->commit());
  }

  nancy.reopen();

  CHECK(nancy.device().cursor.empty());
  CHECK(nancy.pending().size() == 1);
  nancy.exchange_all(server);
  CHECK(nancy.pending().empty());
  const auto tx = need(nancy.database->begin(Access::read));
  CHECK(need(find_price_book(*tx, 1)) == a_price_book());
}

TEST_CASE("a session is kept over a restart, without its token") {
  TestDevice nancy(false);
  Session session = a_session();
  session.token = "secret";

  need(store_session(*nancy.database, session, nancy.now, nancy.random));
  nancy.reopen();

  REQUIRE(nancy.device().session);
  CHECK(nancy.device().session->name == "Nancy Davolio");
  CHECK(nancy.device().session->territories == a_session().territories);
  CHECK(nancy.device().session->token.empty());
  CHECK(actor_of(*nancy.device().session) == a_rep());
}

TEST_CASE("another person cannot log in while work is unsent, and is told whose") {
  TruthServer server;
  TestDevice nancy;
  nancy.exchange_all(server);
  REQUIRE(nancy.give(a_place_order()));

  const auto refused = store_session(*nancy.database, another_session(), nancy.now, nancy.random);

  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::conflict);
  CHECK(refused.error().message.find("1 entry of Nancy Davolio (nancy)") == 0);
  CHECK(nancy.device().session->login == "nancy");
  CHECK(nancy.pending().size() == 1);
}

TEST_CASE("another person starts with an empty device and a journal of his own") {
  TruthServer server;
  TestDevice nancy;
  nancy.exchange_all(server);
  REQUIRE(nancy.give(a_place_order()));
  nancy.exchange_all(server);
  const JournalId first = nancy.device().journal_id;

  need(store_session(*nancy.database, another_session(), nancy.now, nancy.random));
  CHECK(nancy.device().journal_id != first);
  CHECK(nancy.device().cursor.empty());
  CHECK_FALSE(nancy.account());
  CHECK_FALSE(nancy.order());

  need(store_session(*nancy.database, a_session(), nancy.now, nancy.random));
  CHECK(nancy.device().journal_id == first);
  nancy.exchange_all(server);
  CHECK(nancy.order()->number == 1001);
}

TEST_CASE("logging out clears the device, unless work is unsent") {
  TruthServer server;
  TestDevice nancy;
  nancy.exchange_all(server);
  REQUIRE(nancy.give(a_place_order()));

  need(end_session(*nancy.database));
  CHECK(nancy.order());
  CHECK(nancy.pending().size() == 1);

  need(store_session(*nancy.database, a_session(), nancy.now, nancy.random));
  nancy.exchange_all(server);
  need(end_session(*nancy.database));
  CHECK_FALSE(nancy.order());
  CHECK_FALSE(nancy.account());
}

TEST_CASE("provisional numbers count on over restarts and need a login") {
  TestDevice nancy;

  CHECK(need(take_provisional_number(*nancy.database)) == "D3-0001");
  nancy.reopen();
  CHECK(need(take_provisional_number(*nancy.database)) == "D3-0002");

  TestDevice nobody(false);
  const auto refused = take_provisional_number(*nobody.database);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::unauthorized);
}

TEST_CASE("commands carry the server's time as far as it is known") {
  TruthServer server;
  TestDevice nancy;
  nancy.now.ms = test_now.ms - 3'600'000;

  nancy.exchange_all(server);

  CHECK(nancy.device().server_offset_ms == 3'605'000);
  CHECK(server_time(nancy.device(), nancy.now).ms == test_now.ms + 5000);
}

TEST_SUITE_END();

}  // namespace satchel::web::device_test
