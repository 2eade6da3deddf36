// The whole client: login, offline work, reload, exchange, acts of the back office.
#include "web/app/app.h"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <csignal>

#include "tests/web/app/test_host.h"

namespace satchel::web::app_test {
namespace {

TEST_SUITE_BEGIN("app");

/// No file can grow while this lives.
class FullDisk {
 public:
  FullDisk() {
    before_signal_ = std::signal(SIGXFSZ, SIG_IGN);
    SATCHEL_CHECK(getrlimit(RLIMIT_FSIZE, &before_) == 0);
    rlimit none = before_;
    none.rlim_cur = 0;
    SATCHEL_CHECK(setrlimit(RLIMIT_FSIZE, &none) == 0);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, before_signal_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
  void (*before_signal_)(int) = nullptr;
};

std::string account_route(const std::string& before, const std::string& after = "") {
  return before + a_company_account().id.text() + after;
}

/// Enters two units of support for account 1 by keyboard alone, up to the last step.
void enter_order_by_keyboard(TestApp& app) {
  app.open("/orders");
  app.key("n");
  REQUIRE(app.focused() == "Search customers");
  app.type_here("alfreds");
  app.key("Enter");
  REQUIRE(app.focused() == "Add a product");
  app.type_here("supp");
  app.key("Enter");
  REQUIRE(app.focused() == "Quantity of Support");
  app.type_here("2");
  app.key("Enter");
  REQUIRE(app.focused() == "Add a product");
  app.key("Ctrl+Enter");
  REQUIRE(app.focused() == "PO number");
  app.type_here("PO-99");
  app.key("Ctrl+Enter");
  REQUIRE(app.focused() == "Signed by");
  app.type_here("Maria Anders");
}

TEST_CASE("the first screen is the login; its session and territory are there after one exchange") {
  TestApp app;
  CHECK(app.ui.find(Role::heading, "Log in") != nullptr);
  CHECK(app.focused() == "Login");

  app.log_in();

  CHECK(app.ui.find(Role::heading, "Orders") != nullptr);
  CHECK(app.ui.shows("Nancy Davolio"));
  CHECK(app.ui.shows("Up to date"));
  app.open("/customers");
  CHECK(app.ui.find_containing(Role::row, "Alfreds Futterkiste") != nullptr);
}

TEST_CASE("a refused login says why beside the fields") {
  TestApp app;
  app.type("Login", "nancy");
  app.type("Password", "wrong");
  app.key("Enter");
  REQUIRE(app.host.sent.size() == 1);
  const Problem problem{.type = "login-refused",
                        .title = "No",
                        .status = 401,
                        .detail = "Login or password is wrong."};
  app.program->on_reply({app.host.sent.front().number, 401, encode(problem)});
  app.draw();

  CHECK(app.ui.find(Role::alert, "Login or password is wrong.") != nullptr);
  CHECK(app.ui.field("Login")->value == "nancy");
}

TEST_CASE("a rep sees no bill runs") {
  TestApp app;
  app.log_in();

  CHECK(app.ui.find_containing(Role::link, "Bill runs") == nullptr);
}

TEST_CASE("an admin sees bill runs") {
  TestApp app;
  app.session.role = satchel::Role::admin;
  app.log_in();

  CHECK(app.ui.find_containing(Role::link, "Bill runs") != nullptr);
}

TEST_CASE("an order is entered offline by keyboard alone and placed under a provisional number") {
  TestApp app;
  app.log_in();
  app.go_offline();

  enter_order_by_keyboard(app);
  CHECK(app.ui.shows("127.40"));  // 2 × (14.70 + 49.00)
  app.key("Ctrl+Enter");

  CHECK(app.ui.shows("D3-0001"));
  CHECK(app.ui.shows("not sent"));
  CHECK(app.ui.shows("Awaiting approval"));
  CHECK(app.ui.shows("Offline"));
  CHECK(app.host.pending);
}

TEST_CASE(
    "an order placed offline is still there after a reload and is accepted when back online") {
  TestApp app;
  app.log_in();
  app.go_offline();
  enter_order_by_keyboard(app);
  app.key("Ctrl+Enter");
  const std::string route = app.host.route;

  app.start(route);
  CHECK(app.ui.shows("D3-0001"));
  CHECK(app.ui.shows("not sent"));
  app.answer_all();
  app.go_online();

  CHECK_FALSE(app.ui.shows("not sent"));
  CHECK(app.ui.shows("Up to date"));
  CHECK_FALSE(app.host.pending);
  const auto id = OrderId::parse(route.substr(std::string("/orders/").size()));
  REQUIRE(app.server.order(*id));
  CHECK(app.server.order(*id)->lifecycle == OrderLifecycle::pending);
}

TEST_CASE("O10: a draft is kept from its first item on and goes on after a reload") {
  TestApp app;
  app.log_in();
  app.go_offline();
  app.open(account_route("/orders/new/"));
  app.type("Add a product", "coff");
  app.key("Enter");
  const std::string route = app.host.route;
  CHECK(route.find("/edit") != std::string::npos);

  app.start(route);

  CHECK(app.ui.field("Quantity of Coffee") != nullptr);
  CHECK(app.ui.shows("Draft saved on this device"));
}

TEST_CASE("typing that pauses is kept without leaving the field") {
  TestApp app;
  app.log_in();
  app.open(account_route("/orders/new/"));
  app.type("Add a product", "coff");
  app.key("Enter");
  app.type("Quantity of Coffee", "7");
  const std::string route = app.host.route;

  app.host.now.ms += 1'000;
  app.program->on_wake();
  app.start(route);

  CHECK(app.ui.field("Quantity of Coffee")->value == "7");
}

TEST_CASE("N starts a new order from anywhere, on a customer's page for that customer") {
  TestApp app;
  app.log_in();
  app.open("/invoices");
  app.key("n");
  CHECK(app.host.route == "/orders/new");

  app.open(account_route("/customers/"));
  app.key("n");
  CHECK(app.host.route == account_route("/orders/new/") + "/one-plan");
}

TEST_CASE("a removed line comes back with Undo") {
  TestApp app;
  app.log_in();
  app.open(account_route("/orders/new/"));
  app.type("Add a product", "coff");
  app.key("Enter");
  app.type("Quantity of Coffee", "7");

  app.press("Remove Coffee");
  CHECK(app.ui.field("Quantity of Coffee") == nullptr);
  app.press("Undo");

  CHECK(app.ui.field("Quantity of Coffee")->value == "7");
}

TEST_CASE("C15: a customer created offline gets an order at once, and both are sent in order") {
  TestApp app;
  app.log_in();
  app.go_offline();
  app.open("/customers");
  app.key("c");
  app.type("Company name", "Blauer See");
  app.type("First name", "Hanna");
  app.type("Last name", "Moos");
  app.type("Primary email", "hanna@blauer.example");
  CHECK(app.ui.field("Login")->value == "hanna@blauer.example");
  app.press("Save and new order");
  CHECK(app.ui.shows("Blauer See, account new"));
  app.type("Add a product", "coff");
  app.key("Enter");
  app.key("Ctrl+Enter");
  app.key("Ctrl+Enter");
  app.key("Ctrl+Enter");
  CHECK(app.ui.shows("D3-0001"));

  app.go_online();

  CHECK_FALSE(app.ui.shows("not sent"));
  CHECK(app.server.command_count() == 3);  // The customer, the draft, the order.
}

TEST_CASE("an admin accepts with an idempotency key, and the next exchange brings the result") {
  TestApp app;
  app.server.save(a_placed_order());
  app.session.role = satchel::Role::admin;
  app.server.actor = an_admin();
  app.log_in();
  app.open("/orders/" + an_order_id().text());

  app.acts.clear();
  app.press("Accept");
  CHECK(app.ui.shows("Waiting for the server …"));
  app.server.act(an_admin(), AcceptOrder{an_order_id()});
  app.answer_all();

  REQUIRE(app.acts.size() == 1);
  CHECK(app.acts[0].path == "/v1/orders/" + an_order_id().text() + "/accept");
  CHECK(is_uuid(app.acts[0].idempotency_key));
  CHECK(app.ui.find(Role::button, "Complete") != nullptr);
}

TEST_CASE("offline the acts of the back office are off and say why") {
  TestApp app;
  app.server.save(a_placed_order());
  app.session.role = satchel::Role::admin;
  app.server.actor = an_admin();
  app.log_in();
  app.open("/orders/" + an_order_id().text());

  app.go_offline();

  const Node* accept = app.ui.find(Role::button, "Accept");
  REQUIRE(accept != nullptr);
  CHECK(accept->disabled);
  CHECK(app.ui.shows("You are offline. This needs the server."));
}

TEST_CASE("an expired login stops the exchange but not the work") {
  TestApp app;
  app.log_in();
  app.host.now.ms += 60'000;
  app.program->on_wake();
  REQUIRE(app.host.sent.size() == 1);
  const Problem expired{.type = "login-needed", .title = "Log in", .status = 401};
  app.program->on_reply({app.host.sent.front().number, 401, encode(expired)});
  app.host.sent.clear();
  app.draw();

  CHECK(app.ui.shows("Your login has expired"));
  enter_order_by_keyboard(app);
  app.key("Ctrl+Enter");
  CHECK(app.ui.shows("D3-0001"));
  app.press("Log in again");
  CHECK(app.ui.find(Role::heading, "Log in") != nullptr);
}

TEST_CASE("the server's word that this journal is another user's asks for a login") {
  TestApp app;
  app.log_in();
  app.host.now.ms += 60'000;
  app.program->on_wake();
  REQUIRE(app.host.sent.size() == 1);
  const Problem foreign{.type = "journal-of-another-user", .title = "Not yours", .status = 403};
  app.program->on_reply({app.host.sent.front().number, 403, encode(foreign)});
  app.host.sent.clear();
  app.draw();

  CHECK(app.ui.shows("Your login has expired"));
}

TEST_CASE("another person's login is refused before it is sent while work waits") {
  TestApp app;
  app.log_in();
  app.go_offline();
  enter_order_by_keyboard(app);
  app.key("Ctrl+Enter");
  app.online = true;
  app.open("/login");
  app.host.sent.clear();

  app.type("Login", "andrew");
  app.type("Password", "a Password1");
  app.key("Enter");

  CHECK(app.host.sent.empty());
  CHECK(app.ui.find_containing(Role::alert, "of Nancy Davolio (nancy)") != nullptr);
  CHECK(app.host.pending);
}

TEST_CASE("an applied exchange leaves a short write-ahead log") {
  TestApp app;
  app.log_in();

  CHECK(app.ui.shows("Up to date"));
  CHECK(app.log_bytes() == 0);
}

TEST_CASE("a draft that a full disk refuses is never called saved and is tried again") {
  TestApp app;
  app.log_in();
  app.open(account_route("/orders/new/"));
  {
    const FullDisk full;
    app.type("Add a product", "coff");
    app.key("Enter");
    CHECK(app.ui.field("Quantity of Coffee") != nullptr);
    CHECK_FALSE(app.ui.shows("Draft saved on this device"));
    CHECK(app.host.route.find("/edit") == std::string::npos);
    CHECK(app.host.wake_ms <= app.host.now.ms + 5'000);
  }
  app.host.now.ms += 5'000;
  app.program->on_wake();
  app.draw();

  CHECK(app.ui.shows("Draft saved on this device"));
  CHECK(app.host.route.find("/edit") != std::string::npos);
}

TEST_CASE("the rescue file holds every entry that waits") {
  TestApp app;
  app.log_in();
  app.go_offline();
  enter_order_by_keyboard(app);
  app.key("Ctrl+Enter");
  app.open("/sync");
  CHECK(app.ui.find_containing(Role::row, "Order D3-0001 for Alfreds Futterkiste") != nullptr);

  app.press("Save rescue file");

  CHECK(app.host.file_name == "satchel-rescue-2026-11-22.json");
  CHECK(app.host.file.find("place_order") != std::string::npos);
}

TEST_CASE("a dry run shows its figures, a run can be posted") {
  TestApp app;
  app.session.role = satchel::Role::admin;
  app.server.actor = an_admin();
  app.log_in();
  app.next_reply = {200, R"({"items":[]})"};
  app.open("/bill-runs");
  app.answer_all();
  app.acts.clear();
  app.next_reply = {200, R"({"id":"r1","through":"2026-12-01","state":"dry","invoice_count":636,)"
                         R"("totals":[{"minor":126579329,"currency":"USD"}]})"};
  app.press("Dry run");
  app.answer_all();

  CHECK(app.ui.shows("1,265,793.29 USD"));
  CHECK(app.ui.shows("636"));
  CHECK(app.acts[0].body == R"({"through":"2026-12-01","mode":"dry"})");
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::app_test
