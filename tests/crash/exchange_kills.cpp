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

using Clock = std::chrono::steady_clock;
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

/// How long the exchanges of one round take undisturbed.
Result<microseconds> undisturbed_round(Desk& desk) {
  for (std::size_t each = 0; each < customers_per_round; ++each) {
    SATCHEL_TRY(enter_customer_with_order(desk));
  }
  const auto began = Clock::now();
  SATCHEL_TRY(desk.device->exchange_until_idle());
  return std::chrono::duration_cast<microseconds>(Clock::now() - began);
}

/// One round: new work, a kill at a random moment of its exchanges, a restart, and a look at both
/// sides.
Result<void> round(RunningServer& server, Desk& desk, const ExchangeKillOptions& options,
                   std::pair<microseconds, ExchangeKillCounts*> state) {
  ExchangeKillCounts& counts = *state.second;
  for (std::size_t each = 0; each < customers_per_round; ++each) {
    SATCHEL_TRY(enter_customer_with_order(desk));
  }
  const Verdicts logged_before = SATCHEL_TRY(server_verdicts(options.data));
  const auto moment = desk.device->random().below(static_cast<std::size_t>(state.first.count()));
  std::size_t exchanges = 0;
  ExchangeReport last;
  {
    const KillTimer timer(server, microseconds(moment));
    do {
      last = SATCHEL_TRY(desk.device->exchange(Fate::delivered));
    } while (last.status != 0 && ++exchanges < exchanges_per_round_max);
  }
  ++counts.kills;
  const Verdicts acknowledged = SATCHEL_TRY(device_verdicts(*desk.device));
  SATCHEL_TRY(server.restart());
  const Verdicts logged = SATCHEL_TRY(server_verdicts(options.data));
  SATCHEL_TRY(nothing_acknowledged_is_lost(acknowledged, logged));
  if (last.status == 0 && last.command_count > 0 && !last.refused) {
    ++counts.in_flight;
    if (logged.size() > acknowledged.size()) ++counts.committed;
  }
  return nothing_acknowledged_is_lost(logged_before, logged);
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
                                                 const ExchangeKillOptions& options) {
  ExchangeKillCounts counts;
  const microseconds length = SATCHEL_TRY(undisturbed_round(desk));
  while (counts.in_flight < options.kills) {
    if (counts.kills == options.kills * rounds_per_kill_max) {
      return fail(ErrorCode::conflict, "too few kills met an exchange; nothing was proved");
    }
    SATCHEL_TRY(round(server, desk, options, {length, &counts}));
  }
  SATCHEL_TRY(desk.device->exchange_until_idle());
  if (SATCHEL_TRY(desk.device->queued()) != 0) {
    return fail(ErrorCode::conflict, "the outbox did not drain");
  }
  SATCHEL_TRY(both_sides_are_equal(desk, options.data));
  const Verdicts all = SATCHEL_TRY(device_verdicts(*desk.device));
  counts.commands = static_cast<std::int64_t>(all.size());
  return counts;
}

}  // namespace satchel::driver
