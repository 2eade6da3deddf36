// The replay: all orders of a folder are entered offline on nine devices by the real client core,
// exchanged with a running satcheld over a bad line, accepted, completed and billed. It knows no
// expected figure: it writes what it reads back to figures.json, and check_figures.py judges.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "tests/driver/data_folder.h"
#include "tests/replay/back_office.h"
#include "tests/replay/enter_orders.h"
#include "tests/replay/exchange_orders.h"
#include "tests/replay/figures.h"
#include "tests/replay/open_reps.h"

namespace satchel::driver {
namespace {

/// Says which step ended and how long it took.
class StepTimes {
 public:
  void note(const char* step) {
    const auto now = std::chrono::steady_clock::now();
    const auto taken = std::chrono::duration_cast<std::chrono::milliseconds>(now - began_);
    std::printf("%8lld ms  %s\n", static_cast<long long>(taken.count()), step);
    std::fflush(stdout);
    began_ = now;
  }

 private:
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

/// The ends of the monthly cycles that hold all entries.
struct Cycles {
  Date first = date(1970, 1, 1);
  Date last = date(1970, 1, 1);
};

Cycles cycles_of(const std::vector<OrderEntry>& entries) {
  Date first = entries.front().ordered_on;
  Date last = first;
  for (const OrderEntry& entry : entries) {
    first = std::min(first, entry.ordered_on);
    last = std::max(last, entry.ordered_on);
  }
  return {next_anchor(first, 1), next_anchor(last, 1)};
}

void print(const ReplayRun& run, const ReplayReport& report) {
  const ReplayCounts& counts = run.counts;
  std::size_t equal = 0;
  for (const DeviceFigures& device : report.devices) {
    if (device.difference.empty()) {
      ++equal;
    } else {
      std::printf("employee %s: %s\n", device.employee.c_str(), device.difference.c_str());
    }
  }
  std::printf(
      "replay: seed %llu, %lld orders, %lld invoices, %s invoiced, %zu of %zu devices equal\n",
      static_cast<unsigned long long>(run.options.seed), static_cast<long long>(report.http.orders),
      static_cast<long long>(report.http.invoices),
      to_text(Money{report.http.invoiced_minor, Currency::usd}).c_str(), equal,
      report.devices.size());
  std::printf(
      "replay: %zu exchanges with commands, %zu replies lost after commit, %zu sent twice, "
      "%zu databases reopened, %zu of %zu acts repeated, %zu bill runs\n",
      counts.exchanges, counts.replies_lost, counts.sent_again, counts.reopened,
      counts.acts_repeated, counts.acts, counts.bill_runs);
}

Result<ReplayReport> read_report(ReplayRun& run, const Cycles& cycles) {
  ReplayReport report;
  report.http = SATCHEL_TRY(read_figures_by_http(run));
  report.sql = SATCHEL_TRY(read_figures_by_sql(run.options.data));
  SATCHEL_TRY(run_bill_cycles(run, cycles.first, cycles.last));
  report.second_http = SATCHEL_TRY(read_figures_by_http(run));
  report.second_sql = SATCHEL_TRY(read_figures_by_sql(run.options.data));
  SATCHEL_TRY(bring_up_to_date(run));
  report.devices = SATCHEL_TRY(compare_devices(run));
  report.ledger = SATCHEL_TRY(read_ledger(run));
  return report;
}

Result<void> replay(const ReplayOptions& options) {
  StepTimes times;
  const std::vector<OrderEntry> entries = SATCHEL_TRY(load_order_entries(options.input));
  if (entries.empty()) return fail(ErrorCode::invalid, options.input + " has no orders");
  SATCHEL_TRY(import_northwind(options.input, options.data));
  times.note("imported");
  ReplayRun run{options,
                SeededRandom(options.seed),
                SATCHEL_TRY(RunningServer::start(options.data)),
                HttpSession(0),
                {},
                {}};
  SATCHEL_TRY(open_reps(run));
  times.note("logged in and first synchronized");
  SATCHEL_TRY(enter_orders(run, entries));
  times.note("all orders entered offline");
  SATCHEL_TRY(exchange_orders(run));
  times.note("all exchanged");
  SATCHEL_TRY(accept_and_complete(run));
  times.note("accepted and completed");
  const Cycles cycles = cycles_of(entries);
  SATCHEL_TRY(run_bill_cycles(run, cycles.first, cycles.last));
  times.note("billed");
  SATCHEL_TRY(bring_up_to_date(run));
  times.note("devices up to date");
  const ReplayReport report = SATCHEL_TRY(read_report(run, cycles));
  times.note("billed again, read back and compared");
  SATCHEL_TRY(write_figures(run, report, options.data + "/figures.json"));
  SATCHEL_TRY(run.server.stop());
  print(run, report);
  return {};
}

int usage() {
  std::fputs(
      "usage: replay --input DIR --data DIR [--seed N]\n"
      "\n"
      "  --input DIR  the folder of CSV files\n"
      "  --data DIR   a new data folder; organisation, devices and figures.json stay in it\n"
      "  --seed N     another seed gives another interleaving (1)\n",
      stderr);
  return 2;
}

}  // namespace
}  // namespace satchel::driver

int main(int count, char** words) {
  using namespace satchel::driver;
  ReplayOptions options;
  for (int word = 1; word < count; word += 2) {
    const std::string_view name = words[word];
    if (word + 1 == count) return usage();
    if (name == "--input") {
      options.input = words[word + 1];
    } else if (name == "--data") {
      options.data = words[word + 1];
    } else if (name == "--seed") {
      options.seed = std::strtoull(words[word + 1], nullptr, 10);
    } else {
      return usage();
    }
  }
  if (options.input.empty() || options.data.empty()) return usage();
  const auto done = replay(options);
  if (done) return 0;
  std::printf("replay: seed %llu failed: %s\n", static_cast<unsigned long long>(options.seed),
              done.error().message.c_str());
  return 1;
}
