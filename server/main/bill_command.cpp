// satchel bill: runs, retries, posts or discards a bill cycle.
#include <ostream>

#include "server/billing/bill_account.h"
#include "server/billing/bill_run.h"
#include "server/main/commands.h"
#include "server/store/bill_run_comparison.h"
#include "shared/store/settings_store.h"

namespace satchel::server {
namespace {

constexpr std::int64_t progress_every_ms = 2'000;
constexpr std::int64_t anomalies_printed_max = 1'000;

void print_run(const CommandRun& run, const BillRun& bill) {
  run.out << "Bill run " << bill.id.text() << " through " << satchel::to_text(bill.through) << ": "
          << satchel::to_text(bill.state);
  if (is_completed_with_errors(bill)) run.out << ", completed with errors";
  run.out << ", " << bill.invoice_count << " invoices with " << bill.line_count << " lines";
  for (const Money& total : bill.totals) run.out << ", " << satchel::to_text(total);
  run.out << ".\n";
  for (const BillRunAccount& account : bill.failed) {
    run.out << "  not billed: " << account.account_id.text() << ": " << account.error << "\n";
  }
  for (const Device& device : bill.unsent_devices) {
    run.out << "  " << device.label << " (" << device.name << ") holds " << device.watermark.queued
            << " unsent commands.\n";
  }
}

Result<BillRun> need_run(const BillDecision<BillRun>& decision) {
  if (decision) return *decision;
  return fail(ErrorCode::conflict, std::string(describe(decision.error())));
}

Result<std::optional<BillRun>> open_run_of(const CommandRun& run) {
  const auto tx = SATCHEL_TRY(run.context.database.begin(Access::read));
  return find_open_bill_run(*tx);
}

tl::unexpected<Error> fail_open(const BillRun& open) {
  const std::string through = satchel::to_text(open.through);
  return fail(ErrorCode::conflict, "Bill run " + open.id.text() + " through " + through +
                                       " is open (" + std::string(satchel::to_text(open.state)) +
                                       "). Finish it first: satchel bill --through " + through +
                                       " --post, or --discard.");
}

void print_progress(const CommandRun& run, const BillRun& bill) {
  run.out << "  " << bill.accounts_done << " of " << bill.accounts_total << " accounts";
  if (bill.progress) {
    run.out << ", " << bill.progress->accounts_per_second << " per second, "
            << bill.progress->seconds_left << " s left";
  }
  run.out << std::endl;
}

void print_anomaly(const CommandRun& run, const BillRunAnomaly& anomaly) {
  const BillRunChange& change = anomaly.change;
  const auto bill = [](const std::optional<Money>& amount) {
    return amount ? satchel::to_text(*amount) : std::string("no bill");
  };
  run.out << "  " << satchel::to_text(anomaly.kind) << ": account " << change.account_number << " "
          << change.account_name << ": " << bill(change.before) << " before, " << bill(change.after)
          << " now\n";
}

/// Tells what looks wrong before the run is posted.
Result<void> print_anomalies(const CommandRun& run, const BillRun& bill) {
  const auto tx = SATCHEL_TRY(run.context.database.begin(Access::read));
  const Settings settings = SATCHEL_TRY(load_settings(*tx));
  for (const BillRunAnomaly& anomaly : SATCHEL_TRY(find_bill_run_anomalies(
           *tx, bill, settings.bill_change_percent, anomalies_printed_max))) {
    print_anomaly(run, anomaly);
  }
  return {};
}

/// Drives the run until it is ready, telling now and then how far it is.
Result<BillDecision<BillRun>> watch_run(const CommandRun& run, const BillRunId& id) {
  if (run.clock == nullptr) return resume_run(run.context, id);
  ServerContext step = run.context;
  Timestamp told = run.clock->now();
  step.now = told;
  while (SATCHEL_TRY(advance_run(step, id))) {
    step.now = run.clock->now();
    if (step.now.ms - told.ms < progress_every_ms) continue;
    told = step.now;
    const auto tx = SATCHEL_TRY(run.context.database.begin(Access::read));
    if (const auto bill = SATCHEL_TRY(find_bill_run(*tx, id))) print_progress(run, *bill);
  }
  return resume_run(run.context, id);
}

/// Returns the run through this date, ready: the open one goes on, or a new one is made.
Result<BillDecision<BillRun>> ready_run(const CommandRun& run, Date through) {
  const auto open = SATCHEL_TRY(open_run_of(run));
  if (open && open->through != through) return fail_open(*open);
  if (open) return watch_run(run, open->id);
  const auto opened = SATCHEL_TRY(open_run(run.context, {}, through));
  if (!opened) return opened;
  return watch_run(run, opened->id);
}

/// Returns the open run through this date; an error when there is none.
Result<BillRun> need_open_run(const CommandRun& run, Date through, std::string_view act) {
  const auto open = SATCHEL_TRY(open_run_of(run));
  if (open && open->through == through) return *open;
  if (open) return fail_open(*open);
  return fail(ErrorCode::not_found,
              "No bill run is open; there is nothing to " + std::string(act) + ".");
}

Result<void> bill_one(const CommandRun& run, const std::string& account, Date through) {
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const AccountId id = SATCHEL_TRY(find_named_account(*tx, account));
  const auto billed = SATCHEL_TRY(bill_account(write_in(run.context, *tx), {}, id, through));
  if (!billed) return fail(ErrorCode::conflict, std::string(describe(billed.error())));
  SATCHEL_TRY(tx->commit());
  if (*billed) {
    run.out << "Posted " << satchel::to_text((*billed)->kind) << " " << (*billed)->number
            << " for account " << (*billed)->account_number << ": "
            << satchel::to_text((*billed)->total) << ".\n";
  } else {
    run.out << "There is nothing to bill.\n";
  }
  return {};
}

Result<void> join_run(const CommandRun& run, const std::string& name) {
  const auto id = BillRunId::parse(name);
  if (!id) return fail(ErrorCode::invalid, "--join needs the id of a bill run.");
  const auto joined = SATCHEL_TRY(watch_run(run, *id));
  print_run(run, SATCHEL_TRY(need_run(joined)));
  return {};
}

Result<void> print_decided(const CommandRun& run, const BillDecision<BillRun>& decided) {
  print_run(run, SATCHEL_TRY(need_run(decided)));
  return {};
}

}  // namespace

Result<void> run_bill(const CommandRun& run, const BillArguments& arguments) {
  if (!arguments.join.empty()) return join_run(run, arguments.join);
  const auto through = parse_date(arguments.through);
  if (!through) return fail(ErrorCode::invalid, "--through needs a date: YYYY-MM-DD.");
  if (!arguments.account.empty()) return bill_one(run, arguments.account, *through);
  if (arguments.dry) {
    const auto dry = SATCHEL_TRY(start_dry(run.context, {}, *through));
    SATCHEL_TRY(print_decided(run, dry));
    return print_anomalies(run, *dry);
  }
  if (arguments.discard) {
    const BillRun open = SATCHEL_TRY(need_open_run(run, *through, "discard"));
    return print_decided(run, SATCHEL_TRY(discard_run(run.context, {}, open.id)));
  }
  if (arguments.retry) {
    const BillRun open = SATCHEL_TRY(need_open_run(run, *through, "retry"));
    const auto retried = SATCHEL_TRY(retry_failed(run.context, {}, open.id));
    if (!arguments.post || !retried) return print_decided(run, retried);
  }
  const auto decided = SATCHEL_TRY(ready_run(run, *through));
  const BillRun ready = SATCHEL_TRY(need_run(decided));
  if (!arguments.post) print_run(run, ready);
  SATCHEL_TRY(print_anomalies(run, ready));
  if (!arguments.post) return {};
  return print_decided(run, SATCHEL_TRY(post_run(run.context, {}, ready.id)));
}

}  // namespace satchel::server
