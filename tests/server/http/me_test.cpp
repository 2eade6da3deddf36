// Tests of the caller's own password and of logins with a code.
#include "server/access/totp.h"
#include "server/store/password.h"
#include "server/store/second_factor_store.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server::me_test {
namespace {

constexpr const char* next_password = "kiwi rowboat 7";

httplib::Result post(httplib::Client& client, const std::string& path, const std::string& body) {
  return client.Post(path, body, "application/json");
}

httplib::Result log_in(TestHttp& http, const std::string& password, const std::string& code = {}) {
  auto client = http.client();
  LoginRequest request;
  request.login = "nancy";
  request.password = password;
  request.code = code;
  return client.Post("/v1/login", encode(request), "application/json");
}

std::string change_of(const std::string& current, const std::string& next) {
  return R"({"current":")" + current + R"(","password":")" + next + R"("})";
}

std::string code_at(TestHttp& http, const std::string& secret) {
  return *totp_code(secret, totp_step_of(http.clock.now()));
}

/// Turns codes on for Nancy and returns the secret with the recovery codes.
std::pair<std::string, std::vector<std::string>> enrol(TestHttp& http, httplib::Client& nancy) {
  const std::string begun = text_of(nancy.Post("/v1/me/codes"));
  const std::size_t at = begun.find(R"("secret":")") + 10;
  const std::string secret = begun.substr(at, 32);
  const auto confirmed =
      post(nancy, "/v1/me/codes/confirm", R"({"code":")" + code_at(http, secret) + R"("})");
  REQUIRE_MESSAGE(confirmed->status == 200, confirmed->body);
  auto codes = need(read_document(confirmed->body, Strictness::strict,
                                  [](ObjectReader& in) { return in.texts("recovery_codes", 20); }));
  return {secret, codes};
}

TEST_SUITE("own password") {
  TEST_CASE("A16: it is changed with the current one; the other sessions end, this one stays") {
    TestHttp http;
    http.give_passwords();
    auto nancy = http.client_of("nancy");
    auto other = http.client_of("nancy");

    const auto changed = post(nancy, "/v1/me/password", change_of(right_password, next_password));

    CHECK(changed->status == 204);
    CHECK(nancy.Get("/v1/session")->status == 200);
    check_problem(other.Get("/v1/session"), 401);
    check_problem(log_in(http, right_password), 401);
    CHECK(log_in(http, next_password)->status == 200);
    CHECK(http.store.count("SELECT COUNT(*) FROM audit_log WHERE action = 'change_password'") == 1);
    CHECK(http.log().find(next_password) == std::string::npos);
  }

  TEST_CASE("A16: a wrong current password and a weak new one change nothing") {
    TestHttp http;
    http.give_passwords();
    auto nancy = http.client_of("nancy");

    const auto wrong = post(nancy, "/v1/me/password", change_of("not mine at all", next_password));
    const auto weak = post(nancy, "/v1/me/password", change_of(right_password, "password1234"));

    CHECK(check_problem(wrong, 403).type == "password-wrong");
    CHECK(check_problem(weak, 422).type == "password-weak");
    CHECK(log_in(http, right_password)->status == 200);
  }

  TEST_CASE("A16: who guesses the current password has to wait") {
    TestHttp http;
    http.give_passwords();
    auto nancy = http.client_of("nancy");
    for (int attempt = 0; attempt < 5; ++attempt) {
      post(nancy, "/v1/me/password", change_of("not mine at all", next_password));
    }

    check_problem(post(nancy, "/v1/me/password", change_of(right_password, next_password)), 429);
  }
}

TEST_SUITE("second factor") {
  TEST_CASE("A16: once confirmed, a login needs a code, and each code counts once") {
    TestHttp http;
    http.give_passwords();
    auto nancy = http.client_of("nancy");
    const std::string begun = text_of(nancy.Post("/v1/me/codes"));
    CHECK(begun.find("otpauth://totp/Satchel%20Trading%20Ltd:nancy?secret=") != std::string::npos);
    CHECK(log_in(http, right_password)->status == 200);
    CHECK(check_problem(post(nancy, "/v1/me/codes/confirm", R"({"code":"000000"})"), 409).type ==
          "code-wrong");

    const auto [secret, recovery] = enrol(http, nancy);

    CHECK(recovery.size() == 10);
    CHECK(check_problem(log_in(http, right_password), 401).type == "code-needed");
    CHECK(check_problem(log_in(http, right_password, code_at(http, secret)), 401).type ==
          "code-wrong");
    http.clock.advance(totp_step_ms);
    const std::string code = code_at(http, secret);
    CHECK(log_in(http, right_password, code)->status == 200);
    CHECK(check_problem(log_in(http, right_password, code), 401).type == "code-wrong");
    check_problem(nancy.Post("/v1/me/codes"), 409);
  }

  TEST_CASE("A16: a recovery code stands in once; only its digest is stored") {
    TestHttp http;
    http.give_passwords();
    auto nancy = http.client_of("nancy");
    const auto [secret, recovery] = enrol(http, nancy);

    CHECK(log_in(http, right_password, recovery[3])->status == 200);
    CHECK(check_problem(log_in(http, right_password, recovery[3]), 401).type == "code-wrong");
    CHECK(text_of(nancy.Get("/v1/me")).find(R"("second_factor":true,"recovery_codes":9)") !=
          std::string::npos);
    CHECK(http.store.count("SELECT COUNT(*) FROM recovery_code WHERE code_digest = '" +
                           recovery[4] + "'") == 0);
  }

  TEST_CASE("A16: wrong codes count like wrong passwords") {
    TestHttp http;
    http.give_passwords();
    auto nancy = http.client_of("nancy");
    const auto [secret, recovery] = enrol(http, nancy);
    for (int attempt = 0; attempt < 5; ++attempt) {
      check_problem(log_in(http, right_password, "000000"), 401);
    }

    check_problem(log_in(http, right_password, recovery[0]), 429);
  }

  TEST_CASE("A16: the password takes it away again, and so does an administrator") {
    TestHttp http;
    http.give_passwords();
    auto nancy = http.client_of("nancy");
    auto ada = http.client_of("ada");
    enrol(http, nancy);

    check_problem(post(nancy, "/v1/me/codes/remove", R"({"password":"not mine at all"})"), 403);
    const std::string body = std::string(R"({"password":")") + right_password + R"("})";
    CHECK(post(nancy, "/v1/me/codes/remove", body)->status == 204);
    CHECK(log_in(http, right_password)->status == 200);

    http.clock.advance(totp_step_ms);
    enrol(http, nancy);
    CHECK(ada.Post("/v1/users/" + a_rep().user_id.text() + "/reset-codes")->status == 200);
    CHECK(log_in(http, right_password)->status == 200);
    CHECK(http.store.count("SELECT COUNT(*) FROM recovery_code") == 0);
  }
}

}  // namespace
}  // namespace satchel::server::me_test
