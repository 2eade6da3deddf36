// satchel user and territory.
#include <algorithm>
#include <ostream>

#include "server/main/commands.h"
#include "server/main/founding.h"
#include "server/store/audit_log.h"
#include "server/store/token_store.h"
#include "server/store/user_store.h"
#include "shared/base/text.h"
#include "shared/store/account_store.h"

namespace satchel::server {
namespace {

Result<void> note(const ServerWrite& write, std::string action, const User& user) {
  return append_audit(write, {.at = write.now,
                              .action = std::move(action),
                              .subject = "user:" + user.id.text(),
                              .detail = user.login});
}

Result<User> need_user(Transaction& tx, const std::string& login) {
  auto user = SATCHEL_TRY(find_user_by_login(tx, login));
  if (user) return *std::move(user);
  return fail(ErrorCode::not_found,
              "There is no user " + login + "; satchel user list shows who there is.");
}

Result<std::vector<TerritoryId>> territories_of(Transaction& tx,
                                                const std::vector<std::string>& codes) {
  const auto known = SATCHEL_TRY(load_territories(tx));
  std::vector<TerritoryId> ids;
  for (const std::string& code : codes) {
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const Territory& each) { return each.code == code; });
    if (found == known.end()) {
      return fail(ErrorCode::not_found,
                  "There is no territory " + code + "; add it with satchel territory add.");
    }
    ids.push_back(found->id);
  }
  return ids;
}

void print_link(const CommandRun& run, const UserArguments& arguments, const std::string& link) {
  run.out << "To choose the password of " << arguments.login
          << ", open within seven days and once:\n  " << arguments.address << "/invite/" << link
          << "\n";
}

}  // namespace

Result<void> run_user_add(const CommandRun& run, const UserArguments& arguments) {
  if (!is_email(arguments.login)) {
    return fail(ErrorCode::invalid,
                "A login is an e-mail address; " + arguments.login + " is none.");
  }
  const auto role = parse_enum<Role>(arguments.role);
  if (!role || *role == Role::customer) {
    return fail(ErrorCode::invalid, "--role is rep, manager, clerk, accountant or admin.");
  }
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  SATCHEL_TRY(load_organisation(*tx));
  if (SATCHEL_TRY(find_user_by_login(*tx, arguments.login))) {
    return fail(ErrorCode::conflict, arguments.login + " is a user already.");
  }
  User user{.id = UserId::make(run.context.now, run.context.random),
            .login = arguments.login,
            .name = arguments.name.empty() ? arguments.login : arguments.name,
            .role = *role};
  user.territories = SATCHEL_TRY(territories_of(*tx, arguments.territories));
  const ServerWrite write = write_in(run.context, *tx);
  SATCHEL_TRY(save_user(*tx, user));
  const std::string link = SATCHEL_TRY(issue_link(write, user.id));
  SATCHEL_TRY(note(write, "add_user", user));
  SATCHEL_TRY(tx->commit());
  run.out << "Added " << user.login << " as " << to_text(user.role) << ".\n";
  print_link(run, arguments, link);
  return {};
}

Result<void> run_user_list(const CommandRun& run) {
  const auto tx = SATCHEL_TRY(run.context.database.begin(Access::read));
  const auto known = SATCHEL_TRY(load_territories(*tx));
  for (const User& user : SATCHEL_TRY(list_users(*tx))) {
    run.out << user.login << "  " << to_text(user.role) << "  " << to_text(user.state) << "  "
            << user.name;
    for (const Territory& territory : known) {
      const auto& theirs = user.territories;
      const bool covers = std::find(theirs.begin(), theirs.end(), territory.id) != theirs.end();
      if (covers) run.out << "  [" << territory.code << "]";
    }
    run.out << "\n";
  }
  return {};
}

Result<void> run_user_password(const CommandRun& run, const UserArguments& arguments) {
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const User user = SATCHEL_TRY(need_user(*tx, arguments.login));
  const ServerWrite write = write_in(run.context, *tx);
  SATCHEL_TRY(revoke_tokens_of(*tx, user.id));
  const std::string link = SATCHEL_TRY(issue_link(write, user.id));
  SATCHEL_TRY(note(write, "issue_password_link", user));
  SATCHEL_TRY(tx->commit());
  print_link(run, arguments, link);
  return {};
}

Result<void> run_user_territory(const CommandRun& run, const UserArguments& arguments) {
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  User user = SATCHEL_TRY(need_user(*tx, arguments.login));
  user.territories = SATCHEL_TRY(territories_of(*tx, arguments.territories));
  SATCHEL_TRY(save_user(*tx, user));
  SATCHEL_TRY(note(write_in(run.context, *tx), "change_territories", user));
  SATCHEL_TRY(tx->commit());
  run.out << user.login << " now has " << user.territories.size() << " territories.\n";
  return {};
}

Result<void> run_territory_add(const CommandRun& run, const std::string& code,
                               const std::string& name) {
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  SATCHEL_TRY(load_organisation(*tx));
  for (const Territory& known : SATCHEL_TRY(load_territories(*tx))) {
    if (known.code == code) {
      return fail(ErrorCode::conflict, "The territory " + code + " is there already.");
    }
  }
  const auto id = TerritoryId::make(run.context.now, run.context.random);
  SATCHEL_TRY(save_territory(*tx, {id, code, name.empty() ? code : name}));
  SATCHEL_TRY(append_audit(write_in(run.context, *tx), {.at = run.context.now,
                                                        .action = "add_territory",
                                                        .subject = "territory:" + id.text(),
                                                        .detail = code}));
  SATCHEL_TRY(tx->commit());
  run.out << "Added the territory " << code << ".\n";
  return {};
}

}  // namespace satchel::server
