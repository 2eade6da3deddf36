// Tests of what carts of sites mean for customers: add-ons, words they may see, e-mails known
// before.
#include "tests/server/http/sites.h"

namespace satchel::server::site_customer_test {
namespace {

const std::string other_cart = id_of<OrderId>(78).text();
const ProductId beans = id_of<ProductId>(14);

/// From now on there are beans, 5.00 once, for those who order coffee.
void sell_beans_for_coffee(Sites& sites) {
  PriceBook book = a_price_book();
  book.version = 2;
  book.valid_from = add_days(test_today, -1);
  book.products.push_back(
      a_product(beans, 24, "Beans", {a_charge(35, "Beans", ChargeKind::one_time, "5.00")}));
  book.products.back().kind = ProductKind::add_on;
  book.products.back().base_product_id = coffee;
  sites.http.store.write([&](const ServerWrite& in) { need(save_price_book(in.tx, book)); });
}

TEST_SUITE("customers of sites") {
  TEST_CASE("P3: an add-on of a cart belongs to the item it names, else to the first of its base") {
    Sites sites;
    sell_beans_for_coffee(sites);
    const auto items = [](const std::string& base) {
      return cart(R"(,"items":[{"product_id":")" + coffee.text() + R"(","quantity":3},)" +
                  R"({"product_id":")" + coffee.text() + R"(","quantity":1},)" +
                  R"({"product_id":")" + beans.text() + R"(","quantity":2)" + base + "}]" +
                  R"(,"payment_method":"on_account","place":true)");
    };

    CHECK(check_problem(sites.send(items(R"(,"base":7)")), 409).type == "base_missing");
    CHECK(sites.send(items(""))->status == 200);
    CHECK(sites.send(items(R"(,"base":1)"), other_cart)->status == 200);

    const OrderDocument first = sites.order()->document;
    CHECK(first.items[2].base_item_id == first.items[0].id);
    const OrderDocument second = sites.order(other_cart)->document;
    CHECK(second.items[2].base_item_id == second.items[1].id);
    CHECK(totals_of(second)->one_time == usd(4 * 1'099 + 2 * 500));
  }

  TEST_CASE("P3: the shop sells an add-on only together with its base") {
    Sites sites;
    sell_beans_for_coffee(sites);
    ShopBrowser browser(sites.http);
    browser.submit("/shop/harbour",
                   {{"first_name", "Ana"}, {"last_name", "T"}, {"email", "ana@shop.example"}});
    CHECK(holds(text_of(browser.get("/shop/harbour/products")), "Only together with Coffee."));

    const auto alone = browser.submit("/shop/harbour/products",
                                      {{"q_" + beans.text(), "2"}, {"next", "checkout"}});
    REQUIRE(alone);
    CHECK(alone->status == 409);
    CHECK(holds(alone->body, std::string(describe(Reason::base_missing))));
    check_goes_to(browser.submit("/shop/harbour/products", {{"q_" + beans.text(), "2"},
                                                            {"q_" + coffee.text(), "1"},
                                                            {"next", "checkout"}}),
                  "/shop/harbour/checkout");
    CHECK(holds(text_of(browser.get("/shop/harbour/checkout")), "20.99 USD"));
  }

  TEST_CASE("S9: a site is never told what the office thinks of a customer") {
    Sites sites;
    const std::string placing = cart(coffees + R"(,"payment_method":"on_account","place":true)");
    sites.send(placing);
    const auto told = [&](OrderLifecycle lifecycle) {
      Order order = *sites.order();
      order.lifecycle = lifecycle;
      sites.http.store.write([&](const ServerWrite& in) { need(save_order(in.tx, order)); });
      return text_of(sites.send(placing));
    };

    CHECK(holds(told(OrderLifecycle::fraud), R"("lifecycle":"pending")"));
    CHECK(holds(told(OrderLifecycle::fraud), R"("state":"Being checked")"));
    CHECK(holds(told(OrderLifecycle::denied), R"("lifecycle":"cancelled")"));
    CHECK(holds(told(OrderLifecycle::denied), R"("state":"Not accepted")"));
  }

  TEST_CASE("S9: orders of carts with one e-mail count together for the fraud check") {
    Sites sites;
    sites.http.store.write([](const ServerWrite& in) {
      Organisation organisation = an_organisation();
      organisation.settings.fraud.threshold = 50;
      organisation.settings.fraud.velocity_orders = 1;
      organisation.settings.fraud.velocity_weight = 60;
      organisation.settings.fraud.new_account_weight = 0;
      need(save_organisation(in.tx, organisation));
    });
    const std::string placing = cart(coffees + R"(,"payment_method":"on_account","place":true)");

    CHECK(sites.send(placing)->status == 200);
    CHECK(sites.send(placing, other_cart)->status == 200);

    CHECK(sites.order()->lifecycle == OrderLifecycle::pending);
    CHECK(sites.order(other_cart)->lifecycle == OrderLifecycle::fraud);
    CHECK(sites.order(other_cart)->document.account_id != sites.order()->document.account_id);
  }

  TEST_CASE("A9: a site's order with the e-mail of a customer on hold waits for an approval") {
    Sites sites;
    Account held = a_company_account();
    held.email = "Ana@shop.example";
    held.standing.hold_new_orders = true;
    sites.http.store.write([&](const ServerWrite& in) { need(save_account(in.tx, held)); });

    const auto placed =
        sites.send(cart(coffees + R"(,"payment_method":"on_account","place":true)"));

    CHECK(placed->status == 200);
    CHECK_FALSE(holds(placed->body, "barred"));
    CHECK(sites.order()->approval == Approval::required);
    CHECK(sites.order()->approval_rules == std::vector{ApprovalRule::barred_email});
  }
}

}  // namespace
}  // namespace satchel::server::site_customer_test
