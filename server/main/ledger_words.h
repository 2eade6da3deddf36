// The words of satchel report and ledger.
#pragma once

#include "server/main/access_words.h"
#include "server/main/ledger_commands.h"

namespace satchel::server {

/// What the words can set; the chosen command reads its part.
struct LedgerWords {
  ReportArguments report;
  std::string month;
};

/// Adds the commands to `app`: each sets `place` and puts what is to be done into `act`.
void add_ledger_commands(CLI::App& app, LedgerWords& words, Place& place, Act& act);

}  // namespace satchel::server
