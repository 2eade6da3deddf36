// Tests of "Forgot password": one answer for everybody, a link by mail that works once.
#include "server/store/customer_link_store.h"
#include "server/store/customer_login_store.h"
#include "server/store/customer_session_store.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server::client_reset_test {
namespace {

bool holds(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

/// A server with one customer, who has no password yet.
class ForgetfulCustomer {
 public:
  ForgetfulCustomer() : browser(http.client()) { http.store.add_account(customer); }

  httplib::Result ask(const std::string& login) {
    return browser.Post("/client/forgot", httplib::Params{{"login", login}});
  }
  /// Returns the path of the link in the newest mail.
  std::string link() {
    const std::string text =
        http.store.lines("SELECT body_text FROM mail ORDER BY created_at_ms DESC, id DESC LIMIT 1");
    const std::size_t at = text.find("/client/reset/");
    REQUIRE(at != text.npos);
    return text.substr(at, std::string_view("/client/reset/").size() + 64);
  }
  httplib::Result choose(const std::string& path, const std::string& password) {
    return browser.Post(path, httplib::Params{{"password", password}, {"again", password}});
  }
  int log_in(const std::string& password) {
    const auto result = browser.Post(
        "/client/login", httplib::Params{{"login", customer.login}, {"password", password}});
    REQUIRE(result);
    return result->status;
  }
  std::int64_t mails() { return http.store.count("SELECT COUNT(*) FROM mail"); }

  const Account customer = a_company_account();
  TestHttp http;
  httplib::Client browser;
};

TEST_SUITE("forgot password") {
  TEST_CASE("A17: a customer without a password gets a link and chooses one, once") {
    ForgetfulCustomer desk;
    CHECK(holds(text_of(desk.browser.Get("/client/login")), "/client/forgot"));
    CHECK(desk.ask(desk.customer.login)->status == 200);
    const std::string link = desk.link();
    CHECK(desk.http.store.lines("SELECT to_address FROM mail") == desk.customer.email + "\n");
    CHECK_FALSE(holds(desk.http.store.lines("SELECT link_digest FROM customer_link"),
                      link.substr(link.size() - 64)));

    CHECK(desk.browser.Get(link)->status == 200);
    CHECK(desk.choose(link, "nocapital1")->status == 400);
    CHECK(desk.choose(link, "Futterkiste1")->status == 200);

    CHECK(desk.log_in("Futterkiste1") == 303);
    CHECK(desk.browser.Get(link)->status == 410);
    CHECK(desk.choose(link, "Futterkiste2")->status == 410);
    CHECK(desk.log_in("Futterkiste2") == 401);
    CHECK(desk.http.store.count(
              "SELECT COUNT(*) FROM audit_log WHERE action = 'mail_password_link'") == 1);
  }

  TEST_CASE("A17: known and unknown logins get the same answer") {
    ForgetfulCustomer desk;
    const auto known = desk.ask(desk.customer.login);
    const auto unknown = desk.ask("nobody@shop.example");
    REQUIRE(known);
    REQUIRE(unknown);
    CHECK(known->status == unknown->status);
    CHECK(known->body == unknown->body);
    CHECK(desk.mails() == 1);
    CHECK(desk.ask("")->status == 400);
  }

  TEST_CASE("A17: a new password ends the sessions that were open") {
    ForgetfulCustomer desk;
    std::string session;
    desk.http.store.write([&](const ServerWrite& in) {
      session = need(open_customer_session(in, desk.customer.id));
    });
    desk.ask(desk.customer.login);
    desk.choose(desk.link(), "Futterkiste1");

    CHECK_FALSE(desk.http.store.read([&](Transaction& tx) {
      return need(find_customer_session(tx, session, desk.http.clock.now())).has_value();
    }));
  }

  TEST_CASE("A17: a link is worth nothing after a day, and once a newer one was mailed") {
    ForgetfulCustomer desk;
    desk.ask(desk.customer.login);
    const std::string first = desk.link();
    desk.http.clock.advance(customer_link_pause_ms + 1);
    desk.ask(desk.customer.login);
    const std::string second = desk.link();
    CHECK(first != second);
    CHECK(desk.browser.Get(first)->status == 410);
    CHECK(desk.browser.Get(second)->status == 200);
    desk.http.clock.advance(customer_link_lifetime_ms);
    CHECK(desk.browser.Get(second)->status == 410);
  }

  TEST_CASE("A17: nobody fills a mailbox: a pause between mails, and a wait for who asks on") {
    ForgetfulCustomer desk;
    for (int count = 0; count < 6; ++count) desk.ask(desk.customer.login);
    CHECK(desk.mails() == 1);
    const auto refused = desk.ask(desk.customer.login);
    REQUIRE(refused);
    CHECK(refused->status == 429);
    CHECK(refused->has_header("Retry-After"));
  }
}

}  // namespace
}  // namespace satchel::server::client_reset_test
