// Tests of compression and of the caps on bodies, headers, time and connections.
#include <vector>

#include "tests/server/http/http_fixture.h"

namespace satchel::server::limits_test {
namespace {

constexpr std::size_t mebibyte = 1u << 20;

TEST_SUITE("limits") {
  TEST_CASE("requests may be packed with gzip, and answers are when they may") {
    TestHttp http;
    for (int number = 1; number < 30; ++number) {
      http.store.add_account(a_company_account(number));
    }
    auto client = http.client_of("ada");
    client.set_decompress(false);

    const auto packed = client.Get("/v1/accounts", {{"Accept-Encoding", "gzip"}});
    const auto plain = client.Get("/v1/accounts", {{"Accept-Encoding", "identity"}});
    const auto dry =
        client.Post("/v1/bill-runs", {{"Content-Encoding", "gzip"}},
                    gzipped(R"({"through":"2026-12-01","mode":"dry"})"), "application/json");

    CHECK(packed->get_header_value("Content-Encoding") == "gzip");
    CHECK_FALSE(plain->has_header("Content-Encoding"));
    CHECK(packed->body.size() * 3 < plain->body.size());
    CHECK(dry->status == 200);
  }

  TEST_CASE("a body over the cap is refused, by its length or by what it unpacks to") {
    TestHttp http;
    auto client = http.client_of("ada");
    const std::string large(mebibyte + 1, ' ');
    const std::string bomb = gzipped(std::string(64 * mebibyte, ' '));
    const httplib::Headers packed{{"Content-Encoding", "gzip"}};
    REQUIRE(bomb.size() < mebibyte);

    check_problem(client.Post("/v1/login", large, "application/json"), 413);
    check_problem(client.Post("/v1/login", packed, gzipped(large), "application/json"), 413);
    check_problem(client.Post("/v1/login", packed, bomb, "application/json"), 413);
    check_problem(client.Post("/v1/sync", packed, bomb, "application/json"), 413);
    check_problem(client.Post("/v1/sync", std::string(8 * mebibyte + 1, ' '), "application/json"),
                  413);
    http.check_is_up();
  }

  TEST_CASE("an exchange may be larger than other bodies") {
    TestHttp http;
    auto client = http.client_of("ada");

    const auto result = client.Post("/v1/sync", std::string(4 * mebibyte, ' '), "application/json");

    check_problem(result, 400);
  }

  TEST_CASE("a packing that is not gzip, or gzip that is broken, is refused") {
    TestHttp http;
    auto client = http.client();
    const std::string packed = gzipped(R"({"login":"a","password":"b"})");

    check_problem(
        client.Post("/v1/login", {{"Content-Encoding", "br"}}, packed, "application/json"), 415);
    check_problem(
        client.Post("/v1/login", {{"Content-Encoding", "gzip, gzip"}}, packed, "application/json"),
        415);
    check_problem(
        client.Post("/v1/login", {{"Content-Encoding", "gzip"}}, "not gzip", "application/json"),
        400);
    check_problem(client.Post("/v1/login", {{"Content-Encoding", "gzip"}},
                              packed.substr(0, packed.size() / 2), "application/json"),
                  400);
    http.check_is_up();
  }

  TEST_CASE("a length beyond the cap is refused before the body has come") {
    TestHttp http;

    const std::string answer = http.send_raw(
        "POST /v1/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n"
        "Content-Type: application/json\r\nConnection: close\r\n\r\n{");
    const std::string expecting = http.send_raw(
        "POST /v1/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n"
        "Content-Type: application/json\r\nExpect: 100-continue\r\n\r\n");

    CHECK(answer.starts_with("HTTP/1.1 413"));
    CHECK(expecting.starts_with("HTTP/1.1 413"));
  }

  TEST_CASE("there are at most 64 headers of at most 8 KiB each") {
    TestHttp http;
    const auto with = [](const std::string& headers) {
      return "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n";
    };
    std::string many;
    for (int number = 0; number < 62; ++number) many += "X-" + std::to_string(number) + ": a\r\n";

    CHECK(http.send_raw(with(many)).starts_with("HTTP/1.1 200"));
    CHECK(http.send_raw(with(many + "X-62: a\r\n")).starts_with("HTTP/1.1 400"));
    CHECK(
        http.send_raw(with("X-A: " + std::string(8'000, 'a') + "\r\n")).starts_with("HTTP/1.1 2"));
    CHECK(
        http.send_raw(with("X-A: " + std::string(8'200, 'a') + "\r\n")).starts_with("HTTP/1.1 4"));
    http.check_is_up();
  }

  TEST_CASE("a head or a body that does not come in time ends the connection") {
    TestHttp http({.header_deadline_ms = 50, .request_deadline_ms = 100, .idle_deadline_ms = 50});

    const std::string head = http.send_raw("GET /healthz HTTP/1.1\r\nHost: local");
    const std::string body = http.send_raw(
        "POST /v1/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Content-Length: 100\r\n\r\n{");
    const std::string idle = http.send_raw("");

    CHECK(head.find("200 OK") == std::string::npos);
    CHECK(body.starts_with("HTTP/1.1 400"));
    CHECK(idle.empty());
    http.check_is_up();
  }

  TEST_CASE("connections beyond the cap are told so at once, and room comes back") {
    TestHttp http({.connections_max = 2, .idle_deadline_ms = 60'000});
    {
      auto first = http.client();
      auto second = http.client();
      auto third = http.client();
      first.set_keep_alive(true);
      second.set_keep_alive(true);
      REQUIRE(first.Get("/healthz")->status == 200);
      REQUIRE(second.Get("/healthz")->status == 200);

      const auto refused = third.Get("/healthz");

      check_problem(refused, 503);
      CHECK(first.Get("/healthz")->status == 200);
    }
    // The server notices the closed connections on its own time.
    bool served = false;
    for (int attempt = 0; attempt < 1'000 && !served; ++attempt) {
      auto again = http.client();
      const auto result = again.Get("/healthz");
      served = result && result->status == 200;
    }
    CHECK(served);
  }

  TEST_CASE("several requests in one packet are all answered") {
    TestHttp http;
    const std::string one = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n";

    const std::string answer =
        http.send_raw(one + "\r\n" + one + "\r\n" + one + "Connection: close\r\n\r\n");

    std::size_t answers = 0;
    for (std::size_t at = 0; (at = answer.find("200 OK", at)) != std::string::npos; ++at) ++answers;
    CHECK(answers == 3);
  }
}

}  // namespace
}  // namespace satchel::server::limits_test
