// Tests of what a staff password may be.
#include "server/access/staff_password.h"

#include <doctest/doctest.h>

namespace satchel::server::staff_password_test {
namespace {

const std::vector<std::string> personal{"rosa.lindgren@harborview.example", "Rosa Lindgren",
                                        "Harborview Coffee Supply, Inc."};

bool will_do(std::string_view password) {
  return problem_with_staff_password(password, personal).empty();
}

TEST_SUITE("staff passwords") {
  TEST_CASE("A16: 12 to 128 characters, counted as people count them") {
    CHECK_FALSE(will_do("kiwi rowboa"));
    CHECK(will_do("kiwi rowboat"));
    CHECK(will_do("å ñ ü kiwi ß"));
    std::string long_one = "kiwi rowboat";
    while (long_one.size() < 128) long_one += "k";
    CHECK(will_do(long_one));
    CHECK_FALSE(will_do(long_one + "k"));
    CHECK_FALSE(will_do("kiwi rowboat\xff"));
  }

  TEST_CASE("A16: no rule of composition") {
    CHECK(will_do("correct horse battery"));
    CHECK(will_do("839201748362"));
    CHECK(will_do("wrzlbrmpft-hu"));
  }

  TEST_CASE("A16: what is guessed first will not do, however it is dressed up") {
    for (const char* password :
         {"password1234", "Password123!", "passwordpassword", "P@ssw0rd2026!", "qwertyuiop12",
          "123456789012", "abcdefghijkl", "aaaaaaaaaaaa", "121212121212", "Welcome2026!!",
          "Letmein-12345", "1q2w3e4r5t6y", "iloveyou1234", "December2026!"}) {
      CAPTURE(password);
      CHECK_FALSE(will_do(password));
    }
  }

  TEST_CASE("A16: the own name, login and organisation do not count") {
    for (const char* password : {"rosalindgren1", "Harborview2026", "coffee-supply!",
                                 "lindgren-rosa-1", "Rosa.Harborview"}) {
      CAPTURE(password);
      CHECK_FALSE(will_do(password));
    }
    CHECK(problem_with_staff_password("Harborview-kitesurf", {}).empty());
    CHECK(will_do("Harborview-kitesurf"));
  }

  TEST_CASE("A16: the refusal says what to do") {
    CHECK(problem_with_staff_password("short", {}).find("12 characters") != std::string::npos);
    CHECK(problem_with_staff_password("password1234", {}).find("Use other words") !=
          std::string::npos);
  }
}

}  // namespace
}  // namespace satchel::server::staff_password_test
