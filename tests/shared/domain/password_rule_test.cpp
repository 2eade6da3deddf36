// The rule for customers' passwords.
#include "shared/domain/account/password_rule.h"

#include <doctest/doctest.h>

#include <string>

namespace satchel::password_rule_test {

TEST_SUITE("password rule") {
  TEST_CASE("C9: at least 8 characters with a capital letter and a digit; others are welcome") {
    CHECK_FALSE(problem_of_password("Abcdefg1"));
    CHECK_FALSE(problem_of_password("pass Wort-9!"));
    CHECK_FALSE(problem_of_password("ÄÖüßéñ1Z"));
    CHECK(problem_of_password("Abcdef1") == Reason::password_weak);
    CHECK(problem_of_password("abcdefg1") == Reason::password_weak);
    CHECK(problem_of_password("Abcdefgh") == Reason::password_weak);
    CHECK(problem_of_password("") == Reason::field_required);
    CHECK(problem_of_password(std::string(255, 'a') + "A1") == Reason::field_too_long);
    CHECK(problem_of_password("Abcdefg1\xff") == Reason::field_invalid);
  }

  TEST_CASE("C9: the password and its confirmation must match") {
    CHECK_FALSE(problem_of_password("Abcdefg1", "Abcdefg1"));
    CHECK(problem_of_password("Abcdefg1", "Abcdefg2") == Reason::passwords_differ);
    CHECK(problem_of_password("short", "short") == Reason::password_weak);
  }
}

}  // namespace satchel::password_rule_test
