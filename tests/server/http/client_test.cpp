// Tests of the client area as a browser without scripts sees it.
#include "server/store/customer_login_store.h"
#include "server/store/password.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server::client_test {
namespace {

constexpr const char* customer_password = "Futterkiste1";

bool holds(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

Invoice an_invoice(const Account& account, int number) {
  Invoice invoice;
  invoice.id = id_of<InvoiceId>(number);
  invoice.account_id = account.id;
  invoice.bill_to_name = account.company_name;
  invoice.invoice_date = date(2026, 11, 1);
  invoice.due_date = date(2026, 12, 1);
  invoice.net = usd(3297);
  invoice.total = usd(3297);
  return invoice;
}

void post(const ServerWrite& in, Invoice invoice, std::int64_t number) {
  need(save_draft_invoice(in.tx, invoice));
  invoice.number = number;
  invoice.state = InvoiceState::posted;
  need(save_posting(in.tx, invoice));
}

/// A server with two customers who have a password, an order and a posted invoice each.
class ClientArea {
 public:
  explicit ClientArea(const ServerOptions& options = {}) : http(options), browser(http.client()) {
    static const std::string hash = need(hash_password(customer_password));
    http.store.write([&](const ServerWrite& in) {
      for (const Account& account : {mine, other}) {
        need(save_account(in.tx, account));
        need(save_customer_password(in.tx, account.id, hash));
      }
      need(save_order(in.tx, my_order));
      need(save_order(in.tx, other_order));
      post(in, my_invoice, 7);
      post(in, other_invoice, 8);
    });
  }

  /// Sends the form as the browser would and keeps the cookie it gets.
  httplib::Result submit(const std::string& path, httplib::Params fields) {
    auto result = browser.Post(path, headers(), fields);
    if (result && result->has_header("Set-Cookie")) {
      const std::string set = result->get_header_value("Set-Cookie");
      cookie = set.substr(0, set.find(';'));
    }
    return result;
  }
  httplib::Result get(const std::string& path) { return browser.Get(path, headers()); }

  /// Logs the first customer in.
  void log_in() {
    const auto result =
        submit("/client/login", {{"login", mine.login}, {"password", customer_password}});
    REQUIRE(result);
    REQUIRE(result->status == 303);
  }
  /// Returns the token that the forms of the open session carry.
  std::string form_token() {
    const std::string page = text_of(get("/client/invoices"));
    const std::string before = "name=\"form_token\" value=\"";
    const std::size_t at = page.find(before);
    REQUIRE(at != page.npos);
    return page.substr(at + before.size(), 32);
  }

  const Account mine = a_company_account(1);
  const Account other = a_company_account(2);
  const Order my_order = a_completed_order(12, mine);
  const Order other_order = a_completed_order(13, other);
  const Invoice my_invoice = an_invoice(mine, 1);
  const Invoice other_invoice = an_invoice(other, 2);
  TestHttp http;
  httplib::Client browser;
  std::string cookie;

 private:
  httplib::Headers headers() const {
    return cookie.empty() ? httplib::Headers{} : httplib::Headers{{"Cookie", cookie}};
  }
};

TEST_SUITE("client area") {
  TEST_CASE("A17: a customer logs in with account login and password and sees what is his") {
    ClientArea area;

    area.log_in();

    CHECK(area.cookie.starts_with("satchel-client="));
    const auto invoices = area.get("/client/invoices");
    REQUIRE(invoices);
    CHECK(invoices->status == 200);
    CHECK(holds(invoices->body, "Alfreds Futterkiste"));
    CHECK(holds(invoices->body, area.my_invoice.id.text()));
    CHECK(holds(invoices->body, "32.97 USD"));
    CHECK_FALSE(holds(invoices->body, area.other_invoice.id.text()));
    CHECK_FALSE(holds(invoices->body, "<script"));
    CHECK(holds(invoices->get_header_value("Content-Security-Policy"), "style-src 'self'"));
    const std::string orders = text_of(area.get("/client/orders"));
    CHECK(holds(orders, ">1012</a>"));
    CHECK_FALSE(holds(orders, ">1013</a>"));
    CHECK(area.http.store.count("SELECT COUNT(*) FROM audit_log WHERE action = 'customer_login'") ==
          1);
  }

  TEST_CASE("A17: documents can be read and downloaded, those of others cannot") {
    ClientArea area;
    area.log_in();
    const std::string mine = "/client/invoices/" + area.my_invoice.id.text();
    const std::string order = "/client/orders/" + area.my_order.id.text();

    CHECK(holds(text_of(area.get(mine)), "Balance due"));
    CHECK(holds(text_of(area.get(mine)), "Pay <strong>32.97 USD</strong> until 1 Dec 2026"));
    CHECK(holds(text_of(area.get(mine + "/document.html")), "<h1>Invoice</h1>"));
    CHECK(text_of(area.get(mine + "/document.pdf")).starts_with("%PDF-"));
    CHECK(holds(text_of(area.get(order)), "Order 1012"));
    CHECK(holds(text_of(area.get(order + "/receipt.html")), "<h1>Receipt</h1>"));
    CHECK(text_of(area.get(order + "/receipt.pdf")).starts_with("%PDF-"));
    for (const std::string& path :
         {"/client/invoices/" + area.other_invoice.id.text(),
          "/client/invoices/" + area.other_invoice.id.text() + "/document.pdf",
          "/client/orders/" + area.other_order.id.text(),
          "/client/orders/" + area.other_order.id.text() + "/receipt.html",
          std::string("/client/orders/nonsense")}) {
      CAPTURE(path);
      const auto result = area.get(path);
      REQUIRE(result);
      CHECK(result->status == 404);
    }
  }

  TEST_CASE("A17: a wrong password and an unknown login get the same answer, then have to wait") {
    ServerOptions options;
    options.login_failures_free = 2;
    ClientArea area(options);
    const auto attempt = [&](const std::string& login) {
      auto result = area.submit("/client/login", {{"login", login}, {"password", "Wrong pass1"}});
      REQUIRE(result);
      // The page shows the login that was typed; all else must be alike.
      std::string page = result->body;
      const std::size_t at = page.find(login);
      if (at != page.npos) page.erase(at, login.size());
      return std::pair(result->status, page);
    };

    const auto known = attempt(area.mine.login);
    const auto unknown = attempt("nobody@nowhere.example");

    CHECK(known.first == 401);
    CHECK(known == unknown);
    CHECK(holds(known.second, "role=\"alert\""));
    attempt(area.mine.login);
    CHECK(attempt(area.mine.login).first == 429);
    CHECK(area.cookie.empty());
  }

  TEST_CASE("A17: whoever has no session is sent to the login; a staff session is none") {
    ClientArea area;
    area.cookie = "satchel=" + area.http.token_of("ada");

    for (const char* path : {"/client/invoices", "/client/orders", "/client/password"}) {
      const auto result = area.get(path);
      REQUIRE(result);
      CHECK(result->status == 303);
      CHECK(result->get_header_value("Location") == "/client/login");
    }
    area.log_in();
    area.cookie = "satchel=" + area.cookie.substr(area.cookie.find('=') + 1);
    const auto office =
        area.browser.Get("/v1/orders", {{"Cookie", area.cookie}, {"X-Satchel", "1"}});
    check_problem(office, 401);
  }

  TEST_CASE("A17: a session ends after two hours, and when the customer logs out") {
    ClientArea area;
    area.log_in();
    const std::string token = area.form_token();
    const std::string before = area.cookie;

    CHECK(area.submit("/client/logout", {{"form_token", token}})->status == 303);
    area.cookie = before;
    CHECK(area.get("/client/invoices")->status == 303);

    area.log_in();
    CHECK(area.get("/client/invoices")->status == 200);
    area.http.clock.advance(2LL * 3600 * 1000);
    CHECK(area.get("/client/invoices")->status == 303);
  }

  TEST_CASE("A17: a form of another site or without the session's token changes nothing") {
    ClientArea area;
    area.log_in();
    const httplib::Params fields{
        {"current", customer_password}, {"password", "Another pass1"}, {"again", "Another pass1"}};

    const auto without_token = area.submit("/client/password", fields);
    httplib::Params forged = fields;
    forged.emplace("form_token", area.form_token());
    const auto foreign = area.browser.Post(
        "/client/password",
        httplib::Headers{{"Cookie", area.cookie}, {"Origin", "https://evil.example"}}, forged);

    REQUIRE(without_token);
    CHECK(without_token->status == 403);
    check_problem(foreign, 403);
    CHECK(area.http.store.count(
              "SELECT COUNT(*) FROM audit_log WHERE action = 'customer_password'") == 0);
  }

  TEST_CASE("C9: a customer changes his password by the rule, and other sessions end") {
    ClientArea area;
    area.log_in();
    const std::string elsewhere = area.cookie;
    area.log_in();
    const auto change = [&](const char* current, const char* password, const char* again) {
      return area.submit("/client/password", {{"form_token", area.form_token()},
                                              {"current", current},
                                              {"password", password},
                                              {"again", again}});
    };

    CHECK(change(customer_password, "short1A", "short1A")->status == 400);
    CHECK(change(customer_password, "nocapital1", "nocapital1")->status == 400);
    CHECK(change(customer_password, "Another pass1", "Another pass2")->status == 400);
    CHECK(holds(change("Wrong pass1", "Another pass1", "Another pass1")->body,
                "The current password is wrong"));
    CHECK(change(customer_password, "Another pass1", "Another pass1")->status == 303);

    CHECK(area.get("/client/invoices")->status == 200);
    area.cookie = elsewhere;
    CHECK(area.get("/client/invoices")->status == 303);
    const auto old =
        area.submit("/client/login", {{"login", area.mine.login}, {"password", customer_password}});
    CHECK(old->status == 401);
    const auto fresh =
        area.submit("/client/login", {{"login", area.mine.login}, {"password", "Another pass1"}});
    CHECK(fresh->status == 303);
  }
}

}  // namespace
}  // namespace satchel::server::client_test
