// Tests of what carts of sites mean for customers: add-ons, words they may see, e-mails known
// before.
#include "server/store/customer_login_store.h"
#include "server/store/password.h"
#include "server/sync/cart.h"
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

  TEST_CASE("a cart is taxed where its customer lives, and what it shows is what it charges") {
    Sites sites;
    sites.http.store.write([](const ServerWrite& in) {
      Organisation organisation = an_organisation();
      organisation.taxes.rows = {a_tax_row("MX-16", 160'000, "Mexico")};
      need(save_organisation(in.tx, organisation));
      PriceBook book = a_price_book();
      book.version = 2;
      book.valid_from = add_days(test_today, -1);
      book.products[0].tax_category = "standard";
      need(save_price_book(in.tx, book));
    });
    const auto placing = [](const std::string& tax) {
      return R"({"customer":{"first_name":"Ana","last_name":"T","email":"ana@shop.example",)"
             R"("country":"Mexico"})" +
             coffees + R"(,"payment_method":"on_account","place":true,"shown":{"one_time":)" +
             R"({"minor":3297,"currency":"USD"},"tax":{"minor":)" + tax +
             R"(,"currency":"USD"},"recurring":{"minor":0,"currency":"USD"}}})";
    };

    CHECK(check_problem(sites.send(placing("0")), 409).type == "totals_differ");
    const std::string placed = text_of(sites.send(placing("528")));
    CHECK(holds(placed, R"("tax":{"minor":528,"currency":"USD"})"));
    CHECK(sites.order()->lifecycle == OrderLifecycle::pending);
  }

  TEST_CASE("A17 O17: who has signed in orders from the shop on his own account, as he is") {
    Sites sites;
    Account known = a_company_account();
    known.number = 1007;
    known.standing.hold_new_orders = false;
    const std::string hash = need(hash_password("Futterkiste1"));
    sites.http.store.write([&](const ServerWrite& in) {
      need(save_account(in.tx, known));
      need(save_customer_password(in.tx, known.id, hash));
    });
    ShopBrowser browser(sites.http);
    CHECK(holds(text_of(browser.get("/shop/harbour")), "/client/login"));
    check_goes_to(
        browser.submit("/client/login", {{"login", known.login}, {"password", "Futterkiste1"}}),
        "/client/invoices");
    CHECK(holds(text_of(browser.get("/client/orders")), "href=\"/shop/harbour\""));
    const std::string page = text_of(browser.get("/shop/harbour"));
    CHECK(holds(page, "account 1007"));
    CHECK_FALSE(holds(page, "name=\"email\""));
    const std::string before = "name=\"form_token\" value=\"";
    REQUIRE(holds(page, before));
    const std::string token = page.substr(page.find(before) + before.size(), 32);

    const auto forged = browser.submit("/shop/harbour", {{"form_token", "x"}});
    REQUIRE(forged);
    CHECK(forged->status == 403);
    check_goes_to(browser.submit("/shop/harbour", {{"form_token", token},
                                                   {"first_name", "Mallory"},
                                                   {"email", "mallory@shop.example"}}),
                  "/shop/harbour/products");
    check_goes_to(
        browser.submit("/shop/harbour/products",
                       {{"form_token", token}, {"q_" + coffee.text(), "3"}, {"next", "checkout"}}),
        "/shop/harbour/checkout");
    check_goes_to(browser.submit("/shop/harbour/checkout", {{"form_token", token},
                                                            {"street", "Elsewhere 1"},
                                                            {"shown_one_time", "3297"},
                                                            {"shown_tax", "0"},
                                                            {"shown_recurring", "0"},
                                                            {"payment_method", "on_account"}}),
                  "/shop/harbour/done");

    CHECK(sites.http.store.count("SELECT COUNT(*) FROM account") == 1);
    sites.http.store.read([&](Transaction& tx) {
      const Account kept = *need(find_account(tx, known.id));
      CHECK(kept.first_name == known.first_name);
      CHECK(kept.email == known.email);
      CHECK(kept.address == known.address);
    });
    CHECK(sites.http.store.lines("SELECT account_id FROM sales_order WHERE number <> 0") ==
          known.id.text() + "\n");
    CHECK(holds(text_of(browser.get("/client/orders")), "1001"));
    CHECK(holds(text_of(browser.get("/shop/harbour/done")), "1001"));
    // Whoever uses the browser after him sees nothing of it.
    browser.forget("satchel-client");
    check_goes_to(browser.get("/shop/harbour/done"), "/shop/harbour");
  }

  TEST_CASE("A17: a customer on hold who has signed in is told so, and nothing is placed") {
    Sites sites;
    Account held = a_company_account();
    held.standing.hold_new_orders = true;
    const std::string hash = need(hash_password("Futterkiste1"));
    sites.http.store.write([&](const ServerWrite& in) {
      need(save_account(in.tx, held));
      need(save_customer_password(in.tx, held.id, hash));
    });
    const Cart cart{.account_id = held.id,
                    .items = {{coffee, 3, {}, std::nullopt}},
                    .payment_method = PaymentMethod::on_account,
                    .place = true};
    const auto site =
        sites.http.store.read([](Transaction& tx) { return *need(find_site(tx, "harbour")); });
    const auto decided = need(put_cart(sites.http.store.context(), site, id_of<OrderId>(77), cart));
    REQUIRE_FALSE(decided);
    CHECK(decided.error().reason == Reason::account_on_hold);
    CHECK_FALSE(sites.order());
  }
}

}  // namespace
}  // namespace satchel::server::site_customer_test
