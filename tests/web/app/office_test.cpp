// The back office's day: what waits, lists narrowed to it, files.
#include <doctest/doctest.h>

#include "tests/web/app/test_host.h"

namespace satchel::web::office_test {
namespace {

TEST_SUITE_BEGIN("office");

/// A clerk's app over a server with two unpaid orders, one by check from a site, and a fraud.
struct Office {
  TestApp app;

  explicit Office(float width = 1280, float height = 800) : app(width, height) {
    app.session.role = satchel::Role::clerk;
    app.server.actor.role = satchel::Role::clerk;
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

TEST_CASE("S18: without room for details beside it, each line has a Details link") {
  Office office(1100 - 1, 768);
  office.app.open("/orders");
  CHECK(office.app.ui.find(Role::link, "Details") != nullptr);
  office.app.press("Pending 2");
  Node first = *office.app.ui.find(Role::link, "Details");
  CHECK(first.href == "#/orders/" + an_order_id(2).text());
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
