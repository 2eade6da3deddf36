// Logging in and out.
#include <optional>

#include "server/access/second_factor.h"
#include "server/http/authenticate.h"
#include "server/http/handlers.h"
#include "server/http/password_check.h"
#include "server/http/problem_reply.h"
#include "server/store/audit_log.h"
#include "server/store/device_store.h"
#include "server/store/password.h"
#include "server/store/session_of.h"
#include "server/store/user_store.h"
#include "shared/base/text.h"
#include "shared/domain/limits.h"
#include "shared/wire/session_message.h"

namespace satchel::server {
namespace {

constexpr std::size_t code_bytes_max = 100;

/// Returns the active user with this login and password, or nothing: for an unknown login, a wrong
/// password and a disabled user alike, and in comparable time.
Result<std::optional<User>> check_password(Call& call, const LoginRequest& request) {
  std::optional<User> user;
  {
    const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
    user = SATCHEL_TRY(find_user_by_login(*tx, request.login));
  }
  const std::string hash = user ? user->password_hash : std::string();
  const bool right = SATCHEL_TRY(is_right_password(call.services, request.password, hash));
  if (!right || user->state != UserState::active) return std::optional<User>();
  return user;
}

/// Returns why the login does not go on after its password: a code is needed, or is wrong. A right
/// one is used up.
Result<std::optional<HttpReply>> refuse_code(Call& call, const User& user,
                                             const LoginRequest& request) {
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  const CodeCheck check = SATCHEL_TRY(check_code(write_in(call.context, *tx), user, request.code));
  SATCHEL_TRY(tx->commit());
  switch (check) {
    case CodeCheck::not_needed:
    case CodeCheck::right:
      return std::optional<HttpReply>();
    case CodeCheck::missing:
      return std::optional(problem_reply(
          Problem{.type = "code-needed",
                  .title = "A code is needed",
                  .status = 401,
                  .detail = "Enter the code that your app shows, or a recovery code."}));
    case CodeCheck::wrong:
      break;
  }
  call.services.metrics.count_login(false);
  call.services.logins.note_failure(request.login, call.request.address, call.context.now);
  return std::optional(problem_reply(
      Problem{.type = "code-wrong",
              .title = "Login refused",
              .status = 401,
              .detail = "The code is wrong, too old or was used before; wait for the next one."}));
}

bool wants_token(const HttpRequest& request) {
  return request.parameter("token") == "1" || request.header("x-satchel-token") == "1";
}

/// Registers the device, stores a new token and answers with the session.
Result<HttpReply> open_session(Call& call, const LoginRequest& request, const User& user) {
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  const ServerWrite write = write_in(call.context, *tx);
  if (!request.device_id.empty()) {
    const Device device = SATCHEL_TRY(
        register_device(*tx, {request.device_id, user.id, request.device_name}, call.context.now));
    if (device.revoked) {
      return problem_reply(Problem{.type = "device-revoked",
                                   .title = "Device revoked",
                                   .status = 403,
                                   .detail = "This device was revoked; ask an administrator."});
    }
    SATCHEL_TRY(revoke_tokens_of(*tx, request.device_id));
  }
  const std::string token = SATCHEL_TRY(issue_token(write, user.id, request.device_id));
  Session session = SATCHEL_TRY(session_of(*tx, user, request.device_id));
  SATCHEL_TRY(append_audit(write, {.at = call.context.now,
                                   .user_id = user.id,
                                   .action = "login",
                                   .subject = "user:" + user.id.text(),
                                   .detail = session.device_label}));
  SATCHEL_TRY(tx->commit());

  if (wants_token(call.request)) session.token = token;
  HttpReply reply = json_reply(encode(session));
  reply.headers.emplace_back("Set-Cookie", session_cookie(call.services.options, token));
  reply.log_note = "login " + user.login;
  return reply;
}

}  // namespace

Result<HttpReply> log_in(Call& call) {
  const LoginRequest request = SATCHEL_TRY(parse_login_request(call.request.body));
  if (request.login.size() > email_length_max || request.password.size() > password_length_max ||
      request.code.size() > code_bytes_max || length_of(request.device_name) > name_length_max) {
    return problem_reply(400, "login, password, code or device_name is too long.");
  }
  LoginLimiter& logins = call.services.logins;
  const std::string& address = call.request.address;
  const std::int64_t wait = logins.wait_seconds(request.login, address, call.context.now);
  if (wait > 0) return too_many_passwords(wait);

  const std::optional<User> user = SATCHEL_TRY(check_password(call, request));
  if (!user) {
    call.services.metrics.count_login(false);
    logins.note_failure(request.login, address, call.context.now);
    return problem_reply(Problem{.type = "login-refused",
                                 .title = "Login refused",
                                 .status = 401,
                                 .detail = "Login or password is wrong; check both."});
  }
  if (auto refusal = SATCHEL_TRY(refuse_code(call, *user, request))) return *std::move(refusal);
  call.services.metrics.count_login(true);
  logins.note_success(request.login, address);
  return open_session(call, request, *user);
}

Result<HttpReply> log_out(Call& call) {
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  SATCHEL_TRY(revoke_token(*tx, call.caller->token));
  SATCHEL_TRY(append_audit(write_in(call.context, *tx),
                           {.at = call.context.now,
                            .user_id = call.caller->user_id,
                            .action = "logout",
                            .subject = "user:" + call.caller->user_id.text()}));
  SATCHEL_TRY(tx->commit());
  HttpReply reply = empty_reply(204);
  reply.headers.emplace_back("Set-Cookie", session_cookie(call.services.options, ""));
  reply.log_note = "logout";
  return reply;
}

Result<HttpReply> show_session(Call& call) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const auto user = SATCHEL_TRY(find_user(*tx, call.caller->user_id));
  if (!user) return fail(ErrorCode::not_found, "the user of a session is gone");
  return json_reply(encode(SATCHEL_TRY(session_of(*tx, *user, call.caller->device_id))));
}

}  // namespace satchel::server
