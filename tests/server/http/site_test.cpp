// Tests of sites: their keys, carts that arrive step by step, and the shop page without scripts.
#include "tests/server/http/sites.h"

namespace satchel::server::site_test {
namespace {

TEST_SUITE("sites") {
  TEST_CASE("S19: a site has a number, a name, a reseller and a key that is shown once") {
    Sites sites;

    const std::string listed = text_of(sites.http.client_of("ada").Get("/v1/sites"));

    CHECK(holds(listed, R"("code":"harbour","number":1,"name":"Harbour Shop")"));
    CHECK(holds(listed, R"("reseller":"Harbour Ltd")"));
    CHECK(holds(listed, R"("code":"pier","number":2)"));
    CHECK_FALSE(holds(listed, sites.key));
    CHECK(sites.http.store.count("SELECT COUNT(*) FROM audit_log WHERE action = 'save_site'") == 2);
    check_problem(sites.put("Bad Code", R"({"name":"x"})"), 400);
    check_problem(sites.put("harbour", R"({"name":" "})"), 400);
    check_problem(sites.http.client_of("ada").Post("/v1/sites/nowhere/key"), 404);
  }

  TEST_CASE("S19: a site that is switched off takes no carts, and its shop is closed") {
    Sites sites;
    const char* off = R"({"name":"Harbour Shop","reseller":"Harbour Ltd","enabled":false})";
    CHECK(holds(sites.put("harbour", off)->body, R"("enabled":false)"));

    CHECK(holds(check_problem(sites.send(cart("")), 403).detail, "switched off"));
    CHECK(ShopBrowser(sites.http).get("/shop/harbour")->status == 404);
    CHECK(ShopBrowser(sites.http).get("/shop/pier")->status == 200);
    const auto csv = sites.http.client_of("ada").Get("/v1/sites?format=csv");
    CHECK(holds(csv->body, "code,number,name,reseller,on_account,enabled"));
    CHECK(holds(csv->body, "harbour,1,Harbour Shop,Harbour Ltd,no,no"));

    sites.put("harbour", R"({"name":"Harbour Shop"})");
    CHECK(sites.send(cart(""))->status == 200);
  }

  TEST_CASE("S19: carts need the site's own, newest key") {
    Sites sites;
    const std::string old = sites.key;
    sites.key = sites.key_of("harbour");

    CHECK(sites.send(cart(""))->status == 200);
    check_problem(sites.send(cart(""), cart_id, "pier"), 401);
    sites.key = old;
    check_problem(sites.send(cart("")), 401);
    sites.key = "";
    check_problem(sites.send(cart("")), 401);
  }

  TEST_CASE("O17: a cart is an incomplete order from its first step and grows with each") {
    Sites sites;

    CHECK(sites.send(cart(""))->status == 200);
    const auto first = sites.order();
    REQUIRE(first);
    CHECK(first->lifecycle == OrderLifecycle::draft);
    CHECK_FALSE(first->saved);
    CHECK(first->site_code == "harbour");
    CHECK(archive_of(*first) == Archive::incomplete);
    CHECK(first->document.items.empty());

    CHECK(sites.send(cart(coffees))->status == 200);
    const auto second = sites.order();
    REQUIRE(second);
    CHECK(second->document.items.size() == 1);
    CHECK(second->document.items[0].quantity == 3);
    const std::string listed = text_of(sites.http.client_of("ada").Get("/v1/orders"));
    CHECK(holds(listed, cart_id));
    CHECK(sites.http.store.count("SELECT COUNT(*) FROM account") == 1);
  }

  TEST_CASE("O17: placing gives a pending order of the site, once, however often it is sent") {
    Sites sites;
    sites.send(cart(coffees));
    const std::string placing = cart(coffees + R"(,"payment_method":"on_account","place":true)");

    const auto placed = sites.send(placing);
    const auto again = sites.send(placing);

    REQUIRE(placed);
    CHECK_MESSAGE(placed->status == 200, placed->body);
    CHECK(text_of(again) == text_of(placed));
    const auto order = sites.order();
    REQUIRE(order);
    CHECK(order->lifecycle == OrderLifecycle::pending);
    CHECK(order->number == 1001);
    CHECK(order->site_code == "harbour");
    CHECK(order->site_number == 1);
    CHECK(order->settlement == Settlement::due);
    CHECK(order->document.signed_by == "Ana Trujillo");
    CHECK(totals_of(order->document)->one_time == usd(3297));
    CHECK(check_problem(sites.send(cart("")), 409).type == "order_not_draft");
  }

  TEST_CASE("S19: a site can neither set prices nor touch an order that is not its own") {
    Sites sites;
    sites.http.store.write([](const ServerWrite& in) {
      need(save_account(in.tx, a_company_account()));
      need(save_order(in.tx, a_draft_order(5)));
    });

    check_problem(sites.send(cart(coffees), an_order_id(5).text()), 404);
    check_problem(sites.send(cart(R"(,"items":[{"product_id":")" + coffee.text() +
                                  R"(","quantity":3,"unit_price":"0.01"}])")),
                  400);
    check_problem(
        sites.send(cart(R"(,"items":[{"product_id":")" + cart_id + R"(","quantity":1}])")), 409);
    check_problem(sites.send(R"({"customer":{"first_name":"4111 1111 1111 1111",)"
                             R"("last_name":"T","email":"a@b.example"}})"),
                  409);
    CHECK_FALSE(sites.order());
  }

  TEST_CASE("O17: the shop goes from details over products to a placed order without scripts") {
    Sites sites;
    ShopBrowser browser(sites.http);

    CHECK(holds(text_of(browser.get("/shop/harbour")), "<h1 dir=\"auto\">Your details</h1>"));
    check_goes_to(browser.get("/shop/harbour/checkout"), "/shop/harbour");
    check_goes_to(browser.submit("/shop/harbour", {{"first_name", "Ana"},
                                                   {"last_name", "Trujillo"},
                                                   {"email", "ana@shop.example"},
                                                   {"company_name", ""},
                                                   {"phone", ""}}),
                  "/shop/harbour/products");
    CHECK(sites.http.store.count("SELECT COUNT(*) FROM sales_order WHERE lifecycle = 'draft'") ==
          1);
    const std::string products = text_of(browser.get("/shop/harbour/products?text=coff"));
    CHECK(holds(products, "Quantity of Coffee"));
    CHECK_FALSE(holds(products, "Quantity of Support"));
    check_goes_to(browser.submit("/shop/harbour/products",
                                 {{"q_" + coffee.text(), "3"}, {"next", "checkout"}}),
                  "/shop/harbour/checkout");
    const std::string checkout = text_of(browser.get("/shop/harbour/checkout"));
    CHECK(holds(checkout, "name=\"shown_one_time\" value=\"3297\""));
    CHECK(holds(checkout, "32.97 USD"));
    CHECK_FALSE(holds(checkout, "<script"));
    check_goes_to(browser.submit("/shop/harbour/checkout", {{"street", "Avda. 1"},
                                                            {"city", "México D.F."},
                                                            {"country", "Mexico"},
                                                            {"shown_one_time", "3297"},
                                                            {"shown_tax", "0"},
                                                            {"shown_recurring", "0"},
                                                            {"payment_method", "on_account"}}),
                  "/shop/harbour/done");

    CHECK(holds(text_of(browser.get("/shop/harbour/done")), "1001"));
    CHECK(sites.http.store.lines("SELECT to_address || ' ' || title FROM mail") ==
          "ana@shop.example Your order 1001\n");
    CHECK(sites.http.store.lines("SELECT site_code FROM sales_order WHERE number = 1001") ==
          "harbour\n");
    check_goes_to(browser.get("/shop/harbour"), "/shop/harbour/done");
    check_goes_to(browser.submit("/shop/harbour/again", {{"x", ""}}), "/shop/harbour");
    CHECK(browser.get("/shop/harbour")->status == 200);
  }

  TEST_CASE("O17: the shop says what is missing and keeps what was typed") {
    Sites sites;
    ShopBrowser browser(sites.http);

    const auto refused =
        browser.submit("/shop/harbour", {{"first_name", "Ana"}, {"last_name", ""}, {"email", "x"}});

    REQUIRE(refused);
    CHECK(refused->status == 409);
    CHECK(holds(refused->body, "role=\"alert\""));
    CHECK(holds(refused->body, "last name"));
    CHECK(holds(refused->body, "value=\"Ana\""));
    CHECK(browser.get("/shop/nowhere")->status == 404);
  }

  TEST_CASE("S19: a stranger buys on account only where the site allows it") {
    Sites sites;
    sites.key = sites.key_of("pier");
    const std::string placing = cart(coffees + R"(,"payment_method":"on_account","place":true)");

    CHECK(check_problem(sites.send(placing, cart_id, "pier"), 409).type ==
          "payment_method_unavailable");
    CHECK(sites.send(cart(coffees), cart_id, "pier")->status == 200);
    sites.put("pier", R"({"name":"Pier Shop","on_account":true})");
    CHECK(sites.send(placing, cart_id, "pier")->status == 200);
    CHECK(sites.order()->lifecycle == OrderLifecycle::pending);
  }

  TEST_CASE("S19: a cart whose price is not the shown one is kept and not placed") {
    Sites sites;
    const auto placing = [&](const std::string& one_time) {
      return cart(
          coffees + R"(,"payment_method":"on_account","place":true,"shown":{"one_time":)" +
          R"({"minor":)" + one_time + R"(,"currency":"USD"},)" +
          R"("tax":{"minor":0,"currency":"USD"},"recurring":{"minor":0,"currency":"USD"}})");
    };

    CHECK(check_problem(sites.send(placing("3296")), 409).type == "totals_differ");
    CHECK(sites.order()->lifecycle == OrderLifecycle::draft);
    CHECK(sites.send(placing("3297"))->status == 200);
    CHECK(sites.order()->lifecycle == OrderLifecycle::pending);
  }

  TEST_CASE("O17: the shop never charges a price that it did not show") {
    Sites sites;
    ShopBrowser browser(sites.http);
    browser.submit("/shop/harbour",
                   {{"first_name", "Ana"}, {"last_name", "T"}, {"email", "ana@shop.example"}});
    browser.submit("/shop/harbour/products", {{"q_" + coffee.text(), "3"}, {"next", "checkout"}});
    CHECK(holds(text_of(browser.get("/shop/harbour/checkout")), "32.97 USD"));
    sites.http.store.write([](const ServerWrite& in) {
      PriceBook dearer = a_price_book();
      dearer.version = 2;
      dearer.valid_from = add_days(test_today, -1);
      dearer.products[0].plans[0].charges[0].prices[0].amount = dec("12.00");
      need(save_price_book(in.tx, dearer));
    });
    const auto order = [&](const std::string& shown) {
      return browser.submit("/shop/harbour/checkout", {{"shown_one_time", shown},
                                                       {"shown_tax", "0"},
                                                       {"shown_recurring", "0"},
                                                       {"payment_method", "on_account"}});
    };

    const auto refused = order("3297");

    REQUIRE(refused);
    CHECK(refused->status == 409);
    CHECK(holds(refused->body, "The price has changed"));
    CHECK(holds(refused->body, "36.00 USD"));
    CHECK(sites.http.store.count("SELECT COUNT(*) FROM sales_order WHERE number <> 0") == 0);
    check_goes_to(order("3600"), "/shop/harbour/done");
    CHECK(sites.http.store.lines("SELECT one_time_minor || '' FROM sales_order") == "3600\n");
  }
}

}  // namespace
}  // namespace satchel::server::site_test
