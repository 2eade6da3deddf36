// FieldDevice: a rep's device: the real client core over its own database file and real HTTP.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shared/store/database.h"
#include "tests/driver/http_session.h"
#include "tests/driver/seeded_random.h"
#include "web/app/dispatch.h"
#include "web/sync/sync_loop.h"

namespace satchel::driver {

/// What the network does with an exchange.
enum class Fate {
  delivered,
  reply_lost,        // The server answered; the device never hears of it.
  sent_twice,        // The same request reaches the server twice; the second reply is delivered.
  sent_twice_lost,   // Twice, and both replies are lost.
  sent_again_later,  // Delivered; the same request reaches the server again before the next one.
};

/// What became of one exchange.
struct ExchangeReport {
  int status = 0;                 // Of the first reply, whether the device heard of it or not.
  std::size_t command_count = 0;  // Commands in the request.
  bool reply_lost = false;
  bool refused = false;              // Nobody listened: the request was never sent.
  std::chrono::microseconds took{};  // From sending the first request to its answer.
  std::size_t sent_again = 0;  // Requests with commands that reached the server a second time.
  std::string problem;         // The body of an answer other than 200 and 204.
};

struct DeviceOptions {
  std::string path;  // Of the database file.
  std::string name;  // For people.
  int port = 0;
  std::uint64_t seed = 1;
  web::ExchangeBounds bounds;
};

/// The device's clock is this machine's plus what it skipped while waiting: a wait that the sync
/// loop asks for passes at once.
class FieldDevice {
 public:
  /// Opens the database file, or makes it.
  static Result<std::unique_ptr<FieldDevice>> open(const DeviceOptions& options);

  /// Logs in over HTTP and keeps the session.
  Result<void> login(const std::string& login, const std::string& password);

  /// Gives a command as a screen would: decided, saved and queued, or rejected.
  Result<Decision<Touched>> give(const Command& command);

  /// Closes the database and opens it again; the reply to a request on its way is lost.
  Result<void> reopen();

  /// Makes the next exchange, skipping the wait before it. Never fails because of the server.
  Result<ExchangeReport> exchange(Fate fate);

  /// Exchanges, undisturbed, until nothing waits and the server has nothing new.
  Result<void> exchange_until_idle();

  /// Returns how many commands wait for a verdict.
  Result<std::int64_t> queued();

  Database& database() { return *database_; }
  HttpSession& http() { return http_; }
  SeededRandom& random() { return random_; }
  const Session& session() const { return session_; }
  Timestamp now() const;
  /// Returns the civil date here: the moved clock of a demo organisation, else this machine's.
  Result<Date> today();

 private:
  explicit FieldDevice(const DeviceOptions& options);
  Result<void> open_database();
  void note(const web::SyncActions& actions);
  void wait_for_send();
  HttpReply post(const std::string& body);

  DeviceOptions options_;
  SeededRandom random_;
  HttpSession http_;
  Session session_;
  std::unique_ptr<Database> database_;
  std::optional<web::SyncLoop> loop_;
  std::optional<web::SendExchange> waiting_;
  Timestamp wake_at_;
  std::int64_t skipped_ms_ = 0;
  std::vector<std::string> delayed_;  // Requests that reach the server a second time later.
};

}  // namespace satchel::driver
