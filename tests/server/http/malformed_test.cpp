// Tests of malformed input: each is refused with a useful problem, changes nothing, and the server
// stays up.
#include <vector>

#include "tests/server/http/http_fixture.h"

namespace satchel::server::malformed_test {
namespace {

struct BadBody {
  std::string what;
  std::string body;
  const char* detail;  // A part of what the problem has to say.
};

std::string nested(int depth) {
  std::string text = R"({"login":)";
  text.append(static_cast<std::size_t>(depth), '[');
  text.append(static_cast<std::size_t>(depth), ']');
  return text + "}";
}

std::vector<BadBody> bad_logins() {
  return {
      {"nothing", "", "malformed"},
      {"no JSON", "login=nancy", "malformed"},
      {"cut short", R"({"login":"nancy","pass)", "malformed"},
      {"something behind", R"({"login":"a","password":"b"} x)", "malformed"},
      {"an array", "[]", "object"},
      {"a wrong type", R"({"login":7,"password":"b"})", "login"},
      {"null", R"({"login":null,"password":"b"})", "login"},
      {"a missing field", R"({"login":"nancy"})", "password"},
      {"an unknown field", R"({"login":"a","password":"b","admin":true})", "admin"},
      {"a field twice", R"({"login":"a","login":"b","password":"c"})", "twice"},
      {"a fraction", R"({"login":1.5,"password":"b"})", "whole"},
      {"a huge number", R"({"login":1e999,"password":"b"})", ""},
      {"not a number", R"({"login":NaN,"password":"b"})", "malformed"},
      {"bad UTF-8", "{\"login\":\"\xC3\x28\",\"password\":\"b\"}", "malformed"},
      {"U+0000", R"({"login":"a\u0000b","password":"c"})", "U+0000"},
      {"a lone surrogate", R"({"login":"\ud800","password":"c"})", ""},
      {"too deep", nested(40), "deep"},
      {"a bad id", R"({"login":"a","password":"b","device_id":"x"})", "device_id"},
      {"a comment", R"({"login":"a",/* */"password":"b"})", "malformed"},
  };
}

std::string exchange_with(const std::string& commands) {
  return R"({"protocol":1,"device_id":"00000000-0000-7000-8000-000000000701",)"
         R"("exchange_id":"00000000-0000-7000-8000-000000000001",)"
         R"("journal_id":"00000000-0000-7000-8000-000000000601","cursor":"","head":"",)"
         R"("watermark":{"queued":0,"oldest_at_ms":0,"totals":[]},"commands":)" +
         commands + "}";
}

TEST_SUITE("malformed input") {
  TEST_CASE("a malformed login body is refused with what is wrong and where") {
    TestHttp http;
    auto client = http.client();
    for (const BadBody& bad : bad_logins()) {
      CAPTURE(bad.what);
      const Problem problem =
          check_problem(client.Post("/v1/login", bad.body, "application/json"), 400);
      CHECK_MESSAGE(problem.detail.find(bad.detail) != std::string::npos, problem.detail);
    }
    http.check_is_up();
  }

  TEST_CASE("a malformed exchange is refused and leaves no trace") {
    TestHttp http;
    const DeviceId device = id_of<DeviceId>(701);
    auto client = http.client();
    client.set_bearer_token_auth(http.token_of("nancy", device));
    const auto rows = [&] { return http.store.count("SELECT COUNT(*) FROM command_log"); };
    const std::vector<BadBody> bad{
        {"an unknown command",
         exchange_with(R"([{"seq":1,"at":1,"kind":"drop_table","v":1,)"
                       R"("data":{}}])"),
         "drop_table"},
        {"an unknown field in a command",
         exchange_with(R"([{"seq":1,"at":1,"kind":"cancel_draft","v":1,"data":{"order_id":)"
                       R"("00000000-0000-7000-8000-000000001001","price":1}}])"),
         "price"},
        {"a text for a number",
         exchange_with(R"([{"seq":"1","at":1,"kind":"cancel_draft","v":1,"data":{}}])"), "seq"},
        {"commands that are no list", exchange_with("7"), "commands"},
        {"no fields", "{}", "protocol"},
    };
    for (const BadBody& each : bad) {
      CAPTURE(each.what);
      const Problem problem =
          check_problem(client.Post("/v1/sync", each.body, "application/json"), 400);
      CHECK_MESSAGE(problem.detail.find(each.detail) != std::string::npos, problem.detail);
    }
    CHECK(rows() == 0);
    http.check_is_up();
  }

  TEST_CASE("an exchange is for the device that logged in") {
    TestHttp http;
    const std::string body = exchange_with("[]");
    auto other = http.client();
    other.set_bearer_token_auth(http.token_of("nancy", id_of<DeviceId>(702)));
    auto none = http.client_of("nancy");

    CHECK(check_problem(other.Post("/v1/sync", body, "application/json"), 403).type ==
          "device-unknown");
    CHECK(check_problem(none.Post("/v1/sync", body, "application/json"), 403).type ==
          "device-unknown");
  }

  TEST_CASE("wrong values of a bill run are refused") {
    TestHttp http;
    auto client = http.client_of("ada");
    for (const char* body :
         {R"({"through":"2026-02-30","mode":"dry"})", R"({"through":"yesterday","mode":"dry"})",
          R"({"through":"2026-12-01","mode":"wet"})", R"({"through":"2026-12-01"})",
          R"({"through":20261201,"mode":"dry"})",
          R"({"through":"2026-12-01","mode":"dry","post":true})"}) {
      CAPTURE(body);
      check_problem(client.Post("/v1/bill-runs", body, "application/json"), 400);
    }
    CHECK(http.store.count("SELECT COUNT(*) FROM bill_run") == 0);
  }

  TEST_CASE("a body of another type, or where none belongs, is refused") {
    TestHttp http;
    auto client = http.client_of("ada");
    const std::string order = "/v1/orders/" + an_order_id(1).text();

    check_problem(client.Post("/v1/login", "login=a", "application/x-www-form-urlencoded"), 415);
    check_problem(client.Post("/v1/login", "{}", "text/plain"), 415);
    check_problem(client.Post(order + "/accept", R"({"force":true})", "application/json"), 400);
    check_problem(client.Get("/v1/orders", {{"Accept", "image/png"}}), 406);
    const httplib::UploadFormDataItems parts{{"file", "x", "x.txt", "text/plain"}};
    check_problem(client.Post("/v1/login", parts), 415);
    http.check_is_up();
  }

  TEST_CASE("an error of HTTP itself is answered as a problem and ends the connection") {
    TestHttp http;
    const std::string host = "Host: localhost\r\n";
    struct Wrong {
      std::string bytes;
      const char* status;
    };
    const std::vector<Wrong> wrong{
        {"FOO / HTTP/1.1\r\n" + host + "\r\n", "400"},
        {"GET /\r\n\r\n", "400"},
        {"GET / HTTP/3.0\r\n" + host + "\r\n", "400"},
        {"GET / HTTP/1.1\r\n" + host + "Bad Header: x\r\n\r\n", "400"},
        {"GET / HTTP/1.1\r\n\r\n", "400"},
        {"GET / HTTP/1.1\r\n" + host + host + "\r\n", "400"},
        {"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "421"},
        {"GET / HTTP/1.1\r\n" + host + "X-A: b%0d%0aSet-Cookie: c\r\n\r\n", "400"},
        {"GET /app/%0d%0aX HTTP/1.1\r\n" + host + "\r\n", "400"},
        {"GET /v1/orders?text=%00 HTTP/1.1\r\n" + host + "\r\n", "400"},
        {"GET /v1/orders?text=%ff HTTP/1.1\r\n" + host + "\r\n", "400"},
        {"POST /v1/login HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n", "400"},
        {"POST /v1/login HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
         "400"},
        {"POST /v1/login HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n-5\r\nx\r\n",
         "411"},
        {"POST /v1/login HTTP/1.1\r\n" + host +
             "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         "400"},
        {"GET /" + std::string(9000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", "414"},
    };
    for (const Wrong& each : wrong) {
      CAPTURE(each.bytes.substr(0, 80));
      const std::string answer = http.send_raw(each.bytes);
      CHECK_MESSAGE(answer.starts_with(std::string("HTTP/1.1 ") + each.status), answer);
      CHECK(answer.find("application/problem+json") != std::string::npos);
      CHECK(answer.find("HTTP/1.1", 1) == std::string::npos);
    }
    http.check_is_up();
  }

  TEST_CASE("what follows a refused request is never taken for a request") {
    TestHttp http;

    const std::string answer = http.send_raw(
        "POST /v1/login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");

    CHECK(answer.find("411") != std::string::npos);
    CHECK(answer.find("200 OK") == std::string::npos);
  }

  TEST_CASE("an empty X-Forwarded-For and an upgrade to WebSocket do no harm") {
    TestHttp http;

    const std::string forwarded = http.send_raw(
        "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For:\r\nConnection: "
        "close\r\n\r\n");
    const std::string upgrade = http.send_raw(
        "GET /v1/orders HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        "Sec-WebSocket-Version: 13\r\n\r\n");

    CHECK(forwarded.starts_with("HTTP/1.1 200"));
    CHECK(upgrade.starts_with("HTTP/1.1 401"));
    http.check_is_up();
  }

  TEST_CASE("no input can forge a line of the log") {
    TestHttp http;
    auto client = http.client();

    check_problem(client.Get("/v1/nothing%22%7D%20%7B%22level%22:%22error%22"), 404);

    std::istringstream lines(http.log());
    for (std::string line; std::getline(lines, line);) {
      CHECK_MESSAGE(parse_json(line), line);
    }
  }
}

}  // namespace
}  // namespace satchel::server::malformed_test
