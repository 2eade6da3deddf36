// Tests of TOTP against the vectors that RFC 6238 publishes in its appendix B.
#include "server/access/totp.h"

#include <array>

#include "tests/server/server_fixture.h"

namespace satchel::server::totp_test {
namespace {

// "12345678901234567890" in base32.
constexpr std::string_view rfc_secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

TEST_SUITE("totp") {
  TEST_CASE("A16: the published codes of eight digits") {
    struct Vector {
      std::int64_t seconds;
      const char* code;
    };
    for (const Vector& vector : {Vector{59, "94287082"}, Vector{1111111109, "07081804"},
                                 Vector{1111111111, "14050471"}, Vector{1234567890, "89005924"},
                                 Vector{2000000000, "69279037"}, Vector{20000000000, "65353130"}}) {
      const std::int64_t step = totp_step_of({vector.seconds * 1000});
      CHECK(totp_code(rfc_secret, step, 8) == vector.code);
      CHECK(totp_code(rfc_secret, step) == std::string(vector.code).substr(2));
    }
  }

  TEST_CASE("A16: a code counts one step early and late, and once") {
    const std::int64_t step = totp_step_of(test_now);
    const std::string now_code = *totp_code(rfc_secret, step);

    for (const std::int64_t off : {-1, 0, 1}) {
      const Timestamp at{test_now.ms + off * totp_step_ms};
      CHECK(find_totp_step(rfc_secret, now_code, at, 0) == step);
    }
    CHECK_FALSE(find_totp_step(rfc_secret, now_code, {test_now.ms + 2 * totp_step_ms}, 0));
    CHECK_FALSE(find_totp_step(rfc_secret, now_code, {test_now.ms - 2 * totp_step_ms}, 0));
    CHECK_FALSE(find_totp_step(rfc_secret, now_code, test_now, step));
    CHECK_FALSE(find_totp_step(rfc_secret, "", test_now, 0));
    CHECK_FALSE(find_totp_step(rfc_secret, now_code + "0", test_now, 0));
  }

  TEST_CASE("A16: a fresh secret is 160 bits of base32 and stands in the address for the app") {
    SeededRandom random;

    const std::string secret = make_totp_secret(random);

    CHECK(secret.size() == 32);
    CHECK(secret.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == std::string::npos);
    CHECK(make_totp_secret(random) != secret);
    CHECK(otpauth_address(secret, "Real GmbH & Co", "ada@real.example") ==
          "otpauth://totp/Real%20GmbH%20%26%20Co:ada%40real.example?secret=" + secret +
              "&issuer=Real%20GmbH%20%26%20Co&algorithm=SHA1&digits=6&period=30");
    CHECK_FALSE(totp_code("not base32!", 1));
  }
}

}  // namespace
}  // namespace satchel::server::totp_test
