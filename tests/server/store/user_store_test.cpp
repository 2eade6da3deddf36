// Tests of the user store.
#include "tests/server/server_fixture.h"

namespace satchel::server::user_store_test {
namespace {

User stored_rep(TestServer& server) {
  return *server.read([](Transaction& tx) { return need(find_user(tx, a_rep().user_id)); });
}

TEST_SUITE("save_user") {
  TEST_CASE("a user is found by his login whatever its case") {
    TestServer server;

    const auto found =
        server.read([](Transaction& tx) { return need(find_user_by_login(tx, " NANCY ")); });

    REQUIRE(found);
    CHECK(*found == stored_rep(server));
    CHECK(actor_of(*found) == a_rep());
  }

  TEST_CASE("another user cannot take the same login") {
    TestServer server;
    User user = a_user(a_rep(), "Nancy");
    user.id = id_of<UserId>(899);

    const auto tx = need(server.database->begin());
    const auto saved = save_user(*tx, user);

    REQUIRE_FALSE(saved);
    CHECK(saved.error().code == ErrorCode::conflict);
  }

  TEST_CASE("the scope version grows with territories and role, and with nothing else") {
    TestServer server;
    User user = stored_rep(server);
    CHECK(user.scope_version == 1);

    user.name = "Nancy D.";
    server.write([&](const ServerWrite& in) { need(save_user(in.tx, user)); });
    CHECK(stored_rep(server).scope_version == 1);

    user.territories = {west, east};
    server.write([&](const ServerWrite& in) { need(save_user(in.tx, user)); });
    CHECK(stored_rep(server).scope_version == 2);

    user.role = Role::admin;
    server.write([&](const ServerWrite& in) { need(save_user(in.tx, user)); });
    CHECK(stored_rep(server).scope_version == 3);
  }
}

}  // namespace
}  // namespace satchel::server::user_store_test
