// What the reports of the ledger ask for; each goes to the server at once or not at all.
#pragma once

#include <string>
#include <variant>

namespace satchel::web {

/// Loads the report for the days that stand on the screen.
struct LoadLedgerReport {};

/// Offers the report for these days as a file.
struct SaveLedgerCsv {};

/// Closes the month, as `2026-11`.
struct CloseMonth {
  std::string month;
};

using LedgerWish = std::variant<LoadLedgerReport, SaveLedgerCsv, CloseMonth>;

}  // namespace satchel::web
