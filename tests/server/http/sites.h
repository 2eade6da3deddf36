// Two sites that send carts, and a browser in their shop.
#pragma once

#include <map>

#include "tests/server/http/http_fixture.h"

namespace satchel::server {

inline bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != text.npos;
}

inline const std::string cart_id = id_of<OrderId>(77).text();

/// A server with the site "harbour" of a reseller and the site "pier" of our own.
class Sites {
 public:
  Sites() {
    put("harbour", R"({"name":"Harbour Shop","reseller":"Harbour Ltd","on_account":true})");
    put("pier", R"({"name":"Pier Shop"})");
    key = key_of("harbour");
  }

  httplib::Result put(const std::string& code, const std::string& body) {
    return http.client_of("ada").Put("/v1/sites/" + code, body, "application/json");
  }
  std::string key_of(const std::string& code) {
    const auto answer = http.client_of("ada").Post("/v1/sites/" + code + "/key");
    REQUIRE(answer);
    REQUIRE_MESSAGE(answer->status == 200, answer->body);
    const std::string before = "\"key\":\"";
    return answer->body.substr(answer->body.find(before) + before.size(), 64);
  }
  httplib::Result send(const std::string& body, const std::string& id = cart_id,
                       const std::string& code = "harbour") {
    auto client = http.client();
    client.set_bearer_token_auth(key);
    return client.Put("/v1/sites/" + code + "/carts/" + id, body, "application/json");
  }
  std::optional<Order> order(const std::string& id = cart_id) {
    return http.store.read(
        [&](Transaction& tx) { return need(find_order(tx, *OrderId::parse(id))); });
  }

  TestHttp http;
  std::string key;
};

inline std::string cart(const std::string& rest) {
  return R"({"customer":{"first_name":"Ana","last_name":"Trujillo","email":"ana@shop.example"})" +
         rest + "}";
}

inline const std::string coffees =
    R"(,"items":[{"product_id":")" + coffee.text() + R"(","quantity":3}])";

/// A browser that keeps its cookies and sends forms.
class ShopBrowser {
 public:
  explicit ShopBrowser(TestHttp& http) : client_(http.client()) {}

  httplib::Result get(const std::string& path) { return client_.Get(path, headers()); }
  httplib::Result submit(const std::string& path, const httplib::Params& fields) {
    auto result = client_.Post(path, headers(), fields);
    if (result && result->has_header("Set-Cookie")) {
      const std::string set = result->get_header_value("Set-Cookie");
      const std::size_t equals = set.find('=');
      cookies_[set.substr(0, equals)] = set.substr(equals + 1, set.find(';') - equals - 1);
    }
    return result;
  }

  void forget(const std::string& name) { cookies_.erase(name); }

 private:
  httplib::Headers headers() const {
    std::string all;
    for (const auto& [name, value] : cookies_)
      all += (all.empty() ? "" : "; ") + name + "=" + value;
    return all.empty() ? httplib::Headers{} : httplib::Headers{{"Cookie", all}};
  }

  httplib::Client client_;
  std::map<std::string, std::string> cookies_;
};

inline void check_goes_to(const httplib::Result& result, const std::string& address) {
  REQUIRE(result);
  CHECK_MESSAGE(result->status == 303, result->body);
  CHECK(result->get_header_value("Location") == address);
}

}  // namespace satchel::server
