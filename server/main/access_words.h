// The words of satchel user, territory and device.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "server/main/access_commands.h"

namespace satchel::server {

/// Where the organisation is: its folder, its PostgreSQL database, or both.
struct Place {
  std::string data;
  std::string database;
};

using Act = std::function<Result<void>(const CommandRun&)>;

/// What the words can set; the chosen command reads its part.
struct AccessWords {
  UserArguments user{.address = "http://127.0.0.1:8080"};
  TerritoryArguments territory;
  std::string label;
  std::string name;
};

/// Adds the commands to `app`: each sets `place` and puts what is to be done into `act`.
void add_access_commands(CLI::App& app, AccessWords& words, Place& place, Act& act);

/// Adds a command with the options that every command has.
CLI::App* add_command(CLI::App& app, const char* name, const char* help, Place& place);

}  // namespace satchel::server
