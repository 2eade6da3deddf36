// satchel report and ledger: what the commands are given.
#pragma once

#include <string>

#include "server/main/commands.h"

namespace satchel::server {

struct ReportArguments {
  std::string report;
  std::string on;    // Today when empty.
  std::string from;  // No bound when empty.
  std::string to;
  std::string format = "csv";
};

/// Writes a report about money to the output as CSV or as one JSON document.
Result<void> run_report(const CommandRun& run, const ReportArguments& arguments);

/// Closes a month of the ledger, written `2026-11`, with all months before it.
Result<void> run_close_month(const CommandRun& run, const std::string& month);

/// Takes the dunning steps that are due and prints how many.
Result<void> run_dunning_steps(const CommandRun& run);

}  // namespace satchel::server
