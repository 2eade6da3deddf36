// Tests of the back office's acts.
#include "tests/server/server_fixture.h"

namespace satchel::server::perform_test {
namespace {

TEST_SUITE("perform") {
  TEST_CASE("accepting and completing an order makes it billable, once") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{a_company_account(1)}).add(a_place_order(1)).push(1, 2);

    server.accept(AcceptOrder{an_order_id(1)});
    server.accept(CompleteOrder{an_order_id(1)});
    const auto again = need(perform(server.context(), an_admin(), CompleteOrder{an_order_id(1)}));

    REQUIRE_FALSE(again);
    CHECK(again.error().reason == Reason::order_not_in_progress);
    CHECK(server.count("SELECT COUNT(*) FROM billable_charge") == 2);
    CHECK(server.count("SELECT COUNT(*) FROM subscription") == 1);
    CHECK(server.count("SELECT COUNT(*) FROM audit_log WHERE action = 'complete_order'") == 1);
  }

  TEST_CASE("a rejected act leaves no trace") {
    TestServer server;
    const std::int64_t head = server.count("SELECT next_number FROM feed_head");

    const auto decided = need(perform(server.context(), an_admin(), AcceptOrder{an_order_id(1)}));

    REQUIRE_FALSE(decided);
    CHECK(decided.error().reason == Reason::order_not_found);
    CHECK(server.count("SELECT next_number FROM feed_head") == head);
    CHECK(server.count("SELECT COUNT(*) FROM audit_log") == 0);
  }

  TEST_CASE("a rep may not act for the back office") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{a_company_account(1)}).add(a_place_order(1)).push(1, 2);

    const auto decided = need(perform(server.context(), a_rep(), AcceptOrder{an_order_id(1)}));

    REQUIRE_FALSE(decided);
    CHECK(decided.error().reason == Reason::role_not_allowed);
  }
}

}  // namespace
}  // namespace satchel::server::perform_test
