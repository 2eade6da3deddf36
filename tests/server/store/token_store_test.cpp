// Tests of bearer tokens and one-time links.
#include "server/store/token_store.h"

#include "tests/server/server_fixture.h"

namespace satchel::server::token_store_test {
namespace {

const DeviceId phone = id_of<DeviceId>(701);

std::string issued(TestServer& server) {
  std::string token;
  server.write(
      [&](const ServerWrite& in) { token = need(issue_token(in, a_rep().user_id, phone)); });
  return token;
}

std::optional<AccessToken> found(TestServer& server, const std::string& token, Timestamp now) {
  return server.read([&](Transaction& tx) { return need(find_token(tx, token, now)); });
}

TEST_SUITE("tokens") {
  TEST_CASE("a token names its user and device until it expires") {
    TestServer server;

    const std::string token = issued(server);

    const auto token_found = found(server, token, server.now);
    REQUIRE(token_found);
    CHECK(token_found->user_id == a_rep().user_id);
    CHECK(token_found->device_id == phone);
    CHECK_FALSE(found(server, token, {server.now.ms + token_lifetime_ms}));
  }

  TEST_CASE("the database holds no token that could be used") {
    TestServer server;

    const std::string token = issued(server);

    CHECK(token.size() == 64);
    CHECK(server.lines("SELECT token_digest FROM access_token") != token + "\n");
  }

  TEST_CASE("a revoked token opens nothing") {
    TestServer server;
    const std::string token = issued(server);

    server.write([&](const ServerWrite& in) { need(revoke_token(in.tx, token)); });

    CHECK_FALSE(found(server, token, server.now));
  }

  TEST_CASE("a token of a revoked device says so") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    const std::string token = issued(server);

    server.write([&](const ServerWrite& in) { need(revoke_device(in.tx, device.device_id)); });

    const auto token_found = found(server, token, server.now);
    REQUIRE(token_found);
    CHECK(token_found->device_revoked);
  }
}

TEST_SUITE("one-time links") {
  TEST_CASE("a link can be used once") {
    TestServer server;
    std::string link;
    server.write([&](const ServerWrite& in) { link = need(issue_link(in, a_rep().user_id)); });

    std::optional<UserId> first;
    std::optional<UserId> second;
    server.write([&](const ServerWrite& in) { first = need(use_link(in.tx, link, in.now)); });
    server.write([&](const ServerWrite& in) { second = need(use_link(in.tx, link, in.now)); });

    REQUIRE(first);
    CHECK(*first == a_rep().user_id);
    CHECK_FALSE(second);
  }

  TEST_CASE("a link expires") {
    TestServer server;
    std::string link;
    server.write([&](const ServerWrite& in) { link = need(issue_link(in, a_rep().user_id)); });

    const Timestamp later{server.now.ms + link_lifetime_ms};

    CHECK_FALSE(server.read([&](Transaction& tx) { return need(find_link(tx, link, later)); }));
  }
}

}  // namespace
}  // namespace satchel::server::token_store_test
