// The wizard in the whole client: paying at the door, quotes, and the fields kept for the next
// order.
#include <doctest/doctest.h>

#include "tests/web/app/test_host.h"

namespace satchel::web::wizard_app_test {
namespace {

/// Enters one coffee for account 1 while offline, up to the details.
void enter_offline(TestApp& app) {
  app.log_in();
  app.go_offline();
  app.open("/orders/new/" + a_company_account().id.text());
  app.type("Add a product", "coff");
  app.key("Enter");
  app.key("Ctrl+Enter");
}

OrderId order_in(const std::string& route) {
  const std::string start = "/orders/";
  const auto id = OrderId::parse(route.substr(start.size()));
  REQUIRE(id);
  return *id;
}

TEST_SUITE_BEGIN("wizard app");

TEST_CASE("O11: Save and Pay works offline, and the server books the payment once") {
  TestApp app;
  enter_offline(app);
  app.choose("Payment method", "Cash");
  app.key("Ctrl+Enter");
  app.press("Save and Pay");
  app.key("Ctrl+Enter");

  CHECK(app.ui.shows("D3-0001"));
  CHECK(app.ui.shows("Awaiting approval"));
  CHECK(app.ui.shows("Payment of 10.99 USD is saved on this device"));
  const OrderId id = order_in(app.host.route);
  CHECK_FALSE(app.server.order(id));
  app.go_online();

  CHECK_FALSE(app.ui.shows("not sent"));
  REQUIRE(app.server.order(id));
  CHECK(app.server.order(id)->payment == PaymentState::paid);
  CHECK(app.server.order(id)->paid == usd(1099));
  CHECK(app.server.order(id)->lifecycle == OrderLifecycle::pending);
}

TEST_CASE("O3: New Order on the customer's page holds one plan, also after a reload") {
  TestApp app;
  app.log_in();
  app.open("/customers/" + a_company_account().id.text());
  app.press("New order");
  for (const char* product : {"support", "meter"}) {
    app.type("Add a product", product);
    app.key("Enter");
  }
  const std::string why =
      "An order with a plan holds exactly one plan. Make an order for each plan.";
  app.key("Ctrl+Enter");
  CHECK(app.ui.shows(why));
  app.start(app.host.route);
  app.key("Ctrl+Enter");
  CHECK(app.ui.shows(why));
  CHECK(app.ui.field("Quantity of Meter") != nullptr);

  app.open("/orders/new/" + a_company_account().id.text());
  for (const char* product : {"support", "meter"}) {
    app.type("Add a product", product);
    app.key("Enter");
  }
  app.key("Ctrl+Enter");
  CHECK_FALSE(app.ui.shows(why));
}

TEST_CASE("O11: a quote is kept offline and becomes an order with the name that signs it") {
  TestApp app;
  enter_offline(app);
  app.key("Ctrl+Enter");
  app.press("Save as quote");
  app.key("Ctrl+Enter");
  CHECK(app.ui.shows("22 Dec 2026"));
  const OrderId id = order_in(app.host.route);

  app.press("Turn into an order");
  CHECK(app.focused() == "Signed by");
  app.type("Signed by", "Maria Anders");
  app.key("Ctrl+Enter");
  CHECK(app.host.route == "/orders/" + id.text());
  app.go_online();

  REQUIRE(app.server.order(id));
  const Order order = *app.server.order(id);
  CHECK(order.lifecycle == OrderLifecycle::pending);
  CHECK(order.quoted_until == date(2026, 12, 22));
  CHECK(order.document.signed_by == "Maria Anders");
  std::vector<OrderAction> actions;
  for (const OrderEvent& event : order.history) actions.push_back(event.action);
  CHECK(actions ==
        std::vector<OrderAction>{OrderAction::opened, OrderAction::quoted, OrderAction::placed});
}

TEST_CASE("O12: the customer signs a changed order with a name and with strokes") {
  TestApp app(1280, 1600);
  Order changed = a_placed_order(1);
  changed.consent = Consent::required;
  changed.amendments = {{"items[0].price", "10.99", "11.50"}};
  app.server.save(changed);
  app.log_in();
  app.open("/orders/" + changed.id.text());
  app.press("Sign the change");
  app.press("Agree");
  CHECK(app.ui.find(Role::alert, "Enter the name of the person who signs.") != nullptr);
  app.type("Signed by", "Maria Anders");
  app.stroke({{200, 60}});
  CHECK(app.ui.find(Role::image, "Signature pad, empty") != nullptr);  // A tap signs nothing.
  app.stroke({{10, 20}, {40, 50}, {80, 20}});
  CHECK(app.ui.find(Role::image, "Signature pad, drawn") != nullptr);
  app.press("Agree");
  app.answer_all();

  REQUIRE(app.server.order(changed.id));
  CHECK(app.server.order(changed.id)->consent == Consent::given);
  CHECK(app.server.order(changed.id)->document.signed_by == "Maria Anders");
  CHECK(app.server.order(changed.id)->signature.substr(0, 1) == "M");
  CHECK(app.ui.find(Role::image, "Signature of Maria Anders") != nullptr);
}

TEST_CASE("O5: the fields chosen for one order are there for the next, after a reload too") {
  TestApp app;
  enter_offline(app);
  CHECK(app.ui.field("Referral") == nullptr);
  app.press("Configuration Fields");
  app.check("Referral", true);
  app.check("Notes", false);
  app.press("Done");
  CHECK(app.ui.field("Referral") != nullptr);

  app.start("/orders/new/" + a_company_account().id.text());
  app.type("Add a product", "coff");
  app.key("Enter");
  app.key("Ctrl+Enter");

  CHECK(app.ui.field("Referral") != nullptr);
  CHECK(app.ui.field("Notes") == nullptr);
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::wizard_app_test
