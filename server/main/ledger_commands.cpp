// satchel report and ledger: reports about money, and the end of a month.
#include "server/main/ledger_commands.h"

#include <ostream>

#include "server/billing/close_month.h"
#include "server/billing/dunning_run.h"
#include "server/http/report_list.h"
#include "server/main/people.h"
#include "server/sync/command_act.h"

namespace satchel::server {
namespace {

/// The date of an option; nothing when it was not given.
Result<std::optional<Date>> optional_day(const char* option, const std::string& text) {
  if (text.empty()) return std::optional<Date>();
  if (auto day = parse_date(text)) return day;
  return fail(ErrorCode::invalid, std::string(option) + " needs a date: YYYY-MM-DD.");
}

}  // namespace

Result<void> run_report(const CommandRun& run, const ReportArguments& arguments) {
  const auto report = parse_enum<Report>(arguments.report);
  if (!report) return fail(ErrorCode::invalid, "There is no report " + arguments.report + ".");
  const auto tx = SATCHEL_TRY(run.context.database.begin(Access::read));
  ReportQuery query;
  query.report = *report;
  query.today = SATCHEL_TRY(today_in(write_in(run.context, *tx)));
  query.on = SATCHEL_TRY(optional_day("--on", arguments.on)).value_or(query.today);
  query.span.from = SATCHEL_TRY(optional_day("--from", arguments.from));
  query.span.to = SATCHEL_TRY(optional_day("--to", arguments.to));
  ListWriter out(arguments.format == "json" ? ListFormat::json : ListFormat::csv);
  SATCHEL_TRY(write_report(out, *tx, query));
  run.out << out.take("");
  return {};
}

Result<void> run_close_month(const CommandRun& run, const std::string& month) {
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const auto closed =
      SATCHEL_TRY(close_month(write_in(run.context, *tx), command_line_actor(), month));
  if (!closed) {
    return fail(ErrorCode::conflict, std::string(describe(closed.error().reason)));
  }
  SATCHEL_TRY(tx->commit());
  run.out << "Closed " << closed->month << "; the ledger takes no entries of it any more.\n";
  return {};
}

Result<void> run_dunning_steps(const CommandRun& run) {
  const DunningRun done = SATCHEL_TRY(run_dunning(run.context, {}));
  run.out << "Looked at " << done.overdue << " overdue invoices, " << done.spared
          << " of them spared: " << done.reminders << " reminders, " << done.holds << " holds, "
          << done.suspensions << " suspensions, " << done.cancellations << " cancellations.\n";
  return {};
}

}  // namespace satchel::server
