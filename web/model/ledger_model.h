// Reports of the ledger as the server tells them: one table for all of them. Never kept on the
// device.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/enum_words.h"
#include "shared/base/id.h"
#include "shared/base/money.h"
#include "web/model/access_model.h"

namespace satchel::web {

/// The reports, in the words of their addresses.
enum class LedgerReport { trial_balance, tax, revenue, mrr, aging, closed_months };

}  // namespace satchel::web

namespace satchel {
SATCHEL_ENUM_WORDS(web::LedgerReport, "trial-balance", "tax", "revenue", "mrr", "aging",
                   "closed-months");
}  // namespace satchel

namespace satchel::web {

/// One row: what it is about, and an amount for each title; nothing where none makes sense.
struct LedgerRow {
  std::string label;
  std::string detail;    // Small, below; may be empty.
  AccountId account_id;  // Of aging; else empty.
  std::vector<std::optional<Money>> amounts;
};

struct LedgerTable {
  std::vector<LedgerRow> rows;
  std::vector<LedgerRow> totals;  // One for each currency; empty where a sum says nothing.
};

/// Returns the titles of the report's amounts.
const std::vector<std::string>& amount_titles(LedgerReport report);

/// Reads the answer to the report.
Result<LedgerTable> parse_ledger_report(LedgerReport report, std::string_view body);

/// What a report is asked for: a day, or days from and to; each as YYYY-MM-DD, or empty.
struct LedgerSpan {
  std::string on;
  std::string from;
  std::string to;
};

/// Returns whether the report is as of one day, or of the days from and to.
bool is_of_day(LedgerReport report);
bool is_of_span(LedgerReport report);

/// Returns the path of the report with its query; `more` is added to the query.
std::string ledger_path(LedgerReport report, const LedgerSpan& span, std::string_view more);

struct LedgerModel {
  OnlineState online;
  LedgerReport report = LedgerReport::trial_balance;
  LedgerTable table;
  bool known = false;  // The server has answered.
  bool may_close = false;
  Date today = date(1970, 1, 1);
};

/// Returns the month that is closed next, as `2026-11`: the one after the last closed one, or the
/// one before today's.
std::string next_month_to_close(const LedgerModel& model);

}  // namespace satchel::web
