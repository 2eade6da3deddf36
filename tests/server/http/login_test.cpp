// Tests of logging in and out, of sessions and their end, and of invitations.
#include "server/store/token_store.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server::login_test {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t day_ms = 24 * hour_ms;

httplib::Result log_in(httplib::Client& client, const std::string& login,
                       const std::string& password, const httplib::Headers& headers = {}) {
  LoginRequest request;
  request.login = login;
  request.password = password;
  return client.Post("/v1/login", headers, encode(request), "application/json");
}

/// Returns `name=value` out of a Set-Cookie header.
std::string cookie_of(const httplib::Result& result) {
  const std::string set = result->get_header_value("Set-Cookie");
  return set.substr(0, set.find(';'));
}

TEST_SUITE("login") {
  TEST_CASE("a login gives a session by cookie, and a token only to who asks for one") {
    TestHttp http;
    http.give_passwords();
    auto client = http.client();

    const auto plain = log_in(client, "NANCY", right_password);
    const auto asked = log_in(client, "nancy", right_password, {{"X-Satchel-Token", "1"}});

    REQUIRE(plain);
    CHECK(plain->status == 200);
    CHECK(need(parse_session(plain->body)).token.empty());
    CHECK(need(parse_session(plain->body)).territories.size() == 1);
    const std::string set = plain->get_header_value("Set-Cookie");
    CHECK(set.starts_with("satchel="));
    for (const char* part : {"HttpOnly", "SameSite=Strict", "Path=/", "Max-Age="}) {
      CHECK(set.find(part) != std::string::npos);
    }
    REQUIRE(asked);
    const std::string token = need(parse_session(asked->body)).token;
    CHECK(token.size() == 64);
    client.set_bearer_token_auth(token);
    CHECK(client.Get("/v1/session")->status == 200);
    CHECK(http.log().find(token) == std::string::npos);
    CHECK(http.log().find(right_password) == std::string::npos);
  }

  TEST_CASE("over https the cookie has the __Host- prefix and HSTS is sent") {
    TestHttp http({.public_origin = "https://desk.example"});
    http.give_passwords();
    auto client = http.client();

    const auto result = log_in(client, "nancy", right_password);

    REQUIRE(result);
    CHECK(result->get_header_value("Set-Cookie").starts_with("__Host-satchel="));
    CHECK(result->get_header_value("Set-Cookie").find("; Secure") != std::string::npos);
    CHECK(result->has_header("Strict-Transport-Security"));
  }

  TEST_CASE("a wrong password, an unknown login and a disabled user get the same answer") {
    TestHttp http;
    http.give_passwords();
    http.store.write([](const ServerWrite& in) {
      User andrew = *need(find_user_by_login(in.tx, "andrew"));
      andrew.state = UserState::disabled;
      need(save_user(in.tx, andrew));
    });
    auto client = http.client();

    const auto wrong = log_in(client, "nancy", "wrong password");
    const auto unknown = log_in(client, "nobody", "wrong password");
    const auto disabled = log_in(client, "andrew", right_password);

    CHECK(check_problem(wrong, 401).type == "login-refused");
    CHECK(wrong->body == unknown->body);
    CHECK(wrong->body == disabled->body);
  }

  TEST_CASE("after five wrong passwords the login waits, even with the right one, then may go on") {
    TestHttp http;
    http.give_passwords();
    auto client = http.client();
    for (int attempt = 0; attempt < 5; ++attempt) {
      check_problem(log_in(client, "nancy", "wrong password"), 401);
    }

    const auto refused = log_in(client, "nancy", right_password);
    http.clock.advance(2'000);
    const auto later = log_in(client, "nancy", right_password);

    check_problem(refused, 429);
    CHECK(refused->get_header_value("Retry-After") == "1");
    CHECK(later->status == 200);
  }

  TEST_CASE("a session ends at logout, for good") {
    TestHttp http;
    auto client = http.client_of("nancy");

    const auto left = client.Post("/v1/logout");

    REQUIRE(left);
    CHECK(left->status == 204);
    CHECK(left->get_header_value("Set-Cookie").find("Max-Age=0") != std::string::npos);
    check_problem(client.Get("/v1/session"), 401);
  }

  TEST_CASE("the command line's token lasts 12 hours; a device's 30 days idle and 90 in all") {
    TestHttp http;
    auto command_line = http.client_of("ada");
    auto device = http.client();
    device.set_bearer_token_auth(http.token_of("nancy", id_of<DeviceId>(1)));
    auto idle = http.client();
    idle.set_bearer_token_auth(http.token_of("nancy", id_of<DeviceId>(2)));

    http.clock.advance(12 * hour_ms - 1);
    CHECK(command_line.Get("/v1/session")->status == 200);
    http.clock.advance(1);
    check_problem(command_line.Get("/v1/session"), 401);

    http.clock.advance(20 * day_ms);
    CHECK(device.Get("/v1/session")->status == 200);
    http.clock.advance(20 * day_ms);
    CHECK(device.Get("/v1/session")->status == 200);
    check_problem(idle.Get("/v1/session"), 401);
    for (int step = 0; step < 3; ++step) {
      http.clock.advance(20 * day_ms);
      if (step < 2) CHECK(device.Get("/v1/session")->status == 200);
    }
    check_problem(device.Get("/v1/session"), 401);
  }

  TEST_CASE("a cookie counts only with the header X-Satchel, and never for another site's page") {
    TestHttp http;
    http.give_passwords();
    auto client = http.client();
    const auto in = log_in(client, "nancy", right_password);
    const std::string cookie = cookie_of(in);
    const std::string ours = "http://127.0.0.1:" + std::to_string(http.port());

    CHECK(client.Get("/v1/session", {{"Cookie", cookie}, {"X-Satchel", "1"}})->status == 200);
    check_problem(client.Get("/v1/session", {{"Cookie", cookie}}), 403);
    CHECK(client.Get("/healthz", {{"Cookie", cookie}})->status == 200);
    const httplib::Headers foreign{
        {"Cookie", cookie}, {"X-Satchel", "1"}, {"Origin", "http://127.0.0.1:9"}};
    check_problem(client.Post("/v1/logout", foreign, "", "application/json"), 403);
    const httplib::Headers own{{"Cookie", "a=b; " + cookie}, {"X-Satchel", "1"}, {"Origin", ours}};
    CHECK(client.Post("/v1/logout", own, "", "application/json")->status == 204);
  }

  TEST_CASE("a login on a device registers it, and ends the device's session before") {
    TestHttp http;
    http.give_passwords();
    auto client = http.client();
    LoginRequest request{"nancy", right_password, id_of<DeviceId>(5), "Chromium on Linux"};
    const httplib::Headers asking{{"X-Satchel-Token", "1"}};

    const auto first = client.Post("/v1/login", asking, encode(request), "application/json");
    const auto second = client.Post("/v1/login", asking, encode(request), "application/json");

    const Session before = need(parse_session(first->body));
    const Session after = need(parse_session(second->body));
    CHECK(after.device_label == before.device_label);
    CHECK_FALSE(after.device_label.empty());
    client.set_bearer_token_auth(before.token);
    check_problem(client.Get("/v1/session"), 401);
    client.set_bearer_token_auth(after.token);
    CHECK(client.Get("/v1/session")->status == 200);
  }

  TEST_CASE("a revoked device may not log in") {
    TestHttp http;
    http.give_passwords();
    http.token_of("nancy", id_of<DeviceId>(5));
    http.store.write([](const ServerWrite& in) { need(revoke_device(in.tx, id_of<DeviceId>(5))); });
    auto client = http.client();
    const LoginRequest request{"nancy", right_password, id_of<DeviceId>(5), ""};

    const auto result = client.Post("/v1/login", encode(request), "application/json");

    CHECK(check_problem(result, 403).type == "device-revoked");
  }

  TEST_CASE("the token of a revoked device opens nothing any more") {
    TestHttp http;
    http.give_passwords();
    auto client = http.client();
    client.set_bearer_token_auth(http.token_of("nancy", id_of<DeviceId>(5)));
    REQUIRE(client.Get("/v1/accounts")->status == 200);

    http.store.write([](const ServerWrite& in) { need(revoke_device(in.tx, id_of<DeviceId>(5))); });

    CHECK(check_problem(client.Get("/v1/accounts"), 403).type == "device-revoked");
    CHECK(check_problem(client.Get("/v1/session"), 403).type == "device-revoked");
  }
}

TEST_SUITE("invitation") {
  std::string link_for(TestHttp & http, const std::string& login) {
    std::string link;
    http.store.write([&](const ServerWrite& in) {
      link = need(issue_link(in, need(find_user_by_login(in.tx, login))->id));
    });
    return "/invite/" + link;
  }

  TEST_CASE("an invited user chooses a password once and can log in") {
    TestHttp http;
    auto client = http.client();
    const std::string path = link_for(http, "nancy");
    const httplib::Params chosen{{"password", "new p&ssword"}, {"repeated", "new p&ssword"}};

    const httplib::Headers browser{{"Cookie", "satchel=" + http.token_of("ada")},
                                   {"Origin", "http://127.0.0.1:" + std::to_string(http.port())}};
    const auto page = client.Get(path, browser);
    check_problem(client.Post(path, {{"Origin", "http://evil.example"}}, chosen), 403);
    const auto set = client.Post(path, browser, chosen);
    const auto again = client.Post(path, chosen);

    CHECK(page->status == 200);
    CHECK(page->body.find("<strong>nancy</strong>") != std::string::npos);
    CHECK(page->get_header_value("Content-Security-Policy").find("'sha256-") != std::string::npos);
    CHECK(set->status == 200);
    CHECK(again->status == 410);
    CHECK(log_in(client, "nancy", "new p&ssword")->status == 200);
    CHECK(http.log().find(path.substr(8)) == std::string::npos);
  }

  TEST_CASE("passwords that are short or differ are asked for again, and the link stays good") {
    TestHttp http;
    auto client = http.client();
    const std::string path = link_for(http, "nancy");

    for (const char* weak : {"short", "password1234", "nancy-nancy-1", "Satchel Trading!"}) {
      CAPTURE(weak);
      const httplib::Params form{{"password", weak}, {"repeated", weak}};
      CHECK(client.Post(path, form)->status == 400);
    }
    CHECK(client
              .Post(path, httplib::Params{{"password", "long enough"}, {"repeated", "another one"}})
              ->status == 400);
    CHECK(client.Get(path)->status == 200);
  }

  TEST_CASE("a link is good for seven days") {
    TestHttp http;
    auto client = http.client();
    const std::string path = link_for(http, "nancy");

    http.clock.advance(7 * day_ms);

    CHECK(client.Get(path)->status == 410);
    CHECK(client.Get("/invite/unknown")->status == 410);
  }
}

}  // namespace
}  // namespace satchel::server::login_test
