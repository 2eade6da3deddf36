// Checks and writes users.
#include "server/access/user_acts.h"

#include <algorithm>

#include "server/access/territory_acts.h"
#include "server/store/audit_log.h"
#include "server/store/token_store.h"
#include "shared/base/text.h"
#include "shared/domain/limits.h"

namespace satchel::server {
namespace {

Result<void> note_user(const ServerWrite& write, const UserId& by, std::string action,
                       const User& user) {
  return append_audit(
      write, {.at = write.now,
              .user_id = by,
              .action = std::move(action),
              .subject = "user:" + user.id.text(),
              .detail = user.login + ": " + std::string(satchel::to_text(user.role)) + ", " +
                        std::to_string(user.territories.size()) + " territories"});
}

/// Puts the wish into the user, or says what is wrong with it.
Result<Allowed<User>> applied(Transaction& tx, User user, const UserWish& wish) {
  using Answer = Allowed<User>;
  user.name = trim(wish.name);
  if (user.name.empty() || !is_clean_utf8(user.name) || length_of(user.name) > name_length_max) {
    return Answer(refuse_act(422, "name-invalid", "Enter a name of 1 to 200 characters."));
  }
  if (wish.role == Role::customer) {
    return Answer(refuse_act(422, "role-invalid",
                             "A customer logs in to the client area and is no user of the desk."));
  }
  user.role = wish.role;
  user.territories.clear();
  if (reach_of(wish.role) != Reach::territories) return Answer(std::move(user));
  if (!SATCHEL_TRY(are_known_territories(tx, wish.territories))) {
    return Answer(refuse_act(422, "territory-unknown",
                             "One of the territories does not exist; load the list again."));
  }
  user.territories = wish.territories;
  return Answer(std::move(user));
}

Result<Allowed<User>> need_user(Transaction& tx, const UserId& id) {
  auto user = SATCHEL_TRY(find_user(tx, id));
  if (user) return Allowed<User>(*std::move(user));
  return Allowed<User>(
      refuse_act(404, "user-unknown", "There is no such user; load the list again."));
}

/// Whether somebody else could still give rights back.
Result<bool> has_other_admin(Transaction& tx, const UserId& id) {
  const auto users = SATCHEL_TRY(list_users(tx));
  return std::any_of(users.begin(), users.end(), [&](const User& each) {
    return each.id != id && each.role == Role::admin && each.state == UserState::active;
  });
}

/// Refuses to change the only administrator into something else.
Result<Allowed<User>> keep_an_admin(Transaction& tx, const User& before, User after) {
  const bool was = before.role == Role::admin && before.state == UserState::active;
  const bool is = after.role == Role::admin && after.state == UserState::active;
  if (!was || is || SATCHEL_TRY(has_other_admin(tx, before.id))) {
    return Allowed<User>(std::move(after));
  }
  return Allowed<User>(refuse_act(409, "last-administrator",
                                  "This is the only administrator; make somebody else one first."));
}

}  // namespace

Result<Allowed<Invited>> add_user(const ServerWrite& write, const UserId& by,
                                  const UserWish& wish) {
  using Answer = Allowed<Invited>;
  const std::string login = trim(wish.login);
  if (!is_email(login) || length_of(login) > email_length_max) {
    return Answer(refuse_act(422, "login-invalid", "A login is an e-mail address."));
  }
  if (SATCHEL_TRY(find_user_by_login(write.tx, login))) {
    return Answer(refuse_act(409, "login-taken",
                             "Another user has this login already; edit that one instead."));
  }
  User user{.id = UserId::make(write.now, write.random), .login = login};
  auto made = SATCHEL_TRY(applied(write.tx, std::move(user), wish));
  if (!made) return Answer(tl::unexpected<Problem>(std::move(made).error()));
  SATCHEL_TRY(save_user(write.tx, *made));
  SATCHEL_TRY(note_user(write, by, "add_user", *made));
  std::string link = SATCHEL_TRY(issue_link(write, made->id));
  return Answer(Invited{*std::move(made), std::move(link)});
}

Result<Allowed<User>> edit_user(const ServerWrite& write, const UserId& by, const UserId& id,
                                const UserWish& wish) {
  const auto before = SATCHEL_TRY(need_user(write.tx, id));
  if (!before) return before;
  auto wished = SATCHEL_TRY(applied(write.tx, *before, wish));
  if (!wished) return wished;
  auto after = SATCHEL_TRY(keep_an_admin(write.tx, *before, *std::move(wished)));
  if (!after) return after;
  SATCHEL_TRY(save_user(write.tx, *after));
  SATCHEL_TRY(note_user(write, by, "edit_user", *after));
  return after;
}

Result<Allowed<User>> set_user_state(const ServerWrite& write, const UserId& by, const UserId& id,
                                     UserState state) {
  const auto before = SATCHEL_TRY(need_user(write.tx, id));
  if (!before) return before;
  User wished = *before;
  wished.state = state;
  auto after = SATCHEL_TRY(keep_an_admin(write.tx, *before, std::move(wished)));
  if (!after) return after;
  SATCHEL_TRY(save_user(write.tx, *after));
  if (state == UserState::disabled) {
    SATCHEL_TRY(revoke_tokens_of(write.tx, id));
    SATCHEL_TRY(revoke_links_of(write.tx, id));
  }
  const bool active = state == UserState::active;
  SATCHEL_TRY(note_user(write, by, active ? "enable_user" : "disable_user", *after));
  return after;
}

Result<Allowed<Invited>> issue_password_link(const ServerWrite& write, const UserId& by,
                                             const UserId& id) {
  auto user = SATCHEL_TRY(need_user(write.tx, id));
  if (!user) return Allowed<Invited>(tl::unexpected<Problem>(std::move(user).error()));
  SATCHEL_TRY(revoke_tokens_of(write.tx, id));
  SATCHEL_TRY(revoke_links_of(write.tx, id));
  std::string link = SATCHEL_TRY(issue_link(write, id));
  SATCHEL_TRY(note_user(write, by, "issue_password_link", *user));
  return Allowed<Invited>(Invited{*std::move(user), std::move(link)});
}

}  // namespace satchel::server
