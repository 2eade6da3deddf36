// Tests of the change feed.
#include "tests/server/server_fixture.h"

namespace satchel::server::feed_store_test {
namespace {

std::vector<FeedRow> feed_after(TestServer& server, std::int64_t after) {
  return server.read(
      [&](Transaction& tx) { return need(load_feed(tx, {.after = after, .everything = true})); });
}

std::optional<std::string> nonce_of(TestServer& server, std::int64_t number) {
  return server.read([&](Transaction& tx) { return need(feed_nonce(tx, number)); });
}

TEST_SUITE("append_feed") {
  TEST_CASE("an aggregate that changes again keeps one row, at the end") {
    TestServer server;
    const Account account = a_company_account();
    server.add_account(account);

    server.add_account(a_consumer_account());
    server.add_account(account);

    const auto feed = feed_after(server, 0);
    REQUIRE(feed.size() == 4);
    CHECK(feed.back().ref == ref_of_account(account));
    CHECK(feed.back().number == 5);
  }

  TEST_CASE("every number has the nonce of the commit that gave it") {
    TestServer server;
    server.add_account(a_company_account());

    CHECK(nonce_of(server, 0) == "0");
    CHECK(nonce_of(server, 1) == nonce_of(server, 2));
    CHECK(nonce_of(server, 2) != nonce_of(server, 3));
    CHECK_FALSE(nonce_of(server, 4));
  }

  TEST_CASE("a transaction that rolls back takes no number") {
    TestServer server;
    {
      const auto tx = need(server.database->begin());
      const FeedEntry entry{{AggregateKind::price_book, "2"}, {}};
      need(append_feed(write_in(server.context(), *tx), {&entry, 1}));
    }

    server.add_account(a_company_account());

    CHECK(feed_after(server, 2).front().number == 3);
  }
}

TEST_SUITE("load_feed") {
  TEST_CASE("a rep reads what is for everyone and what his territories show") {
    TestServer server;
    Account foreign = a_company_account(2);
    foreign.territories = {east};
    server.add_account(a_company_account(1));
    server.add_account(foreign);

    const auto rows = server.read([](Transaction& tx) {
      return need(load_feed(tx, {.after = 0, .scope_of = a_rep().user_id}));
    });

    REQUIRE(rows.size() == 3);
    CHECK(rows[2].ref == ref_of_account(a_company_account(1)));
  }
}

}  // namespace
}  // namespace satchel::server::feed_store_test
