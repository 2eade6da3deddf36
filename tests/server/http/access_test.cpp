// Tests of who may do what: every route for everybody, and whose rows a rep sees.
#include "server/http/route.h"

#include <map>
#include <string_view>
#include <vector>

#include "tests/server/http/http_fixture.h"

namespace satchel::server::access_test {
namespace {

constexpr const char* some_id = "00000000-0000-7000-8000-000000000099";

std::string path_for(const Route& route) {
  std::string path(route.pattern);
  for (std::size_t open = 0; (open = path.find('{')) != std::string::npos;) {
    path.replace(open, path.find('}') - open + 1, some_id);
  }
  return path;
}

httplib::Result call(httplib::Client& client, const Route& route) {
  const std::string path = path_for(route);
  if (route.method == "GET") return client.Get(path);
  const char* type =
      route.body == Body::form ? "application/x-www-form-urlencoded" : "application/json";
  const std::string body = route.body == Body::none ? "" : "{}";
  if (route.method == "PUT") return client.Put(path, body, type);
  if (route.method == "DELETE") return client.Delete(path);
  return client.Post(path, body, type);
}

/// Requires that the answer let the caller in: whatever it is, it is no 401 or 403.
void check_let_in(const httplib::Result& result, const Route& route) {
  REQUIRE(result);
  const int status = result->status;
  const bool refused = status == 401 || status == 403;
  const std::string asked = std::string(route.method) + " " + std::string(route.pattern);
  CHECK_MESSAGE(!refused, asked);
}

const std::vector<std::string> staff{"rep", "manager", "clerk", "accountant", "admin"};

constexpr std::string_view all = "rep manager clerk accountant admin";
constexpr std::string_view bills = "accountant admin";
constexpr std::string_view handles_orders = "clerk admin";

/// Who may call each route that needs a login, written down apart from the server's own table.
const std::map<std::string_view, std::string_view> expected_roles{
    {"GET /v1/accounts", all},
    {"GET /v1/accounts/{id}", all},
    {"GET /v1/audit", bills},
    {"GET /v1/accounts/{id}/credit", all},
    {"POST /v1/accounts/{id}/credit/use", bills},
    {"GET /v1/payments", all},
    {"GET /v1/payments/{id}", all},
    {"POST /v1/accounts/{id}/payments", all},
    {"POST /v1/orders/{id}/payments", all},
    {"POST /v1/payments/{id}/refund", bills},
    {"POST /v1/payments/{id}/allocate", bills},
    {"POST /v1/payments/{id}/undo-allocation", bills},
    {"POST /v1/invoices/{id}/write-off", bills},
    {"POST /v1/invoices/{id}/void", bills},
    {"GET /v1/accounts/{id}/statement", all},
    {"GET /v1/dunning", bills},
    {"POST /v1/dunning/runs", bills},
    {"GET /v1/dunning/ladder", bills},
    {"PUT /v1/dunning/ladder", "admin"},
    {"GET /v1/accounts/{id}/controls", "clerk accountant admin"},
    {"PUT /v1/accounts/{id}/controls", "clerk accountant admin"},
    {"GET /v1/reports/{report}", bills},
    {"GET /v1/accounts/{id}/ledger", bills},
    {"GET /v1/ledger/closed-months", bills},
    {"POST /v1/ledger/close-month", bills},
    {"GET /v1/bill-runs", bills},
    {"GET /v1/bill-runs/{id}", bills},
    {"GET /v1/bill-runs/{id}/anomalies", bills},
    {"GET /v1/bill-runs/{id}/diff", bills},
    {"DELETE /v1/webhooks/{id}", "admin"},
    {"GET /v1/deliveries", "admin"},
    {"GET /v1/devices", "admin"},
    {"GET /v1/invoices", all},
    {"GET /v1/invoices/{id}", all},
    {"GET /v1/invoices/{id}/document", all},
    {"GET /v1/jobs", "admin"},
    {"GET /v1/jobs/{id}", "admin"},
    {"GET /v1/mails", "admin"},
    {"GET /v1/me", all},
    {"GET /v1/orders", all},
    {"GET /v1/orders/{id}", all},
    {"GET /v1/overview", "manager clerk accountant admin"},
    {"GET /v1/awaiting-payment", "manager clerk accountant admin"},
    {"GET /v1/orders/{id}/receipt", all},
    {"GET /v1/orders/{id}/quote", all},
    {"GET /v1/organisation", all},
    {"GET /v1/session", all},
    {"GET /v1/subscriptions", all},
    {"GET /v1/subscriptions/{id}", all},
    {"GET /v1/subscriptions/{id}/charges", all},
    {"GET /v1/subscriptions/{id}/usage", all},
    {"POST /v1/subscriptions/{id}/change", "manager clerk accountant admin"},
    {"POST /v1/subscriptions/{id}/cancel", "manager clerk accountant admin"},
    {"POST /v1/subscriptions/{id}/pause", "manager clerk accountant admin"},
    {"POST /v1/subscriptions/{id}/resume", "manager clerk accountant admin"},
    {"POST /v1/usage", all},
    {"POST /v1/usage/file", all},
    {"POST /v1/accounts/{id}/bill", bills},
    {"GET /v1/invoices/{id}/explain", all},
    {"GET /v1/mail-templates", "admin"},
    {"PUT /v1/mail-templates/{kind}", "admin"},
    {"DELETE /v1/mail-templates/{kind}", "admin"},
    {"GET /v1/webhooks", "admin"},
    {"POST /v1/deliveries/{id}/resend", "admin"},
    {"POST /v1/webhooks", "admin"},
    {"PUT /v1/webhooks/{id}", "admin"},
    {"POST /v1/bill-runs", bills},
    {"POST /v1/bill-runs/{id}/discard", bills},
    {"POST /v1/bill-runs/{id}/post", bills},
    {"POST /v1/bill-runs/{id}/retry", bills},
    {"PUT /v1/bill-runs/{id}/post-at", bills},
    {"POST /v1/jobs/{id}/retry", "admin"},
    {"POST /v1/logout", all},
    {"POST /v1/mails/{id}/resend", "admin"},
    {"GET /v1/territories", "admin"},
    {"GET /v1/users", "admin"},
    {"POST /v1/devices/{id}/revoke", "admin"},
    {"POST /v1/me/codes", all},
    {"POST /v1/me/codes/confirm", all},
    {"POST /v1/me/codes/remove", all},
    {"POST /v1/me/password", all},
    {"POST /v1/orders/{id}/accept", handles_orders},
    {"POST /v1/orders/{id}/activate-item", handles_orders},
    {"POST /v1/orders/{id}/approve", "manager admin"},
    {"POST /v1/orders/{id}/cancel", handles_orders},
    {"POST /v1/orders/{id}/complete", handles_orders},
    {"POST /v1/orders/{id}/delete", "admin"},
    {"POST /v1/orders/{id}/deny", handles_orders},
    {"POST /v1/orders/{id}/edit", handles_orders},
    {"POST /v1/orders/{id}/follow-up", handles_orders},
    {"POST /v1/orders/{id}/mark-fraud", handles_orders},
    {"POST /v1/orders/{id}/reject-approval", "manager admin"},
    {"POST /v1/orders/{id}/retry-item", handles_orders},
    {"POST /v1/orders/{id}/screen", handles_orders},
    {"POST /v1/orders/{id}/set-back", handles_orders},
    {"POST /v1/orders/{id}/settle", handles_orders},
    {"POST /v1/orders/{id}/verify", "admin"},
    {"GET /v1/sites", "admin"},
    {"POST /v1/sites/{code}/key", "admin"},
    {"PUT /v1/sites/{code}", "admin"},
    {"POST /v1/orders/{id}/receipt/send", all},
    {"POST /v1/orders/{id}/quote/send", all},
    {"POST /v1/accounts/{id}/standing", "clerk accountant admin"},
    {"POST /v1/price-changes", "admin"},
    {"POST /v1/accounts/{id}/bill-cycle-day", "manager clerk accountant admin"},
    {"PUT /v1/accounts/{id}/tax-exemption", "clerk accountant admin"},
    {"GET /v1/coupons", all},
    {"PUT /v1/coupons", "admin"},
    {"GET /v1/tax-table", all},
    {"PUT /v1/tax-table", "admin"},
    {"PUT /v1/organisation", "admin"},
    {"GET /v1/price-books", all},
    {"GET /v1/price-books/{id}", all},
    {"POST /v1/price-books/{id}/withdraw", "admin"},
    {"GET /v1/price-book-draft", "admin"},
    {"POST /v1/price-book-draft", "admin"},
    {"PUT /v1/price-book-draft", "admin"},
    {"PUT /v1/price-book-draft/product", "admin"},
    {"POST /v1/price-book-draft/products/{id}/remove", "admin"},
    {"POST /v1/price-book-draft/discard", "admin"},
    {"POST /v1/price-book-draft/publish", "admin"},
    {"POST /v1/sync", all},
    {"POST /v1/territories", "admin"},
    {"POST /v1/users", "admin"},
    {"POST /v1/users/{id}/disable", "admin"},
    {"POST /v1/users/{id}/enable", "admin"},
    {"POST /v1/users/{id}/password-link", "admin"},
    {"POST /v1/users/{id}/reset-codes", "admin"},
    {"PUT /v1/accounts/{id}/territories", "admin"},
    {"PUT /v1/devices/{id}", "admin"},
    {"PUT /v1/territories/{id}", "admin"},
    {"PUT /v1/users/{id}", "admin"},
};

/// Adds a user for every role; his login is the role's word.
void add_staff(TestHttp& http) {
  http.store.write([](const ServerWrite& in) {
    for (std::size_t index = 0; index < staff.size(); ++index) {
      User user{.id = id_of<UserId>(900 + static_cast<int>(index)),
                .login = staff[index],
                .name = staff[index],
                .role = *parse_enum<Role>(staff[index])};
      if (reach_of(user.role) == Reach::territories) user.territories = {west};
      need(save_user(in.tx, user));
    }
  });
}

/// Requires that the route lets in exactly these roles, and nobody who is not logged in.
void check_roles(TestHttp& http, const Route& route, std::string_view roles) {
  auto nobody = http.client();
  const auto unknown = call(nobody, route);
  check_problem(unknown, 401);
  CHECK(unknown->get_header_value("WWW-Authenticate") == "Bearer");
  for (const std::string& role : staff) {
    CAPTURE(role);
    auto client = http.client_of(role);
    const auto result = call(client, route);
    if (roles.find(role) == std::string_view::npos) {
      check_problem(result, 403);
    } else if (route.pattern != "/v1/sync") {
      check_let_in(result, route);
    }
  }
}

TEST_SUITE("access") {
  TEST_CASE("A16: every route lets in exactly the roles that are written down for it") {
    TestHttp http;
    add_staff(http);
    std::size_t found = 0;
    for (const Route& route : routes()) {
      const std::string asked = std::string(route.method) + " " + std::string(route.pattern);
      CAPTURE(asked);
      if (std::holds_alternative<Anyone>(route.admits)) {
        auto nobody = http.client();
        // Sites have keys of their own instead of logins.
        const bool by_site_key = route.pattern == "/v1/sites/{code}/carts/{id}";
        if (by_site_key) {
          check_problem(call(nobody, route), 401);
        } else {
          check_let_in(call(nobody, route), route);
        }
        CHECK_FALSE(expected_roles.contains(asked));
        continue;
      }
      REQUIRE_MESSAGE(expected_roles.contains(asked), asked);
      check_roles(http, route, expected_roles.at(asked));
      ++found;
    }
    CHECK(found == expected_roles.size());
  }

  TEST_CASE("A16: a refusal names the permission that is missing") {
    TestHttp http;
    auto nancy = http.client_of("nancy");

    const auto problem = check_problem(nancy.Get("/v1/bill-runs"), 403);

    CHECK(problem.detail.find("bill.run") != std::string::npos);
  }

  TEST_CASE("A16: the database takes no customer as a user") {
    TestHttp http;
    const auto tx = need(http.store.database->begin());
    User user{.id = id_of<UserId>(900), .login = "maria", .name = "Maria", .role = Role::customer};

    CHECK_FALSE(save_user(*tx, user));
  }

  TEST_CASE("every route and every refusal carries the security headers") {
    TestHttp http;
    for (const Route& route : routes()) {
      CAPTURE(std::string(route.pattern));
      for (const char* login : {"", "ada"}) {
        auto client = *login == '\0' ? http.client() : http.client_of(login);
        const auto result = call(client, route);
        REQUIRE(result);
        const std::string policy = result->get_header_value("Content-Security-Policy");
        CHECK(policy.starts_with("default-src 'none'; "));
        CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
        CHECK(policy.find("unsafe-inline") == std::string::npos);
        CHECK(result->get_header_value("X-Content-Type-Options") == "nosniff");
        // Pages with a form need their own address to be known when it comes back.
        const bool page = result->get_header_value("Content-Type").starts_with("text/html");
        const bool form =
            page && (route.pattern.starts_with("/invite") || route.pattern.starts_with("/shop/") ||
                     route.pattern.starts_with("/client/"));
        CHECK(result->get_header_value("Referrer-Policy") ==
              (form ? "same-origin" : "no-referrer"));
        CHECK(result->get_header_value("Cross-Origin-Opener-Policy") == "same-origin");
        CHECK_FALSE(result->has_header("Access-Control-Allow-Origin"));
        CHECK_FALSE(result->has_header("Strict-Transport-Security"));
        const bool ours = route.pattern.starts_with("/v1") || route.pattern.starts_with("/invite");
        if (ours) CHECK(result->get_header_value("Cache-Control") == "no-store");
      }
    }
  }

  TEST_CASE("a known path takes only its methods and names them; an unknown one is not found") {
    TestHttp http;
    auto client = http.client_of("ada");

    const auto wrong = client.Delete("/v1/orders");
    const auto options = client.Options("/v1/login");

    check_problem(wrong, 405);
    CHECK(wrong->get_header_value("Allow") == "GET, HEAD");
    check_problem(options, 405);
    CHECK(options->get_header_value("Allow") == "POST");
    check_problem(client.Get("/v1/order"), 404);
    check_problem(client.Get("/v1/orders/"), 404);
    check_problem(client.Get("/v1/orders/not-an-id"), 404);
    check_problem(client.Put("/v1/accounts", "{}", "application/json"), 405);
    CHECK(client.Head("/v1/accounts")->status == 200);
    for (const char* method : {"TRACE", "CONNECT"}) {
      const std::string answer =
          http.send_raw(std::string(method) +
                        " /v1/orders HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      CHECK(answer.starts_with("HTTP/1.1 405 "));
    }
  }

  TEST_CASE("a rep sees his territories' rows; foreign and missing ones look the same") {
    TestHttp http;
    Account foreign = a_company_account(2);
    foreign.territories = {east};
    http.store.add_account(a_company_account(1));
    http.store.add_account(foreign);
    auto nancy = http.client_of("nancy");
    auto ada = http.client_of("ada");
    const std::string path = "/v1/accounts/" + foreign.id.text();

    const std::string listed = text_of(nancy.Get("/v1/accounts"));

    CHECK(listed.find(a_company_account(1).id.text()) != std::string::npos);
    CHECK(listed.find(foreign.id.text()) == std::string::npos);
    check_problem(nancy.Get(path), 404);
    CHECK(nancy.Get(path)->body == nancy.Get(std::string("/v1/accounts/") + some_id)->body);
    CHECK(ada.Get(path)->status == 200);
    CHECK(text_of(ada.Get("/v1/accounts")).find(foreign.id.text()) != std::string::npos);
  }

  TEST_CASE("a rep without a territory sees nothing at all") {
    TestHttp http;
    http.store.add_account(a_company_account(1));
    http.store.write([](const ServerWrite& in) {
      User nancy = *need(find_user_by_login(in.tx, "nancy"));
      nancy.territories.clear();
      need(save_user(in.tx, nancy));
    });
    auto nancy = http.client_of("nancy");

    for (const char* path : {"/v1/accounts", "/v1/orders", "/v1/invoices", "/v1/subscriptions"}) {
      CHECK(text_of(nancy.Get(path)) == R"({"items":[]})");
    }
  }

  TEST_CASE("who asks too often is told to wait") {
    TestHttp http({.requests_per_second = 1, .requests_burst = 3});
    auto nancy = http.client_of("nancy");
    auto andrew = http.client_of("andrew");
    for (int asked = 0; asked < 3; ++asked) CHECK(nancy.Get("/v1/session")->status == 200);

    const auto refused = nancy.Get("/v1/session");

    check_problem(refused, 429);
    CHECK(refused->get_header_value("Retry-After") == "1");
    CHECK(andrew.Get("/v1/session")->status == 200);
    http.clock.advance(1'000);
    CHECK(nancy.Get("/v1/session")->status == 200);
  }
}

}  // namespace
}  // namespace satchel::server::access_test
