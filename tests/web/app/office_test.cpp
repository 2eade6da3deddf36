// The back office's day: what waits, lists narrowed to it, files.
#include <doctest/doctest.h>

#include "tests/web/app/test_host.h"

namespace satchel::web::office_test {
namespace {

TEST_SUITE_BEGIN("office");

/// A clerk's app over a server with two unpaid orders, one by check from a site, and a fraud.
struct Office {
  TestApp app;

  explicit Office(float width = 1280, float height = 800, satchel::Role role = satchel::Role::clerk)
      : app(width, height) {
    app.session.role = role;
    app.server.actor.role = role;
    Account account = *app.server.account(a_company_account().id);
    account.number = 1001;
    app.server.save(account);
    Order transfer = a_placed_order(1);
    wait_for_money(transfer, 4767, 40);
    Order check = a_placed_order(2);
    wait_for_money(check, 1000, 3);
    check.site_code = "shop-7";
    check.document.payment_method = PaymentMethod::check;
    app.server.save(transfer);
    app.server.save(check);
    Order fraud = a_placed_order(3);
    fraud.lifecycle = OrderLifecycle::fraud;
    app.server.save(fraud);
    app.log_in();
  }

  static void wait_for_money(Order& order, std::int64_t minor, int days) {
    order.payment = PaymentState::unpaid;
    order.due = usd(minor);
    order.document.payment_method = PaymentMethod::bank_transfer;
    order.document.ordered_on = add_days(test_today, -days);
  }
  std::string row(std::string_view part) {
    const Node* node = app.ui.find_containing(Role::row, part);
    return node == nullptr ? "" : app.ui.text_of(*node);
  }
  bool has_link(std::string_view name) { return app.ui.find(Role::link, name) != nullptr; }
};

bool holds(const std::string& text, std::string_view part) {
  const bool found = text.find(part) != std::string::npos;
  if (!found) MESSAGE(text);
  return found;
}

bool holds_part(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// A second price book, whose coffee is set up on a server.
PriceBook a_served_book() {
  PriceBook book = a_price_book();
  book.version += 1;
  for (Product& product : book.products) {
    if (product.name == "Coffee") {
      product.fulfilment = {
          FulfilmentKind::provisioning, "panel", {"web-1", "web-2"}, AutoSetup::never};
    }
  }
  return book;
}

TEST_CASE("S14: the office begins with General, which says what waits, what for and how long") {
  Office office;

  CHECK(office.app.host.route == "/general");
  CHECK(office.app.ui.find(Role::heading, "General") != nullptr);
  CHECK(office.has_link("Awaiting payment: 2, 57.67 USD, for 40 days"));
  CHECK(office.has_link("Pending: 2, 65.94 USD, for 40 days"));
  CHECK(office.has_link("Fraud: 1, 32.97 USD, since today"));
  CHECK(office.has_link("Awaiting settlement: 0, Nothing waits"));
  const std::string oldest = office.row("1001");
  for (const char* part :
       {"Alfreds Futterkiste", "bank transfer", "own desk", "40 days", "47.67"}) {
    CHECK(holds(oldest, part));
  }
  CHECK(office.app.ui.shows("31 to 60 days"));
}

TEST_CASE("S14: General says which devices hold unsent work, how much, how old and worth what") {
  Office office;
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
  Office office;
  office.app.press("Fraud: 1, 32.97 USD, since today");

  CHECK(office.app.host.route == "/orders/list/fraud");
  CHECK(holds(office.row("1003"), "Fraud"));
  CHECK(office.row("1001").empty());
  CHECK(office.app.ui.find(Role::button, "Fraud")->pressed == true);

  office.app.open("/orders/list/awaiting_payment");
  CHECK(office.app.ui.find(Role::button, "Awaiting payment 2")->pressed == true);
  CHECK(office.app.ui.find(Role::button, "Fraud") == nullptr);
  CHECK(office.app.ui.shows("2 orders"));
}

TEST_CASE("S6: the pending list is one press away and shows status, colour's words and line") {
  Office office;
  office.app.open("/orders");
  office.app.press("Pending 2");

  CHECK(office.row("1003").empty());
  const std::string line = office.row("1002");
  for (const char* part :
       {"Pending", "Alfreds Futterkiste", "check", "site shop-7", "32.97", "Awaiting payment"}) {
    CHECK(holds(line, part));
  }
}

TEST_CASE("on a low tablet the whole rail is in sight, down to the state of the exchange") {
  Office office(1024, 768);
  office.app.open("/orders");
  const Node* sync = office.app.ui.find_containing(Role::link, "Synchronization");
  REQUIRE(sync != nullptr);
  CHECK(sync->rect.y + sync->rect.height <= 768);
}

TEST_CASE("where the details have the page for themselves the acts stand in pairs") {
  Office office(1024, 768);
  office.app.open("/orders/" + an_order_id(2).text());
  const Node* deny = office.app.ui.find(Role::button, "Deny");
  const Node* cancel = office.app.ui.find(Role::button, "Cancel order");
  REQUIRE(deny != nullptr);
  REQUIRE(cancel != nullptr);
  CHECK((deny->rect.y == cancel->rect.y || deny->rect.x == cancel->rect.x));
  CHECK(deny->rect.width < 400);
}

TEST_CASE("S18: without room for details beside it, each line has a Details link") {
  Office office(1100 - 1, 768);
  office.app.open("/orders");
  CHECK(office.app.ui.find(Role::link, "Details") != nullptr);
  office.app.press("Pending 2");
  const Node* first = office.app.ui.find(Role::link, "Details");
  REQUIRE(first != nullptr);
  CHECK(first->href == "#/orders/" + an_order_id(2).text());
}

TEST_CASE("A10: a payment is recorded from the order, kept at once and sent") {
  Office office;
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
    CHECK(holds(row, part));
  }
  office.app.press("Export CSV");
  CHECK(office.app.host.file_name == "payments-2026-11-22.csv");
  CHECK(holds(office.app.host.file, R"("1002","check","Check 77","4.00","USD","Nancy Davolio")"));
}

TEST_CASE("A10: what was typed wrong is said beside its field, and nothing is recorded") {
  Office office;
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

TEST_CASE("A10: the unpaid list records a payment without leaving it") {
  Office office(1600, 900);
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
}

TEST_CASE("A10: a clerk records payments and cannot give them back") {
  Office office;
  record_and_open(office.app);
  CHECK(office.app.ui.shows("Check 77"));
  CHECK(office.app.ui.find(Role::button, "Refund") == nullptr);
}

TEST_CASE("A10: only who may gives a payment back, with a reason, through the server") {
  Office books(1280, 800, satchel::Role::accountant);
  record_and_open(books.app);
  books.app.press("Refund");
  books.app.press("Refund it now");
  CHECK(books.app.ui.find(Role::alert, "Say why; it stands in the audit log.") != nullptr);
  books.app.type("Reason", "Check bounced");
  books.app.acts.clear();
  books.app.press("Refund it now");
  books.app.answer_all();
  REQUIRE(books.app.acts.size() == 1);
  CHECK(books.app.acts[0].path.ends_with("/refund"));
  CHECK(books.app.acts[0].body == R"({"reason":"Check bounced"})");
  CHECK_FALSE(books.app.acts[0].idempotency_key.empty());
}

TEST_CASE("A1: several orders are marked by boxes and keys, and the bar says how many and what") {
  Office office;
  const auto draw = [&] { office.app.program->draw(); };
  office.app.open("/orders/list/pending");
  office.app.ui.check("Mark order 1002", true, draw);
  CHECK(office.app.ui.shows("1 order, 32.97 USD marked"));

  office.app.ui.focus("1002", draw);
  office.app.key("Ctrl+a");
  CHECK(office.app.ui.shows("2 orders, 65.94 USD marked"));
  office.app.key(" ");
  CHECK(office.app.ui.shows("1 order, 32.97 USD marked"));
  office.app.press("Clear");
  CHECK(office.app.ui.find(Role::button, "Deny") == nullptr);
  office.app.ui.focus("1002", draw);
  office.app.key("Shift+ArrowDown");
  CHECK(office.app.ui.shows("2 orders, 65.94 USD marked"));
}

TEST_CASE(
    "A1: each order is denied alone with one reason, and the second clerk is told who did it") {
  Office office;
  const auto draw = [&] { office.app.program->draw(); };
  office.app.open("/orders/list/pending");
  office.app.ui.check("Mark order 1002", true, draw);
  office.app.ui.check("Mark order 1001", true, draw);
  office.app.press("Deny");
  office.app.press("Deny them");
  CHECK(office.app.ui.find(Role::alert, "Say why; it stands in each order's history.") != nullptr);
  office.app.type("Reason for all", "No such address");
  const Problem taken{.type = "order-not-pending",
                      .title = "Refused",
                      .status = 409,
                      .detail = "The order is not pending. Last change: accepted by Clara."};
  office.app.replies["/v1/orders/" + an_order_id(1).text() + "/deny"] = {409, encode(taken)};
  office.app.acts.clear();
  office.app.press("Deny them");
  office.app.answer_all();

  REQUIRE(office.app.acts.size() == 2);
  CHECK(office.app.acts[0].path == "/v1/orders/" + an_order_id(2).text() + "/deny");
  CHECK(office.app.acts[0].body == R"({"reason":"No such address"})");
  CHECK(office.app.acts[0].idempotency_key != office.app.acts[1].idempotency_key);
  CHECK(office.app.ui.shows("1 done, 1 refused"));
  CHECK(office.app.ui.shows("Order denied"));
  CHECK(office.app.ui.shows("Last change: accepted by Clara."));
  office.app.press("Close");
  CHECK(office.app.ui.find(Role::checkbox, "Mark order 1001")->checked == true);
  CHECK(office.app.ui.find(Role::checkbox, "Mark order 1002")->checked == false);
}

TEST_CASE("A1: accepting several asks what becomes of items that have to be set up") {
  for (const bool now : {true, false}) {
    CAPTURE(now);
    Office office;
    const auto draw = [&] { office.app.program->draw(); };
    office.app.server.save(a_served_book());
    Order hosted = a_placed_order(4);
    hosted.document.price_book_version = a_served_book().version;
    office.app.server.save(hosted);
    office.app.go_online();
    office.app.open("/orders/list/pending");
    office.app.ui.check("Mark order 1002", true, draw);
    office.app.ui.check("Mark order 1004", true, draw);
    office.app.press("Accept");
    CHECK(office.app.ui.shows("1 item of 1 order to set up on a server or with a registrar"));
    if (!now) office.app.press("Leave waiting");
    office.app.acts.clear();
    office.app.press("Accept them");
    office.app.answer_all();

    REQUIRE(office.app.acts.size() == 2);
    const bool first = holds_part(office.app.acts[0].path, hosted.id.text());
    const FetchRequest& asked = office.app.acts[first ? 0 : 1];
    const FetchRequest& plain = office.app.acts[first ? 1 : 0];
    CHECK(holds_part(asked.path, hosted.id.text()));
    CHECK(holds_part(asked.body, now ? R"("target":"web-1")" : R"("create":false)"));
    CHECK(holds_part(asked.body, R"("create":true)") == now);
    CHECK_FALSE(holds_part(plain.body, "target"));
    CHECK(office.app.ui.shows(now ? "1 item is being set up"
                                  : "1 item waits: activate in the order"));
  }
}

TEST_CASE("S16: the site of a filter is chosen by its name, and kept with the filter") {
  TestApp app;
  app.session.role = app.server.actor.role = satchel::Role::clerk;
  app.session.sites = {{"shop-7", "Harbour Shop"}, {"shop-8", "Mountain Shop"}};
  Order own = a_placed_order(1);
  Order shop = a_placed_order(2);
  shop.site_code = "shop-7";
  app.server.save(own);
  app.server.save(shop);
  app.log_in();
  app.open("/orders");
  const auto has = [&](std::string_view number) {
    return app.ui.find_containing(Role::row, number) != nullptr;
  };
  CHECK(app.ui.shows("Harbour Shop"));
  app.choose("Site", "Harbour Shop");
  CHECK(has("1002"));
  CHECK_FALSE(has("1001"));
  app.press("Save filter");
  app.type("Name", "From the harbour");
  app.press("Save it");

  app.choose("Site", "Own desk");
  CHECK(has("1001"));
  CHECK_FALSE(has("1002"));
  app.choose("Site", "Mountain Shop");
  CHECK(app.ui.shows("No order of this site here"));
  app.start("/orders");
  app.choose("Site", "All sites");
  CHECK(has("1001"));
  app.press("From the harbour");
  CHECK(app.ui.field("Site")->value == "Harbour Shop");
  CHECK(has("1002"));
  CHECK_FALSE(has("1001"));
}

TEST_CASE("A1: a rep marks nothing") {
  TestApp rep;
  rep.server.save(a_placed_order(1));
  rep.log_in();
  CHECK_FALSE(rep.ui.find_containing(Role::row, "1001") == nullptr);
  CHECK(rep.ui.find_containing(Role::checkbox, "Mark order") == nullptr);
}

TEST_CASE("A1: offline the acts on several orders say why they are off") {
  Office office;
  office.app.open("/orders/list/pending");
  office.app.ui.check("Mark order 1002", true, [&] { office.app.program->draw(); });
  office.app.go_offline();
  const Node* accept = office.app.ui.find(Role::button, "Accept");
  REQUIRE(accept != nullptr);
  CHECK(accept->disabled);
  CHECK(accept->description == "You are offline. This needs the server.");
}

TEST_CASE("S16: a filter is saved under a name, survives a reload, and is a person's own") {
  Office office;
  office.app.open("/orders");
  CHECK(office.app.ui.find(Role::button, "Save filter") == nullptr);
  office.app.press("Awaiting payment 2");
  office.app.type("Search customers, orders, items", "shop-7");
  office.app.press("Total");
  CHECK(office.row("1001").empty());
  office.app.press("Save filter");
  office.app.press("Save it");
  CHECK(office.app.ui.find(Role::alert, "Enter a name.") != nullptr);
  office.app.type("Name", "Shop 7 owes");
  office.app.press("Save it");
  CHECK(office.app.ui.find(Role::button, "Shop 7 owes")->pressed == true);

  office.app.start("/orders");
  CHECK(office.app.ui.find(Role::button, "Shop 7 owes")->pressed == false);
  CHECK_FALSE(office.row("1001").empty());
  office.app.press("Shop 7 owes");
  CHECK(office.row("1001").empty());
  CHECK_FALSE(office.row("1002").empty());
  CHECK(office.app.ui.field("Search customers, orders, items")->value == "shop-7");
  CHECK(office.app.ui.find(Role::columnheader, "Total")->sort == Sort::ascending);

  office.app.press("Forget filter");
  CHECK(office.app.ui.find(Role::button, "Shop 7 owes") == nullptr);
}

TEST_CASE("A14: reports show orders by status, product, period and age, with a chart and CSV") {
  Office office;
  office.app.press("Reports");
  CHECK(office.app.host.route == "/reports");
  CHECK(holds(office.row("Awaiting payment"), "65.94 USD"));
  CHECK(office.app.ui.find_containing(Role::image, "Awaiting payment 2") != nullptr);
  CHECK(office.app.ui.shows("3 orders, 98.91 USD once, 147.00 USD a month"));

  office.app.press("Products");
  CHECK(holds(office.row("Coffee"), "6"));
  CHECK(holds(office.row("Support"), "98.00 USD"));
  office.app.press("Periods");
  CHECK(holds(office.row("Oct 2026"), "32.97 USD"));
  office.app.press("By week");
  CHECK(holds(office.row("Week of 16 Nov 2026"), "1"));
  office.app.type("From", "2026-11-01");
  CHECK(office.row("Week of 12 Oct 2026").empty());
  office.app.press("Export CSV");
  CHECK(office.app.host.file_name == "report-2026-11-22.csv");
  CHECK(holds(office.app.host.file, R"("Week of 16 Nov 2026","1","32.97","49.00","USD")"));

  office.app.press("Awaiting payment");
  CHECK(holds(office.row("31 to 60 days"), "47.67 USD"));
  CHECK(office.app.ui.shows("2 orders, 57.67 USD open"));
}

TEST_CASE("O18: the reason that staff noted stands in the report of incomplete orders") {
  Office office;
  Order cart = a_draft_order(7);
  cart.saved = false;
  cart.incomplete_reason = "Too dear";
  office.app.server.save(cart);
  office.app.go_online();
  office.app.open("/reports");
  office.app.press("Incomplete");

  CHECK(holds(office.row("Too dear"), "1"));
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
  Office office;
  office.app.press("Export CSV");
  CHECK(office.app.host.file_name == "awaiting-payment-2026-11-22.csv");
  CHECK(holds(office.app.host.file, R"("1001","","1001","Alfreds Futterkiste","bank transfer",)"
                                    R"("2026-10-13","40","47.67","0.00","47.67","USD")"));

  office.app.open("/orders/list/fraud");
  office.app.press("Export CSV");
  CHECK(office.app.host.file_name == "orders-2026-11-22.csv");
  CHECK(holds(office.app.host.file, R"("1003","","1001","Alfreds Futterkiste","Berlin")"));
  CHECK(office.app.host.file.find("\"1002\"") == std::string::npos);
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::office_test
