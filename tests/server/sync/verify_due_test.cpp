// Orders that are verified by themselves after the delay.
#include "server/sync/verify_due.h"

#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"
#include "tests/server/server_fixture.h"

namespace satchel::server::verify_due_test {
namespace {

/// Orders are verified two hours after acceptance.
void set_delay(TestServer& server) {
  server.write([](const ServerWrite& in) {
    Organisation organisation = *need(find_organisation(in.tx));
    organisation.verification_delay_minutes = 120;
    organisation.version += 1;
    need(save_organisation(in.tx, organisation));
  });
}

Order order_in(TestServer& server) {
  return server.read([](Transaction& tx) { return *need(find_order(tx, an_order_id(1))); });
}

TEST_SUITE("verify_due_orders") {
  TEST_CASE("S15: an accepted order is verified by itself after the delay, once") {
    TestServer server;
    set_delay(server);
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{a_company_account(1)}).add(a_place_order(1)).push(1, 2);
    server.accept(AcceptOrder{an_order_id(1), {}});

    CHECK(need(verify_due_orders(server.context(), 100)) == 0);
    CHECK(order_in(server).review == Review::accepted);
    server.now.ms += 119 * 60'000;
    CHECK(need(verify_due_orders(server.context(), 100)) == 0);
    server.now.ms += 60'000;
    CHECK(need(verify_due_orders(server.context(), 100)) == 1);
    CHECK(need(verify_due_orders(server.context(), 100)) == 0);

    const Order order = order_in(server);
    CHECK(order.review == Review::verified);
    CHECK(order.history.back().by == "Satchel");
    CHECK(server.count("SELECT COUNT(*) FROM audit_log WHERE action = 'verify_order'") == 1);
  }

  TEST_CASE("S14: an order that waits for its payment is not verified") {
    TestServer server;
    set_delay(server);
    TestDevice device(server, a_rep(), 1);
    OrderDocument document = a_document(an_order_id(1), a_company_account(1));
    document.payment_method = PaymentMethod::bank_transfer;
    server.offer(PaymentMethod::bank_transfer);
    device.add(CreateAccount{a_company_account(1)})
        .add(place_order_of(an_order_id(1), document))
        .push(1, 2);
    server.accept(AcceptOrder{an_order_id(1), {}});
    server.now.ms += 24 * 3'600'000;

    CHECK(need(verify_due_orders(server.context(), 100)) == 0);
    CHECK(order_in(server).payment == PaymentState::unpaid);
  }
}

}  // namespace
}  // namespace satchel::server::verify_due_test
