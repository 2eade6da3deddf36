// The command satchel coupon: the coupons as a file.
#pragma once

#include <CLI/CLI.hpp>

#include "server/main/access_words.h"

namespace satchel::server {

/// Writes the coupons as JSON.
Result<void> run_coupon_export(const CommandRun& run);
/// Replaces the coupons by those of the file; refused with the reason, nothing was changed.
Result<void> run_coupon_import(const CommandRun& run, const std::string& file);

/// Adds the commands to `app`: each sets `place` and puts what is to be done into `act`.
void add_coupon_commands(CLI::App& app, std::string& file, Place& place, Act& act);

}  // namespace satchel::server
