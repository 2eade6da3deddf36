// The command satchel tax: the tax table as a file, and customers who owe none.
#pragma once

#include <CLI/CLI.hpp>

#include "server/main/access_words.h"

namespace satchel::server {

/// What the words can set; the chosen command reads its part.
struct TaxWords {
  std::string file;
  std::string account;  // Id or number.
  TaxExemption exemption;
};

/// Writes the tax table as JSON.
Result<void> run_tax_export(const CommandRun& run);
/// Replaces the tax table by that of the file; refused with the reason, nothing was changed.
Result<void> run_tax_import(const CommandRun& run, const std::string& file);
/// Exempts the customer, or ends that when both texts are empty.
Result<void> run_tax_exempt(const CommandRun& run, const std::string& account,
                            const TaxExemption& exemption);

/// Adds the commands to `app`: each sets `place` and puts what is to be done into `act`.
void add_tax_commands(CLI::App& app, TaxWords& words, Place& place, Act& act);

}  // namespace satchel::server
