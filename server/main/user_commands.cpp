// satchel user.
#include <algorithm>
#include <ostream>

#include "server/access/second_factor.h"
#include "server/access/user_acts.h"
#include "server/main/access_commands.h"
#include "server/main/territory_codes.h"
#include "server/store/second_factor_store.h"
#include "shared/store/account_store.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

Result<User> need_user_named(Transaction& tx, const std::string& login) {
  auto user = SATCHEL_TRY(find_user_by_login(tx, login));
  if (user) return *std::move(user);
  return fail(ErrorCode::not_found,
              "There is no user " + login + "; satchel user list shows who there is.");
}

Result<Role> staff_role_of(const std::string& word) {
  const auto role = parse_enum<Role>(word);
  if (role && *role != Role::customer) return *role;
  return fail(ErrorCode::invalid, "--role is rep, manager, clerk, accountant or admin.");
}

UserWish wish_of_user(const User& user) {
  return {
      .login = user.login, .name = user.name, .role = user.role, .territories = user.territories};
}

void print_link(const CommandRun& run, const UserArguments& arguments, const std::string& link) {
  run.out << "To choose the password of " << arguments.login
          << ", open within seven days and once:\n  " << arguments.address << "/invite/" << link
          << "\n";
}

Result<void> change_user_state(const CommandRun& run, const std::string& login, UserState state) {
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const User user = SATCHEL_TRY(need_user_named(*tx, login));
  SATCHEL_TRY(accepted(set_user_state(write_in(run.context, *tx), UserId(), user.id, state)));
  SATCHEL_TRY(tx->commit());
  run.out << user.login << " is " << to_text(state) << " now.\n";
  return {};
}

}  // namespace

Result<void> run_user_add(const CommandRun& run, const UserArguments& arguments) {
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  SATCHEL_TRY(need_organisation(*tx));
  UserWish wish{.login = arguments.login,
                .name = arguments.name.empty() ? arguments.login : arguments.name};
  wish.role = SATCHEL_TRY(staff_role_of(arguments.role));
  wish.territories = SATCHEL_TRY(territories_of_codes(*tx, arguments.territories));
  const Invited invited =
      SATCHEL_TRY(accepted(add_user(write_in(run.context, *tx), UserId(), wish)));
  SATCHEL_TRY(tx->commit());
  run.out << "Added " << invited.user.login << " as " << to_text(invited.user.role) << ".\n";
  print_link(run, arguments, invited.link);
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

Result<void> run_user_edit(const CommandRun& run, const UserArguments& arguments) {
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const User user = SATCHEL_TRY(need_user_named(*tx, arguments.login));
  UserWish wish = wish_of_user(user);
  if (!arguments.name.empty()) wish.name = arguments.name;
  if (!arguments.role.empty()) wish.role = SATCHEL_TRY(staff_role_of(arguments.role));
  const User edited =
      SATCHEL_TRY(accepted(edit_user(write_in(run.context, *tx), UserId(), user.id, wish)));
  SATCHEL_TRY(tx->commit());
  run.out << edited.login << " is " << edited.name << ", " << to_text(edited.role) << ".\n";
  return {};
}

Result<void> run_user_territory(const CommandRun& run, const UserArguments& arguments) {
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const User user = SATCHEL_TRY(need_user_named(*tx, arguments.login));
  UserWish wish = wish_of_user(user);
  wish.territories = SATCHEL_TRY(territories_of_codes(*tx, arguments.territories));
  const User edited =
      SATCHEL_TRY(accepted(edit_user(write_in(run.context, *tx), UserId(), user.id, wish)));
  SATCHEL_TRY(tx->commit());
  run.out << edited.login << " now has " << edited.territories.size() << " territories.\n";
  return {};
}

Result<void> run_user_disable(const CommandRun& run, const std::string& login) {
  return change_user_state(run, login, UserState::disabled);
}

Result<void> run_user_enable(const CommandRun& run, const std::string& login) {
  return change_user_state(run, login, UserState::active);
}

Result<void> run_user_password(const CommandRun& run, const UserArguments& arguments) {
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const User user = SATCHEL_TRY(need_user_named(*tx, arguments.login));
  const Invited invited =
      SATCHEL_TRY(accepted(issue_password_link(write_in(run.context, *tx), UserId(), user.id)));
  SATCHEL_TRY(tx->commit());
  print_link(run, arguments, invited.link);
  return {};
}

Result<void> run_user_reset_codes(const CommandRun& run, const std::string& login) {
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const User user = SATCHEL_TRY(need_user_named(*tx, login));
  SATCHEL_TRY(reset_second_factor(write_in(run.context, *tx), UserId(), user));
  SATCHEL_TRY(tx->commit());
  run.out << user.login << " logs in without a code now.\n";
  return {};
}

}  // namespace satchel::server
