// The back office's day: what waits, who owes, what came in, reports and files.
#include <doctest/doctest.h>

#include "tests/web/app/test_office.h"

namespace satchel::web::office_test {
namespace {

TEST_SUITE_BEGIN("office");

TEST_CASE("S14: the office begins with General, which says what waits, what for and how long") {
  TestOffice office;

  CHECK(office.app.host.route == "/general");
  CHECK(office.app.ui.find(Role::heading, "General") != nullptr);
  CHECK(office.has_link("Awaiting payment: 2, 57.67 USD, for 40 days"));
  CHECK(office.has_link("Pending: 2, 65.94 USD, for 40 days"));
  CHECK(office.has_link("Fraud: 1, 32.97 USD, since today"));
  CHECK(office.has_link("Awaiting settlement: 0, Nothing waits"));
  const std::string oldest = office.row("1001");
  for (const char* part :
       {"Alfreds Futterkiste", "bank transfer", "own desk", "40 days", "47.67"}) {
    CHECK(says(oldest, part));
  }
  CHECK(office.app.ui.shows("31 to 60 days"));
}

TEST_CASE("C16: the customer's page lists all orders placed on the account, and leads to each") {
  TestOffice office;
  office.app.open("/customers/" + a_company_account().id.text());
  for (const char* number : {"1001", "1002", "1003"}) {
    CAPTURE(number);
    CHECK_FALSE(office.row(number).empty());
  }
  CHECK(says(office.row("1003"), "Fraud"));
}

TEST_CASE("O14: the office adds a new order for a customer chosen from the list") {
  TestOffice office;
  office.app.open("/orders");
  office.app.key("n");
  REQUIRE(office.app.focused() == "Search customers");
  office.app.type_here("alfreds");
  office.app.key("Enter");
  office.app.type("Add a product", "coff");
  office.app.key("Enter");
  for (int step = 0; step < 3; ++step) office.app.key("Ctrl+Enter");
  office.app.answer_all();

  const auto id = OrderId::parse(office.app.host.route.substr(std::string("/orders/").size()));
  REQUIRE(id);
  REQUIRE(office.app.server.order(*id));
  CHECK(office.app.server.order(*id)->lifecycle == OrderLifecycle::pending);
  CHECK(office.app.server.order(*id)->document.account_id == a_company_account().id);
}

TEST_CASE("S14: General says which devices hold unsent work, how much, how old and worth what") {
  TestOffice office;
  office.app.replies["/v1/overview"] = {
      200, R"({"today":"2026-11-22","queues":[],
    "awaiting_payment_ages":[],"unsent":{"devices":1,"entries":4,"items":[{"label":"D7",
    "name":"Van 7","user_name":"Rob Rep","entries":4,"oldest_at_ms":)" +
               std::to_string(test_now.ms - 2 * 3'600'000) + R"(,"last_contact_at_ms":)" +
               std::to_string(test_now.ms - 5 * 60'000) +
               R"(,"sums":[{"minor":125000,"currency":"USD"}]}]}})"};
  office.app.open("/orders");
  office.app.open("/general");
  office.app.answer_all();

  CHECK(office.app.ui.find(Role::heading, "Work that devices have not sent") != nullptr);
  CHECK(office.app.ui.shows("D7, Van 7"));
  CHECK(office.app.ui.shows("1,250.00 USD"));
  CHECK(office.app.ui.shows("Rob Rep: 4 entries, the oldest 2 h ago; last contact 5 min ago"));

  office.app.replies["/v1/overview"] = {200, R"({"today":"2026-11-22","queues":[],
    "awaiting_payment_ages":[],"unsent":{"devices":0,"entries":0,"items":[]}})"};
  office.app.open("/orders");
  office.app.open("/general");
  office.app.answer_all();
  CHECK_FALSE(office.app.ui.shows("Work that devices have not sent"));
  CHECK(office.app.ui.shows("Every device has sent its work"));

  office.app.go_offline();
  office.app.open("/orders");
  office.app.open("/general");
  office.app.answer_all();
  CHECK_FALSE(office.app.ui.shows("Every device has sent its work"));
}

TEST_CASE("S14: a rep begins with his orders and finds General in the rail") {
  TestApp app;
  app.log_in();
  CHECK(app.host.route == "/orders");
  app.press("General");
  CHECK(app.host.route == "/general");
  CHECK(app.ui.find(Role::heading, "General") != nullptr);
}

TEST_CASE("S14: a tile leads to the list of what it counts, also without a pill of its own") {
  TestOffice office;
  office.app.press("Fraud: 1, 32.97 USD, since today");

  CHECK(office.app.host.route == "/orders/list/fraud");
  CHECK(says(office.row("1003"), "Fraud"));
  CHECK(office.row("1001").empty());
  CHECK(office.app.ui.find(Role::button, "Fraud")->pressed == true);

  office.app.open("/orders/list/awaiting_payment");
  CHECK(office.app.ui.find(Role::button, "Awaiting payment 2")->pressed == true);
  CHECK(office.app.ui.find(Role::button, "Fraud") == nullptr);
  CHECK(office.app.ui.shows("2 orders"));
}

TEST_CASE("S6: the pending list is one press away and shows status, colour's words and line") {
  TestOffice office;
  office.app.open("/orders");
  office.app.press("Pending 2");

  CHECK(office.row("1003").empty());
  const std::string line = office.row("1002");
  for (const char* part :
       {"Pending", "Alfreds Futterkiste", "check", "site shop-7", "32.97", "Awaiting payment"}) {
    CHECK(says(line, part));
  }
}

TEST_CASE("on a low tablet the whole rail is in sight, down to the state of the exchange") {
  TestOffice office(1024, 768);
  office.app.open("/orders");
  const Node* sync = office.app.ui.find_containing(Role::link, "Synchronization");
  REQUIRE(sync != nullptr);
  CHECK(sync->rect.y + sync->rect.height <= 768);
}

TEST_CASE("the state of the exchange stays in sight below however many sections") {
  TestApp app(1024, 600);
  app.session.role = satchel::Role::admin;
  app.log_in();
  const Node* sync = app.ui.find_containing(Role::link, "Synchronization");
  REQUIRE(sync != nullptr);
  CHECK(sync->rect.y + sync->rect.height <= 600);
  const Node* sections = app.ui.find(Role::region, "Sections");
  REQUIRE(sections != nullptr);
  CHECK(sections->scroll_height > sections->rect.height);
  CHECK(sections->rect.y + sections->rect.height <= sync->rect.y);
  CHECK(app.ui.find_containing(Role::link, "My account") != nullptr);
}

TEST_CASE("where the details have the page for themselves the acts stand in pairs") {
  TestOffice office(1024, 768);
  office.app.open("/orders/" + an_order_id(2).text());
  const Node* deny = office.app.ui.find(Role::button, "Deny");
  const Node* cancel = office.app.ui.find(Role::button, "Cancel order");
  REQUIRE(deny != nullptr);
  REQUIRE(cancel != nullptr);
  CHECK((deny->rect.y == cancel->rect.y || deny->rect.x == cancel->rect.x));
  CHECK(deny->rect.width < 400);
}

TEST_CASE("S18: without room for details beside it, each line has a Details link") {
  TestOffice office(1100 - 1, 768);
  office.app.open("/orders");
  CHECK(office.app.ui.find(Role::link, "Details") != nullptr);
  office.app.press("Pending 2");
  const Node* first = office.app.ui.find(Role::link, "Details");
  REQUIRE(first != nullptr);
  CHECK(first->href == "#/orders/" + an_order_id(2).text());
}

TEST_CASE("A10: a payment is recorded from the order, kept at once and sent") {
  TestOffice office;
  office.app.open("/orders/" + an_order_id(2).text());
  office.app.press("Record payment");
  CHECK(office.app.ui.find(Role::dialog, "Record a payment") != nullptr);
  CHECK(office.app.ui.shows("Order 1002 of Alfreds Futterkiste"));
  CHECK(office.app.ui.field("Amount in USD")->value == "10.00");
  CHECK(office.app.ui.field("Payment method")->value == "check");
  CHECK(office.app.ui.field("Taken on")->value == "2026-11-22");
  CHECK(office.app.ui.shows("This pays everything that is open."));
  office.app.type("Amount in USD", "4");
  CHECK(office.app.ui.shows("6.00 USD stays open."));
  office.app.type("Reference", "Check 77");
  office.app.press("Record it");
  office.app.answer_all();

  CHECK(office.app.ui.find(Role::dialog, "Record a payment") == nullptr);
  CHECK(office.app.ui.shows("4.00 USD recorded"));
  office.app.open("/payments");
  const std::string row = office.row("Check 77");
  for (const char* part : {"22 Nov 2026", "Alfreds Futterkiste", "1002", "check", "4.00"}) {
    CHECK(says(row, part));
  }
  office.app.press("Export CSV");
  CHECK(office.app.host.file_name == "payments-2026-11-22.csv");
  CHECK(says(office.app.host.file, R"("1002","check","Check 77","4.00","USD","Nancy Davolio")"));
}

TEST_CASE("A10: what was typed wrong is said beside its field, and nothing is recorded") {
  TestOffice office;
  office.app.open("/orders/" + an_order_id(1).text());
  office.app.press("Record payment");
  office.app.type("Amount in USD", "0");
  office.app.press("Record it");
  CHECK(office.app.ui.find(Role::alert, "Enter an amount such as 120.00.") != nullptr);
  CHECK(office.app.server.command_count() == 0);

  office.app.type("Amount in USD", "5");
  office.app.type("Taken on", "2026-11-24");
  office.app.press("Record it");
  CHECK(office.app.ui.find(Role::dialog, "Record a payment") != nullptr);
  CHECK(office.app.server.command_count() == 0);
}

TEST_CASE("A2: how far each item is stands as a chip, with where it was set up or why not") {
  TestOffice office;
  Order order = a_placed_order(4);
  order.lifecycle = OrderLifecycle::in_progress;
  order.fulfilments[0].state = ItemState::failed;
  order.fulfilments[0].error = "Disk full";
  order.fulfilments[1].state = ItemState::active;
  order.fulfilments[1].target = "web-2";
  order.fulfilments[1].username = "maria";
  office.app.server.save(order);
  office.app.go_online();
  office.app.open("/orders/" + order.id.text());
  CHECK(office.app.ui.find(Role::text, "Failed") != nullptr);
  CHECK(office.app.ui.find(Role::text, "Disk full") != nullptr);
  CHECK(office.app.ui.find(Role::text, "Active") != nullptr);
  CHECK(office.app.ui.find(Role::text, "on web-2 as maria") != nullptr);
}

TEST_CASE("A10: the unpaid list records a payment without leaving it") {
  TestOffice office(1600, 900);
  // The row around the button holds its name, too.
  const Node* button = office.app.ui.find(Role::button, "Record payment for order 1001");
  REQUIRE(button != nullptr);
  office.app.ui.kit().push({.kind = EventKind::activate, .id = button->id});
  office.app.draw();
  CHECK(office.app.ui.field("Amount in USD")->value == "47.67");
  office.app.press("Record it");
  office.app.answer_all();

  CHECK(office.app.host.route == "/general");
  CHECK(office.has_link("Awaiting payment: 1, 10.00 USD, for 3 days"));
}

/// Records 10.00 for order 2 and opens the payment.
void record_and_open(TestApp& app) {
  app.open("/orders/" + an_order_id(2).text());
  app.press("Record payment");
  app.type("Reference", "Check 77");
  app.press("Record it");
  app.answer_all();
  app.open("/payments");
  app.press("22 Nov 2026");
  app.answer_all();
}

TEST_CASE("A10: a clerk records payments and cannot give them back") {
  TestOffice office;
  record_and_open(office.app);
  CHECK(office.app.ui.shows("Check 77"));
  CHECK(office.app.ui.find(Role::button, "Refund") == nullptr);
}

TEST_CASE("A10: only who may gives a payment back, with a reason, through the server") {
  TestOffice books(1280, 800, satchel::Role::accountant);
  record_and_open(books.app);
  books.app.press("Refund");
  books.app.press("Refund it now");
  CHECK(books.app.ui.find(Role::alert, "Say why; it stands in the audit log.") != nullptr);
  books.app.type("Reason", "Check bounced");
  books.app.acts.clear();
  books.app.press("Refund it now");
  books.app.answer_all();
  REQUIRE_FALSE(books.app.acts.empty());
  CHECK(books.app.acts[0].path.ends_with("/refund"));
  CHECK(books.app.acts[0].body == R"({"reason":"Check bounced"})");
  CHECK_FALSE(books.app.acts[0].idempotency_key.empty());
}

TEST_CASE("A14: reports show orders by status, product, period and age, with a chart and CSV") {
  TestOffice office;
  office.app.press("Reports");
  CHECK(office.app.host.route == "/reports");
  CHECK(says(office.row("Awaiting payment"), "65.94 USD"));
  CHECK(office.app.ui.find_containing(Role::image, "Awaiting payment 2") != nullptr);
  CHECK(office.app.ui.shows("3 orders, 98.91 USD once, 147.00 USD a month"));

  office.app.press("Products");
  CHECK(says(office.row("Coffee"), "6"));
  CHECK(says(office.row("Support"), "98.00 USD"));
  office.app.press("Periods");
  CHECK(says(office.row("Oct 2026"), "32.97 USD"));
  office.app.press("By week");
  CHECK(says(office.row("Week of 16 Nov 2026"), "1"));
  office.app.type("From", "2026-11-01");
  CHECK(office.row("Week of 12 Oct 2026").empty());
  office.app.press("Export CSV");
  CHECK(office.app.host.file_name == "report-2026-11-22.csv");
  CHECK(says(office.app.host.file, R"("Week of 16 Nov 2026","1","32.97","49.00","USD")"));

  office.app.press("Awaiting payment");
  CHECK(says(office.row("31 to 60 days"), "47.67 USD"));
  CHECK(office.app.ui.shows("2 orders, 57.67 USD open"));
}

TEST_CASE("O18: the reason that staff noted stands in the report of incomplete orders") {
  TestOffice office;
  Order cart = a_draft_order(7);
  cart.saved = false;
  cart.incomplete_reason = "Too dear";
  office.app.server.save(cart);
  office.app.go_online();
  office.app.open("/reports");
  office.app.press("Incomplete");

  CHECK(says(office.row("Too dear"), "1"));
  CHECK(office.app.ui.shows("3 of 4 became orders (75 %), 1 incomplete"));
}

TEST_CASE("A14: a rep has no reports in his rail") {
  TestApp rep;
  rep.log_in();
  CHECK(rep.ui.find(Role::link, "Reports") == nullptr);
}

TEST_CASE("A14: a manager has reports in his rail") {
  TestApp manager;
  manager.session.role = satchel::Role::manager;
  manager.log_in();
  CHECK(manager.ui.find(Role::link, "Reports") != nullptr);
}

TEST_CASE("A14: every list is offered as CSV with the filter on the screen") {
  TestOffice office;
  office.app.press("Export CSV");
  CHECK(office.app.host.file_name == "awaiting-payment-2026-11-22.csv");
  CHECK(says(office.app.host.file, R"("1001","","1001","Alfreds Futterkiste","bank transfer",)"
                                   R"("2026-10-13","40","47.67","0.00","47.67","USD")"));

  office.app.open("/orders/list/fraud");
  office.app.press("Export CSV");
  CHECK(office.app.host.file_name == "orders-2026-11-22.csv");
  CHECK(says(office.app.host.file, R"("1003","","1001","Alfreds Futterkiste","Berlin")"));
  CHECK(office.app.host.file.find("\"1002\"") == std::string::npos);
}

TEST_CASE("A14: the lists on a customer's page are offered as CSV, an empty one is not") {
  TestOffice office;
  office.app.open("/customers/" + a_company_account().id.text());
  office.app.press("Export CSV");
  CHECK(office.app.host.file_name == "customer-1001-orders-2026-11-22.csv");
  CHECK(says(office.app.host.file, R"("1001","2026-10-13",)"));
  CHECK(says(office.app.host.file, R"("1003",)"));

  office.app.press("Payments 0");
  CHECK(office.app.ui.find(Role::button, "Export CSV") == nullptr);
  office.app.press("Notes");
  CHECK(office.app.ui.find(Role::button, "Export CSV") == nullptr);
}

TEST_CASE("A14: bill runs are offered as CSV, a row for each currency") {
  TestOffice office(1280, 800, satchel::Role::admin);
  TestApp& app = office.app;
  app.next_reply = {200, R"({"items":[{"id":"r1","through":"2026-12-01","state":"posted",
    "accounts_total":7,"accounts_failed":1,"invoice_count":6,"line_count":20,"posted_count":6,
    "totals":[{"minor":1250,"currency":"USD"},{"minor":900,"currency":"JPY"}]}]})"};
  app.open("/bill-runs");
  app.answer_all();
  app.press("Export CSV");

  CHECK(app.host.file_name == "bill-runs-2026-11-22.csv");
  const std::string first = R"("2026-11-30","Posted","7","1","6","20","6","12.50","USD")";
  CHECK(app.host.file.find(first) != std::string::npos);
  CHECK(app.host.file.find(R"("6","900","JPY")") != std::string::npos);
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::office_test