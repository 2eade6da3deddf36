// Declares the commands about users, territories and devices.
#include "server/main/access_words.h"

namespace satchel::server {
namespace {

constexpr const char* roles_help = "rep, manager, clerk, accountant or admin";

void add_user_commands(CLI::App& app, AccessWords& words, Place& place, Act& act) {
  CLI::App* user = app.add_subcommand("user", "users");
  user->require_subcommand(1);
  UserArguments& arguments = words.user;
  const auto command = [&, user](const char* name, const char* help) {
    CLI::App* made = add_command(*user, name, help, place);
    made->add_option("login", arguments.login, "e-mail")->required();
    return made;
  };
  CLI::App* list = add_command(*user, "list", "list users", place);
  CLI::App* add = command("add", "add a user and print a one-time link");
  CLI::App* edit = command("edit", "change a user's name or role");
  CLI::App* territory = command("territory", "set a user's territories");
  CLI::App* password = command("password", "print a link for a new password");
  CLI::App* disable = command("disable", "end a user's sessions and let him in no more");
  CLI::App* enable = command("enable", "let a disabled user in again");
  CLI::App* codes = command("reset-codes", "let a user log in without a code");
  for (CLI::App* each : {add, edit}) each->add_option("--name", arguments.name, "the name");
  add->add_option("--role", arguments.role, roles_help)->default_str("rep");
  CLI::Option* role = edit->add_option("--role", arguments.role, roles_help);
  add->add_option("--territory", arguments.territories, "codes of territories");
  territory->add_option("codes", arguments.territories, "codes of territories");
  for (CLI::App* each : {add, password}) {
    each->add_option("--server", arguments.address, "the server's address, for the link")
        ->capture_default_str();
  }
  list->callback([&] { act = run_user_list; });
  add->callback([&] { act = [&](const CommandRun& run) { return run_user_add(run, arguments); }; });
  edit->callback([&, role] {
    if (role->count() == 0) arguments.role.clear();
    act = [&](const CommandRun& run) { return run_user_edit(run, arguments); };
  });
  territory->callback(
      [&] { act = [&](const CommandRun& run) { return run_user_territory(run, arguments); }; });
  password->callback(
      [&] { act = [&](const CommandRun& run) { return run_user_password(run, arguments); }; });
  disable->callback(
      [&] { act = [&](const CommandRun& run) { return run_user_disable(run, arguments.login); }; });
  enable->callback(
      [&] { act = [&](const CommandRun& run) { return run_user_enable(run, arguments.login); }; });
  codes->callback([&] {
    act = [&](const CommandRun& run) { return run_user_reset_codes(run, arguments.login); };
  });
}

void add_territory_commands(CLI::App& app, AccessWords& words, Place& place, Act& act) {
  CLI::App* territory = app.add_subcommand("territory", "territories");
  territory->require_subcommand(1);
  TerritoryArguments& arguments = words.territory;
  CLI::App* list = add_command(*territory, "list", "list territories", place);
  CLI::App* add = add_command(*territory, "add", "add a territory", place);
  CLI::App* rename = add_command(*territory, "rename", "give a territory another name", place);
  CLI::App* assign = add_command(*territory, "assign", "set an account's territories", place);
  for (CLI::App* each : {add, rename}) {
    each->add_option("code", arguments.code, "short code")->required();
  }
  rename->add_option("new-code", arguments.new_code, "the new short code")->required();
  for (CLI::App* each : {add, rename}) each->add_option("name", arguments.name, "full name");
  assign->add_option("account", arguments.account, "the account's number")->required();
  assign->add_option("codes", arguments.codes, "codes of territories");
  list->callback([&] { act = run_territory_list; });
  add->callback(
      [&] { act = [&](const CommandRun& run) { return run_territory_add(run, arguments); }; });
  rename->callback(
      [&] { act = [&](const CommandRun& run) { return run_territory_rename(run, arguments); }; });
  assign->callback(
      [&] { act = [&](const CommandRun& run) { return run_territory_assign(run, arguments); }; });
}

void add_device_commands(CLI::App& app, AccessWords& words, Place& place, Act& act) {
  CLI::App* device = app.add_subcommand("device", "devices");
  device->require_subcommand(1);
  CLI::App* list = add_command(*device, "list", "list devices and what they hold", place);
  CLI::App* rename = add_command(*device, "rename", "give a device a name", place);
  CLI::App* revoke = add_command(*device, "revoke", "let a device in no more", place);
  for (CLI::App* each : {rename, revoke}) {
    each->add_option("label", words.label, "such as D3")->required();
  }
  rename->add_option("name", words.name, "for people")->required();
  list->callback([&] { act = run_device_list; });
  rename->callback([&] {
    act = [&](const CommandRun& run) { return run_device_rename(run, words.label, words.name); };
  });
  revoke->callback(
      [&] { act = [&](const CommandRun& run) { return run_device_revoke(run, words.label); }; });
}

}  // namespace

CLI::App* add_command(CLI::App& app, const char* name, const char* help, Place& place) {
  CLI::App* command = app.add_subcommand(name, help);
  command->add_option("--data", place.data, "the organisation's data folder");
  command->add_option("--database", place.database,
                      "its PostgreSQL database, postgresql://..., instead of a file in the folder");
  return command;
}

void add_access_commands(CLI::App& app, AccessWords& words, Place& place, Act& act) {
  add_user_commands(app, words, place, act);
  add_territory_commands(app, words, place, act);
  add_device_commands(app, words, place, act);
}

}  // namespace satchel::server
