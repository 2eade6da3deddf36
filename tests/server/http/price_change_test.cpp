// Tests of moving subscriptions to the prices in force: page by page, previewed, and done once.
#include "shared/execute/order_money.h"
#include "shared/store/billing_store.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server::price_change_test {
namespace {

bool has(const httplib::Result& result, std::string_view part) {
  REQUIRE(result);
  CAPTURE(result->body);
  REQUIRE(result->status == 200);
  return result->body.find(part) != std::string::npos;
}

/// A server with three subscriptions to support since 1 November 2026, the last at a price of its
/// own, and a price book that asks 60.00 instead of 49.00 from 1 January 2027 on.
class PriceDesk : public TestHttp {
 public:
  PriceDesk() {
    store.write([](const ServerWrite& in) {
      need(save_account(in.tx, a_company_account()));
      for (int number = 1; number <= 3; ++number) {
        Order order = a_completed_order(number);
        order.document.starts_on = date(2026, 11, 1);
        order.document.items = {an_item(order.id, 0, support, number)};
        if (number == 3) order.document.items[0].charges[0].unit_price = dec("40.00");
        need(save_order(in.tx, order));
        need(begin_order_billing(in.tx, order, date(2026, 11, 1)));
      }
      PriceBook dearer = a_price_book();
      dearer.version = 2;
      dearer.valid_from = date(2027, 1, 1);
      dearer.products[1].plans[0].charges[0].prices[0].amount = dec("60.00");
      need(save_price_book(in.tx, dearer));
    });
  }

  httplib::Result change(const std::string& fields, const std::string& login = "ada") {
    return client_of(login).Post("/v1/price-changes", "{" + fields + "}", "application/json");
  }
  std::string prices() {
    return store.lines(
        "SELECT quantity || ' at ' || unit_price || ' from ' || starts_on FROM billable_charge "
        "ORDER BY order_number, starts_on");
  }
};

TEST_SUITE("price changes over HTTP") {
  TEST_CASE("subscriptions get the prices of the day, and what was agreed stays") {
    PriceDesk desk;
    const std::string before = desk.prices();
    const std::string wish = R"("on":"2027-01-01")";

    const auto preview = desk.change(wish + R"(,"preview":true)");
    CHECK(has(preview, R"("changed":2,"current":0,"agreed":1)"));
    CHECK(has(preview, R"("monthly_before":[{"minor":14700,"currency":"USD"}])"));
    CHECK(has(preview, R"("monthly_after":[{"minor":18000,"currency":"USD"}])"));
    CHECK(desk.prices() == before);

    CHECK(has(desk.change(wish), R"("changed":2,"current":0,"agreed":1)"));
    CHECK(desk.prices() ==
          "1 at 49.00 from 2026-11-01\n1 at 60.00 from 2027-01-01\n"
          "2 at 49.00 from 2026-11-01\n2 at 60.00 from 2027-01-01\n"
          "3 at 40.00 from 2026-11-01\n");
    CHECK(desk.store.count("SELECT COUNT(*) FROM audit_log WHERE action = 'change_subscription'") ==
          2);
    const std::string after = desk.prices();
    CHECK(has(desk.change(wish), R"("changed":0,"current":2,"agreed":1)"));
    CHECK(desk.prices() == after);
  }

  TEST_CASE("before the new book is in force, everything has the prices in force") {
    PriceDesk desk;
    CHECK(has(desk.change(R"("on":"2026-12-01")"), R"("changed":0,"current":2,"agreed":1)"));
  }

  TEST_CASE("a change that was made for later stays when prices change before it") {
    PriceDesk desk;
    CHECK(has(desk.change(R"("on":"2027-01-01")"), R"("changed":2)"));
    desk.store.write([](const ServerWrite& in) {
      PriceBook between = a_price_book();
      between.version = 3;
      between.valid_from = date(2027, 6, 1);
      between.products[1].plans[0].charges[0].prices[0].amount = dec("70.00");
      need(save_price_book(in.tx, between));
    });
    CHECK(has(desk.change(R"("on":"2027-06-01")"), R"("changed":2)"));
    const std::string after = desk.prices();
    CHECK(has(desk.change(R"("on":"2027-03-01")"), R"("changed":0,"current":2,"agreed":1)"));
    CHECK(desk.prices() == after);
  }

  TEST_CASE("only subscriptions of one product are changed, a paused one is named") {
    PriceDesk desk;
    const std::string wish = R"("on":"2027-01-01","product_id":")";
    CHECK(has(desk.change(wish + coffee.text() + "\""), R"("changed":0,"current":0,"agreed":0)"));
    desk.store.write([](const ServerWrite& in) {
      need(in.tx.run("UPDATE subscription SET state = 'paused' WHERE quantity = 1"));
    });
    const auto changed = desk.change(wish + support.text() + "\"");
    CHECK(has(changed, R"("changed":1,"current":0,"agreed":1)"));
    CHECK(has(changed, R"("reason":"subscription_paused")"));
  }

  TEST_CASE("a past day and other roles are refused") {
    PriceDesk desk;
    check_problem(desk.change(R"("on":"2026-11-21")"), 400);
    check_problem(desk.change(R"("on":"2027-01-01")", "nancy"), 403);
  }
}

}  // namespace
}  // namespace satchel::server::price_change_test
