// CardDesk: a server that takes cards through a gateway, and the browser of its customer.
#pragma once

#include "server/main/job_handlers.h"
#include "server/providers/signature.h"
#include "server/store/customer_login_store.h"
#include "server/store/password.h"
#include "server/store/site_store.h"
#include "shared/base/hash.h"
#include "tests/server/providers/provider_desk.h"

namespace satchel::server {

/// With a customer, and his order to be paid by card.
class CardDesk {
 public:
  static constexpr const char* customer_password = "Futterkiste1";
  static constexpr const char* card_number = "4242424242424242";
  static constexpr const char* event_secret = "whsec_of_the_gateway";

  CardDesk() : gateway("card_gateway.py", {"sk_test_1"}), browser(http.client()) {
    static const std::string hash = need(hash_password(customer_password));
    OrderDocument document = a_document(an_order_id());
    document.payment_method = PaymentMethod::card;
    TestDevice device(http.store, a_rep(), 1);
    device.add(CreateAccount{a_company_account()})
        .add(place_order_of(an_order_id(), document))
        .push(1, 2);
    http.store.write([&](const ServerWrite& in) {
      need(save_customer_password(in.tx, a_company_account().id, hash));
      for (const auto& [name, value] :
           {std::pair<std::string, std::string>{"url", address_of(gateway)},
            {"secret_key", "sk_test_1"},
            {"event_secret", event_secret},
            {"timeout_ms", "2000"}}) {
        need(save_setting(in, {Provider::card, name, value}));
      }
    });
    hear_events(true);
  }

  /// Lets the gateway send its events here, or nowhere.
  void hear_events(bool heard) {
    const std::string url =
        heard ? "http://127.0.0.1:" + std::to_string(http.port()) + "/v1/card/events" : "";
    const std::string events = heard ? R"({"url":")" + url + R"(","secret":")" + event_secret +
                                           R"(","at":)" +
                                           std::to_string(http.clock.now().ms / 1000) + "}"
                                     : "{}";
    httplib::Client client("127.0.0.1", gateway.port());
    const auto told =
        client.Post("/control", R"({"mode":"","events":)" + events + "}", "application/json");
    REQUIRE(told);
  }

  httplib::Result submit(const std::string& path, httplib::Params fields) {
    auto result = browser.Post(path, headers(), fields);
    if (result && result->has_header("Set-Cookie")) {
      const std::string set = result->get_header_value("Set-Cookie");
      cookie = set.substr(0, set.find(';'));
    }
    return result;
  }
  httplib::Result get(const std::string& path) { return browser.Get(path, headers()); }

  void log_in() {
    const auto result = submit(
        "/client/login", {{"login", a_company_account().login}, {"password", customer_password}});
    REQUIRE(result);
    REQUIRE(result->status == 303);
  }
  std::string form_token() {
    const std::string page = text_of(get("/client/invoices"));
    const std::string before = "name=\"form_token\" value=\"";
    return page.substr(page.find(before) + before.size(), 32);
  }

  /// Presses the button on the order's page; returns the address of the checkout's page.
  std::string begin(const std::string& thing = "/client/orders/" + an_order_id().text()) {
    const auto begun = submit(thing + "/pay", {{"form_token", form_token()}});
    REQUIRE(begun);
    REQUIRE_MESSAGE(begun->status == 303, begun->body);
    return begun->get_header_value("Location");
  }

  /// Works off the jobs of the gateway; returns the last one.
  std::optional<Job> work() {
    std::optional<Job> last;
    http.store.now = {http.clock.now().ms + ++worked};
    while (true) {
      auto job = need(work_once(http.store.context(), ServerClock(http.store), job_handlers()));
      if (!job) return last;
      last = std::move(job);
    }
  }

  /// Types a card into the gateway's page to which `page` leads; returns its answer.
  httplib::Result type_card(const std::string& page, const std::string& number = card_number) {
    const auto shown = get(page);
    REQUIRE(shown);
    const std::string refresh = shown->get_header_value("Refresh");
    const std::string before = "0;url=" + address_of(gateway);
    REQUIRE_MESSAGE(refresh.starts_with(before), refresh);
    httplib::Client client("127.0.0.1", gateway.port());
    return client.Post(refresh.substr(before.size()), httplib::Params{{"number", number}});
  }

  Order order() {
    return http.store.read([](Transaction& tx) { return *need(find_order(tx, an_order_id())); });
  }
  std::int64_t payments() { return http.store.count("SELECT COUNT(*) FROM payment"); }
  std::string state() { return http.store.lines("SELECT state FROM checkout ORDER BY id"); }

  /// Sends an event about the first checkout, signed at `at_s` with `secret`.
  httplib::Result send_event(std::int64_t at_s, const std::string& secret) {
    const std::string id = http.store.lines("SELECT id FROM checkout").substr(0, 36);
    const std::string body =
        R"({"id":"evt_9","type":"checkout.session.completed","data":{"object":{)"
        R"("id":"cs_test_1","url":null,"payment_intent":"pi_9","currency":"usd",)"
        R"("amount_total":)" +
        std::to_string(order().due.minor) +
        R"(,"status":"complete","payment_status":"paid","fee":0.5,)"
        R"("client_reference_id":")" +
        id + R"("}}})";
    const std::string stamp = std::to_string(at_s);
    const std::string mac = hmac_hex(secret, stamp + "." + body);
    return http.client().Post("/v1/card/events",
                              {{"Stripe-Signature", "t=" + stamp + ",v0=0,v1=" + mac}}, body,
                              "application/json");
  }

  TestHttp http;
  Counterpart gateway;
  httplib::Client browser;
  std::string cookie;
  std::int64_t worked = 0;

 private:
  static std::string hmac_hex(const std::string& secret, const std::string& text) {
    const std::string mac = hmac_sha256(secret, text);
    return to_hex({reinterpret_cast<const std::uint8_t*>(mac.data()), mac.size()});
  }
  httplib::Headers headers() const {
    return cookie.empty() ? httplib::Headers{} : httplib::Headers{{"Cookie", cookie}};
  }
};

}  // namespace satchel::server
