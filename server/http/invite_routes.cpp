// Invitations: a plain page, without script, on which a user sets a password by a one-time link.
#include <optional>

#include "server/http/form.h"
#include "server/http/handlers.h"
#include "server/http/invite_page.h"
#include "server/http/password_check.h"
#include "server/store/audit_log.h"
#include "server/store/token_store.h"
#include "server/store/user_store.h"

namespace satchel::server {
namespace {

HttpReply used_up_reply() {
  return page_reply(410, message_page("This link is no longer valid",
                                      "It was used before or is older than seven days. Ask an "
                                      "administrator for a new one."));
}

Result<std::optional<User>> invited_user(Call& call) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const auto id = SATCHEL_TRY(find_link(*tx, call.request.parameters.at(0), call.context.now));
  if (!id) return std::optional<User>();
  return find_user(*tx, *id);
}

/// Uses the link up and stores the password; ends all other sessions of the user.
Result<bool> set_password(Call& call, User user, std::string hash) {
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  const auto id = SATCHEL_TRY(use_link(*tx, call.request.parameters.at(0), call.context.now));
  if (!id || *id != user.id) return false;
  user.password_hash = std::move(hash);
  SATCHEL_TRY(save_user(*tx, user));
  SATCHEL_TRY(revoke_tokens_of(*tx, user.id));
  SATCHEL_TRY(append_audit(write_in(call.context, *tx), {.at = call.context.now,
                                                         .user_id = user.id,
                                                         .action = "accept_invitation",
                                                         .subject = "user:" + user.id.text()}));
  SATCHEL_TRY(tx->commit());
  return true;
}

}  // namespace

Result<HttpReply> show_invitation(Call& call) {
  const auto user = SATCHEL_TRY(invited_user(call));
  if (!user) return used_up_reply();
  return page_reply(200, password_page(user->login, ""));
}

Result<HttpReply> accept_invitation(Call& call) {
  const auto user = SATCHEL_TRY(invited_user(call));
  if (!user) return used_up_reply();
  const NamedTexts form = parse_form(call.request.body);
  const std::string_view password = field_of(form, "password");
  std::string wrong = SATCHEL_TRY(problem_with_new_password(call, *user, password));
  if (wrong.empty() && password != field_of(form, "repeated")) {
    wrong = "The two entries differ; type the same password twice.";
  }
  if (!wrong.empty()) return page_reply(400, password_page(user->login, wrong));
  std::string hash = SATCHEL_TRY(hash_behind_gate(call.services, password));
  const bool stored = SATCHEL_TRY(set_password(call, *user, std::move(hash)));
  if (!stored) return used_up_reply();
  HttpReply reply = page_reply(
      200, message_page("Your password is set", "You can log in now.", "/app/", "Open Satchel"));
  reply.log_note = "password set by invitation for " + user->login;
  return reply;
}

}  // namespace satchel::server
