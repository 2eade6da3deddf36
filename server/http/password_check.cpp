// Password checks for logins, links and the user's own account.
#include "server/http/password_check.h"

#include <chrono>
#include <vector>

#include "server/access/staff_password.h"
#include "server/http/problem_reply.h"
#include "server/store/password.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

constexpr std::chrono::seconds password_patience{10};

}  // namespace

Result<bool> is_right_password(Services& services, std::string_view password,
                               const std::string& hash) {
  bool right = false;
  const bool passed =
      services.passwords.pass(password_patience, [&] { right = verify_password(password, hash); });
  if (!passed) return fail(ErrorCode::unavailable, "too many logins at once");
  return right;
}

Result<std::string> hash_behind_gate(Services& services, std::string_view password) {
  Result<std::string> hash = fail(ErrorCode::unavailable, "too many logins at once");
  services.passwords.pass(password_patience, [&] { hash = hash_password(password); });
  return hash;
}

HttpReply too_many_passwords(std::int64_t wait_seconds) {
  const std::string seconds = std::to_string(wait_seconds);
  HttpReply reply =
      problem_reply(429, "Too many wrong passwords; wait " + seconds + " seconds and try again.");
  reply.headers.emplace_back("Retry-After", seconds);
  return reply;
}

Result<std::optional<HttpReply>> refuse_own_password(Call& call, const User& user,
                                                     std::string_view password) {
  LoginLimiter& logins = call.services.logins;
  const std::string& address = call.request.address;
  const std::int64_t wait = logins.wait_seconds(user.login, address, call.context.now);
  if (wait > 0) return std::optional(too_many_passwords(wait));
  if (SATCHEL_TRY(is_right_password(call.services, password, user.password_hash))) {
    return std::optional<HttpReply>();
  }
  logins.note_failure(user.login, address, call.context.now);
  return std::optional(problem_reply(Problem{.type = "password-wrong",
                                             .title = "Refused",
                                             .status = 403,
                                             .detail = "The current password is wrong."}));
}

Result<std::string> problem_with_new_password(Call& call, const User& user,
                                              std::string_view password) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const auto organisation = SATCHEL_TRY(find_organisation(*tx));
  std::vector<std::string> personal{user.login, user.name};
  if (organisation) personal.push_back(organisation->legal_name);
  return problem_with_staff_password(password, personal);
}

}  // namespace satchel::server
