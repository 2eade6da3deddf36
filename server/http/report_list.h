// The reports about money as rows, the same over HTTP and on the command line.
#pragma once

#include "server/http/list_page.h"
#include "server/store/ledger_report.h"

namespace satchel::server {

enum class Report { trial_balance, tax, revenue, mrr, aging };

}  // namespace satchel::server

namespace satchel {
SATCHEL_ENUM_WORDS(server::Report, "trial-balance", "tax", "revenue", "mrr", "aging");
}  // namespace satchel

namespace satchel::server {

struct ReportQuery {
  Report report = Report::trial_balance;
  Date on = date(1970, 1, 1);  // Of the trial balance and the recurring revenue: the last day.
  Date today = date(1970, 1, 1);
  ReportSpan span;  // Of tax and revenue: their months.
};

/// Writes the report's rows.
Result<void> write_report(ListWriter& out, Transaction& tx, const ReportQuery& query);

}  // namespace satchel::server
