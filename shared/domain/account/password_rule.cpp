// Looks for length, a capital letter and a digit.
#include "shared/domain/account/password_rule.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/domain/limits.h"

namespace satchel {
namespace {

bool is_digit(char character) { return character >= '0' && character <= '9'; }

bool is_capital(char character) { return character >= 'A' && character <= 'Z'; }

}  // namespace

std::optional<Reason> problem_of_password(std::string_view password) {
  if (password.empty()) return Reason::field_required;
  if (!is_clean_utf8(password)) return Reason::field_invalid;
  if (password.size() > customer_password_size_max) return Reason::field_too_long;
  const bool strong = length_of(password) >= customer_password_length_min &&
                      std::any_of(password.begin(), password.end(), is_capital) &&
                      std::any_of(password.begin(), password.end(), is_digit);
  return strong ? std::nullopt : std::optional(Reason::password_weak);
}

std::optional<Reason> problem_of_password(std::string_view password, std::string_view again) {
  if (const auto problem = problem_of_password(password)) return problem;
  return password == again ? std::nullopt : std::optional(Reason::passwords_differ);
}

}  // namespace satchel
