// crash_driver: kills satcheld with SIGKILL at random moments, of exchanges and of bill runs, and
// looks at what is left.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "tests/crash/bill_kills.h"
#include "tests/crash/exchange_kills.h"

namespace satchel::driver {
namespace {

struct CrashOptions {
  std::string data;
  std::size_t kills = 20;
  std::uint64_t seed = 1;
};

/// Accepts and completes whatever is not yet, so that all of it can be billed.
Result<void> complete_all_orders(HttpSession& office) {
  for (const Json& order : SATCHEL_TRY(read_list(office, "/v1/orders"))) {
    const std::string path = "/v1/orders/" + text_of(order, "id");
    const std::string lifecycle = text_of(order, "lifecycle");
    if (lifecycle == "pending") SATCHEL_TRY(office.post_json(path + "/accept", ""));
    if (lifecycle == "pending" || lifecycle == "in_progress") {
      SATCHEL_TRY(office.post_json(path + "/complete", ""));
    }
  }
  return {};
}

Result<void> kill_all(const CrashOptions& options) {
  const std::string base = options.data + "/organisation";
  std::error_code failure;
  std::filesystem::create_directories(options.data, failure);
  SATCHEL_TRY(make_demo(base));
  RunningServer server = SATCHEL_TRY(RunningServer::start(base));
  Desk desk = SATCHEL_TRY(open_desk(base, server.port(), options.seed));

  const ExchangeKillCounts exchange =
      SATCHEL_TRY(kill_during_exchanges(server, desk, options.kills));
  std::printf(
      "crash: %zu kills of satcheld during exchanges, %zu with a request in flight, %zu after its "
      "commit; %lld commands, none lost, none twice, both sides equal\n",
      exchange.kills, exchange.in_flight, exchange.committed,
      static_cast<long long>(exchange.commands));
  std::fflush(stdout);

  SATCHEL_TRY(complete_all_orders(desk.office));
  desk.device.reset();
  SATCHEL_TRY(server.stop());
  const BillKillCounts bill =
      SATCHEL_TRY(kill_during_bill_runs({base, options.data, options.kills, options.seed}));
  std::printf(
      "crash: %zu kills of satcheld during bill runs, %zu while drafting, %zu while posting, %zu "
      "before or after; each ended with the unbroken run's %lld invoices, %s\n",
      bill.kills, bill.while_running, bill.while_posting, bill.at_edges,
      static_cast<long long>(bill.invoices), bill.total.c_str());
  return {};
}

int usage() {
  std::fputs(
      "usage: crash_driver --data DIR [--kills N] [--seed N]\n"
      "\n"
      "  --data DIR  a new folder; databases and logs stay in it\n"
      "  --kills N   how many of each kind (20)\n"
      "  --seed N    another seed gives other moments (1)\n",
      stderr);
  return 2;
}

}  // namespace
}  // namespace satchel::driver

int main(int count, char** words) {
  using namespace satchel::driver;
  CrashOptions options;
  for (int word = 1; word < count; word += 2) {
    const std::string_view name = words[word];
    if (word + 1 == count) return usage();
    if (name == "--data") {
      options.data = words[word + 1];
    } else if (name == "--kills") {
      options.kills = std::strtoull(words[word + 1], nullptr, 10);
    } else if (name == "--seed") {
      options.seed = std::strtoull(words[word + 1], nullptr, 10);
    } else {
      return usage();
    }
  }
  if (options.data.empty()) return usage();
  const auto done = kill_all(options);
  if (done) return 0;
  std::printf("crash: failed with seed %llu: %s\n", static_cast<unsigned long long>(options.seed),
              done.error().message.c_str());
  return 1;
}
