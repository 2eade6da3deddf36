// World: a server, devices and a bad network in one process, all from one seed.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/server/server_fixture.h"
#include "tests/web/sync/crashing_database.h"
#include "web/app/dispatch.h"
#include "web/sync/outbox.h"
#include "web/sync/sync_loop.h"

namespace satchel {

/// Small numbers from a seed.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  /// Returns a number from 0 to `sides` - 1.
  int roll(int sides);
  bool one_in(int sides) { return roll(sides) == 0; }

 private:
  SeededRandom random_;
};

/// What the network and the machines do wrong, each one time in so many; 0 for never.
struct Faults {
  int request_lost = 6;
  int reply_lost = 4;
  int doubled = 5;
  int late = 6;    // The request arrives once more, after others.
  int crash = 12;  // The program dies at one of its next commits.
};

/// A device with its database, as it survives its program's crashes.
class SimulatedDevice {
 public:
  SimulatedDevice(server::TestServer& server, const server::User& whose, int number);

  /// Gives the command if the program lives; notes what it acknowledged as saved.
  void give(const Command& command);
  void start();
  /// Lets the program die at its `commits`-th next commit.
  void crash_at(int commits, bool after_commit);
  void take(const web::SyncActions& actions);
  void wake();
  void deliver(const web::ExchangeReply& reply);

  Timestamp now() const { return {server_.now.ms + skew_ms_}; }
  bool crashed() const { return plan_.crashed; }
  Database& database() { return *database_; }

  std::optional<web::SendExchange> waiting;
  Timestamp wake_at;            // By its own clock.
  std::vector<OrderId> placed;  // Acknowledged as saved on this device.
  server::User user;
  DeviceId device_id;

 private:
  server::TestServer& server_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<web::CrashingDatabase> mortal_;
  web::CrashPlan plan_;
  SeededRandom random_;
  std::optional<web::SyncLoop> loop_;
  Session session_;
  std::int64_t skew_ms_ = 0;
};

class World {
 public:
  explicit World(std::uint64_t seed);

  /// One thing happens somewhere.
  void step();
  /// The faults stop and everything settles.
  void settle();
  /// Compares every device with the server within its scope, and what was acknowledged with both.
  void check();

 private:
  void work(SimulatedDevice& device);
  void office();
  void exchange(SimulatedDevice& device);
  web::ExchangeReply arrive(SimulatedDevice& device, const web::SendExchange& sent);
  void edit(SimulatedDevice& device, const Account& account);
  void check_device(SimulatedDevice& device);
  void check_placed(SimulatedDevice& device);

  Dice dice_;
  Faults faults_;
  server::TestServer server_;
  std::vector<std::unique_ptr<SimulatedDevice>> devices_;
  std::vector<std::pair<std::size_t, web::SendExchange>> late_;
  int accounts_ = 2;
  int orders_ = 0;
};

}  // namespace satchel
