// Declares the commands about reports and the ledger.
#include "server/main/ledger_words.h"

namespace satchel::server {

void add_ledger_commands(CLI::App& app, LedgerWords& words, Place& place, Act& act) {
  CLI::App* report = add_command(app, "report", "write a report about money to the output", place);
  report->add_option("report", words.report.report, "which one")
      ->required()
      ->check(CLI::IsMember({"trial-balance", "tax", "revenue", "mrr", "aging"}));
  report->add_option("--on", words.report.on, "trial balance and MRR: the day; today without it");
  report->add_option("--from", words.report.from, "tax and revenue: the first day");
  report->add_option("--to", words.report.to, "tax and revenue: the last day");
  report->add_option("--format", words.report.format, "csv or json")
      ->check(CLI::IsMember({"csv", "json"}))
      ->capture_default_str();
  report->callback(
      [&] { act = [&](const CommandRun& run) { return run_report(run, words.report); }; });

  CLI::App* dunning = app.add_subcommand("dunning", "invoices that are not paid");
  dunning->require_subcommand(1);
  CLI::App* dun = add_command(*dunning, "run", "take the steps that are due", place);
  dun->callback([&] { act = run_dunning_steps; });

  CLI::App* ledger = app.add_subcommand("ledger", "the books");
  ledger->require_subcommand(1);
  CLI::App* close = add_command(*ledger, "close-month", "take no more entries of a month", place);
  close->add_option("month", words.month, "as 2026-11")->required();
  close->callback(
      [&] { act = [&](const CommandRun& run) { return run_close_month(run, words.month); }; });
}

}  // namespace satchel::server
