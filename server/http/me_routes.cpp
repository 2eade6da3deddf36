// The caller's own account: his password and his second factor.
#include "server/access/second_factor.h"
#include "server/http/allowed_reply.h"
#include "server/http/handlers.h"
#include "server/http/password_check.h"
#include "server/store/audit_log.h"
#include "server/store/second_factor_store.h"
#include "server/store/token_store.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

struct PasswordChange {
  std::string current;
  std::string password;
};

Result<User> load_caller(Call& call) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  auto user = SATCHEL_TRY(find_user(*tx, call.caller->user_id));
  if (!user) return fail(ErrorCode::not_found, "the user of a session is gone");
  return *std::move(user);
}

/// Stores the hash and ends all sessions and links of the user but this one.
Result<HttpReply> store_password(Call& call, const std::string& hash) {
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  auto user = SATCHEL_TRY(find_user(*tx, call.caller->user_id));
  if (!user) return fail(ErrorCode::not_found, "the user of a session is gone");
  user->password_hash = hash;
  SATCHEL_TRY(save_user(*tx, *user));
  SATCHEL_TRY(revoke_other_tokens(*tx, user->id, call.caller->token));
  SATCHEL_TRY(revoke_links_of(*tx, user->id));
  SATCHEL_TRY(append_audit(write_in(call.context, *tx), {.at = call.context.now,
                                                         .user_id = user->id,
                                                         .action = "change_password",
                                                         .subject = "user:" + user->id.text(),
                                                         .detail = user->login}));
  SATCHEL_TRY(tx->commit());
  return empty_reply(204);
}

void encode_enrolment(JsonWriter& out, const Enrolment& enrolment) {
  out.begin_object();
  out.field("secret", enrolment.secret);
  out.field("address", enrolment.address);
  out.end_object();
}

void encode_codes(JsonWriter& out, const std::vector<std::string>& codes) {
  out.begin_object();
  out.key("recovery_codes");
  out.begin_array();
  for (const std::string& code : codes) out.text(code);
  out.end_array();
  out.end_object();
}

}  // namespace

Result<HttpReply> show_me(Call& call) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const auto user = SATCHEL_TRY(find_user(*tx, call.caller->user_id));
  if (!user) return fail(ErrorCode::not_found, "the user of a session is gone");
  const auto factor = SATCHEL_TRY(find_second_factor(*tx, user->id));
  const bool on = factor && factor->confirmed;
  JsonWriter out;
  out.begin_object();
  out.field("login", user->login);
  out.field("name", user->name);
  out.field("role", user->role);
  out.field("second_factor", on);
  out.field("recovery_codes", SATCHEL_TRY(count_recovery_codes(*tx, user->id)));
  out.end_object();
  return json_reply(out.take());
}

Result<HttpReply> change_password(Call& call) {
  const auto change =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, [](ObjectReader& in) {
        return PasswordChange{in.text("current"), in.text("password")};
      }));
  const User user = SATCHEL_TRY(load_caller(call));
  if (auto refusal = SATCHEL_TRY(refuse_own_password(call, user, change.current))) {
    return *std::move(refusal);
  }
  const std::string wrong = SATCHEL_TRY(problem_with_new_password(call, user, change.password));
  if (!wrong.empty()) {
    return problem_reply(
        Problem{.type = "password-weak", .title = "Refused", .status = 422, .detail = wrong});
  }
  return store_password(call, SATCHEL_TRY(hash_behind_gate(call.services, change.password)));
}

Result<HttpReply> begin_codes(Call& call) {
  const User user = SATCHEL_TRY(load_caller(call));
  return act_reply(
      call,
      [&](const ServerWrite& write) -> Result<Allowed<Enrolment>> {
        const auto organisation = SATCHEL_TRY(find_organisation(write.tx));
        return begin_enrolment(write, user, organisation ? organisation->legal_name : "Satchel");
      },
      encode_enrolment);
}

Result<HttpReply> confirm_codes(Call& call) {
  const std::string code = SATCHEL_TRY(read_document(
      call.request.body, Strictness::strict, [](ObjectReader& in) { return in.text("code"); }));
  const User user = SATCHEL_TRY(load_caller(call));
  LoginLimiter& logins = call.services.logins;
  const std::int64_t wait = logins.wait_seconds(user.login, call.request.address, call.context.now);
  if (wait > 0) return too_many_passwords(wait);
  HttpReply reply = SATCHEL_TRY(act_reply(
      call, [&](const ServerWrite& write) { return confirm_enrolment(write, user, code); },
      encode_codes));
  if (reply.status != 200) {
    logins.note_failure(user.login, call.request.address, call.context.now);
  }
  return reply;
}

Result<HttpReply> remove_codes(Call& call) {
  const std::string password = SATCHEL_TRY(read_document(
      call.request.body, Strictness::strict, [](ObjectReader& in) { return in.text("password"); }));
  const User user = SATCHEL_TRY(load_caller(call));
  if (auto refusal = SATCHEL_TRY(refuse_own_password(call, user, password))) {
    return *std::move(refusal);
  }
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  SATCHEL_TRY(reset_second_factor(write_in(call.context, *tx), user.id, user));
  SATCHEL_TRY(tx->commit());
  return empty_reply(204);
}

}  // namespace satchel::server
