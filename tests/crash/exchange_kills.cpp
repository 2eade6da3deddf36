// Kills satcheld during exchanges and compares what both sides hold afterwards.
#include "tests/crash/exchange_kills.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "shared/store/sqlite_database.h"
#include "tests/crash/kill_timer.h"
#include "tests/driver/replica.h"
#include "web/sync/device.h"

namespace satchel::driver {
namespace {

using std::chrono::microseconds;

constexpr std::size_t customers_per_round = 20;  // Two commands each, so several exchanges a round.
constexpr std::size_t rounds_per_kill_max = 20;
constexpr std::size_t exchanges_per_round_max = 1'000;

using Verdicts = std::map<std::int64_t, std::string>;  // By sequence number.

Result<Verdicts> verdicts_of(Transaction& tx, const char* sql) {
  Verdicts verdicts;
  for (const Row& row : SATCHEL_TRY(tx.query(sql))) verdicts[row.number(0)] = row.text(1);
  return verdicts;
}

Result<Verdicts> device_verdicts(FieldDevice& device) {
  const auto tx = SATCHEL_TRY(device.database().begin(Access::read));
  return verdicts_of(*tx,
                     "SELECT sequence, verdict FROM journal_command WHERE verdict IS NOT NULL");
}

Result<std::unique_ptr<Database>> open_organisation(const std::string& data) {
  SqliteOptions options;
  options.path = database_path(data);
  return open_sqlite(options);
}

/// The log of the device's journal; the desk's device is the only one.
Result<Verdicts> server_verdicts(const std::string& data) {
  const auto database = SATCHEL_TRY(open_organisation(data));
  const auto tx = SATCHEL_TRY(database->begin(Access::read));
  const Rows integrity = SATCHEL_TRY(tx->query("PRAGMA integrity_check"));
  if (integrity.size() != 1 || integrity.front().text(0) != "ok") {
    return fail(ErrorCode::corrupt, "the server's database is not sound after the kill");
  }
  const Rows twice = SATCHEL_TRY(tx->query(
      "SELECT sequence FROM command_log GROUP BY journal_id, sequence HAVING COUNT(*) > 1"));
  if (!twice.empty()) {
    return fail(ErrorCode::corrupt,
                "command " + std::to_string(twice.front().number(0)) + " has two verdicts");
  }
  return verdicts_of(*tx, "SELECT sequence, verdict FROM command_log");
}

Result<void> nothing_acknowledged_is_lost(const Verdicts& device, const Verdicts& server) {
  for (const auto& [sequence, verdict] : device) {
    const auto logged = server.find(sequence);
    if (logged == server.end()) {
      return fail(ErrorCode::corrupt,
                  "command " + std::to_string(sequence) + " was acknowledged and is lost");
    }
    if (logged->second != verdict) {
      return fail(ErrorCode::corrupt, "command " + std::to_string(sequence) +
                                          " changed its verdict from " + verdict + " to " +
                                          logged->second);
    }
  }
  return {};
}

Result<void> enter_round(Desk& desk) {
  for (std::size_t each = 0; each < customers_per_round; ++each) {
    SATCHEL_TRY(enter_customer_with_order(desk));
  }
  return {};
}

/// A round as it is when nobody disturbs it.
struct Calm {
  std::size_t exchanges = 0;  // With commands.
  microseconds exchange_longest{};
};

Result<Calm> calm_round(Desk& desk) {
  SATCHEL_TRY(enter_round(desk));
  Calm calm;
  while (SATCHEL_TRY(desk.device->queued()) > 0) {
    const ExchangeReport report = SATCHEL_TRY(desk.device->exchange(Fate::delivered));
    ++calm.exchanges;
    calm.exchange_longest = std::max(calm.exchange_longest, report.took);
  }
  return calm;
}

/// Exchanges until one is cut off: some undisturbed, then the server dies at a random moment of the
/// next. Returns the exchange that had no answer.
Result<ExchangeReport> exchange_until_killed(RunningServer& server, Desk& desk, const Calm& calm) {
  SeededRandom& random = desk.device->random();
  const std::size_t undisturbed = random.below(calm.exchanges);
  for (std::size_t each = 0; each < undisturbed; ++each) {
    SATCHEL_TRY(desk.device->exchange(Fate::delivered));
  }
  const auto longest = static_cast<std::size_t>(calm.exchange_longest.count());
  const KillTimer timer(server, microseconds(random.below(longest)));
  for (std::size_t count = 0; count < exchanges_per_round_max; ++count) {
    const ExchangeReport report = SATCHEL_TRY(desk.device->exchange(Fate::delivered));
    if (report.status == 0) return report;
  }
  return fail(ErrorCode::conflict, "the server goes on answering although it was killed");
}

/// One round: new work, a kill at a random moment of its exchanges, a restart, and a look at both
/// sides.
Result<void> kill_once(RunningServer& server, Desk& desk, const Calm& calm,
                       ExchangeKillCounts& counts) {
  SATCHEL_TRY(enter_round(desk));
  const Verdicts before = SATCHEL_TRY(server_verdicts(server.data()));
  const ExchangeReport last = SATCHEL_TRY(exchange_until_killed(server, desk, calm));
  ++counts.kills;
  const Verdicts acknowledged = SATCHEL_TRY(device_verdicts(*desk.device));
  SATCHEL_TRY(server.restart());
  const Verdicts logged = SATCHEL_TRY(server_verdicts(server.data()));
  SATCHEL_TRY(nothing_acknowledged_is_lost(acknowledged, logged));
  if (last.command_count > 0 && !last.refused) {
    ++counts.in_flight;
    if (logged.size() > acknowledged.size()) ++counts.committed;
  }
  return nothing_acknowledged_is_lost(before, logged);
}

Result<void> both_sides_are_equal(Desk& desk, const std::string& data) {
  const Verdicts device = SATCHEL_TRY(device_verdicts(*desk.device));
  const Verdicts server = SATCHEL_TRY(server_verdicts(data));
  if (device != server) return fail(ErrorCode::corrupt, "the verdicts of both sides differ");
  const auto database = SATCHEL_TRY(open_organisation(data));
  const Replica truth =
      SATCHEL_TRY(load_server_replica(*database, web::actor_of(desk.device->session())));
  const Replica held = SATCHEL_TRY(load_device_replica(desk.device->database()));
  const std::string difference = difference_of(truth, held);
  if (!difference.empty()) return fail(ErrorCode::corrupt, difference);
  return {};
}

}  // namespace

Result<ExchangeKillCounts> kill_during_exchanges(RunningServer& server, Desk& desk,
                                                 std::size_t kills) {
  ExchangeKillCounts counts;
  const Calm calm = SATCHEL_TRY(calm_round(desk));
  while (counts.in_flight < kills) {
    if (counts.kills == kills * rounds_per_kill_max) {
      return fail(ErrorCode::conflict, "too few kills met an exchange; nothing was proved");
    }
    SATCHEL_TRY(kill_once(server, desk, calm, counts));
  }
  SATCHEL_TRY(desk.device->exchange_until_idle());
  if (SATCHEL_TRY(desk.device->queued()) != 0) {
    return fail(ErrorCode::conflict, "the outbox did not drain");
  }
  SATCHEL_TRY(both_sides_are_equal(desk, server.data()));
  const Verdicts all = SATCHEL_TRY(device_verdicts(*desk.device));
  counts.commands = static_cast<std::int64_t>(all.size());
  return counts;
}

}  // namespace satchel::driver
