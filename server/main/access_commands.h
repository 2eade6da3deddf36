// The commands of satchel about who may come in: users, territories, devices.
#pragma once

#include <string>
#include <vector>

#include "server/main/commands.h"

namespace satchel::server {

struct UserArguments {
  std::string login;
  std::string name;                      // Empty at an edit: stays.
  std::string role = "rep";              // Empty at an edit: stays.
  std::vector<std::string> territories;  // Codes.
  std::string address;                   // Of the server, for printed links.
};

/// Adds a user and prints his one-time link.
Result<void> run_user_add(const CommandRun& run, const UserArguments& arguments);
Result<void> run_user_list(const CommandRun& run);
/// Gives the user another name or role.
Result<void> run_user_edit(const CommandRun& run, const UserArguments& arguments);
/// Gives the user exactly these territories.
Result<void> run_user_territory(const CommandRun& run, const UserArguments& arguments);
/// Disables the user, which ends his sessions, or lets him in again.
Result<void> run_user_disable(const CommandRun& run, const std::string& login);
Result<void> run_user_enable(const CommandRun& run, const std::string& login);
/// Prints a new one-time link for the user's password and ends his sessions.
Result<void> run_user_password(const CommandRun& run, const UserArguments& arguments);
/// Takes the user's second factor away.
Result<void> run_user_reset_codes(const CommandRun& run, const std::string& login);

struct TerritoryArguments {
  std::string code;
  std::string new_code;
  std::string name;
  std::string account;             // Its number.
  std::vector<std::string> codes;  // Of the account.
};

Result<void> run_territory_add(const CommandRun& run, const TerritoryArguments& arguments);
Result<void> run_territory_list(const CommandRun& run);
/// Gives the territory `code` another code and name.
Result<void> run_territory_rename(const CommandRun& run, const TerritoryArguments& arguments);
/// Gives the account exactly these territories.
Result<void> run_territory_assign(const CommandRun& run, const TerritoryArguments& arguments);

/// Lists the devices with what each said it holds.
Result<void> run_device_list(const CommandRun& run);
/// Names or revokes the device with this label.
Result<void> run_device_rename(const CommandRun& run, const std::string& label,
                               const std::string& name);
Result<void> run_device_revoke(const CommandRun& run, const std::string& label);

}  // namespace satchel::server
