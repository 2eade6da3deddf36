// SyncLoop: when to exchange with the server, as a state machine without threads or clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/store/database.h"
#include "shared/wire/session_message.h"
#include "web/sync/exchange.h"
#include "web/sync/sync_status.h"

namespace satchel::web {

inline constexpr std::int64_t poll_period_ms = 30'000;          // With nothing to send.
inline constexpr std::int64_t backoff_first_ms = 1'000;         // After the first failure.
inline constexpr std::int64_t backoff_offline_max_ms = 30'000;  // While nothing answers at all.
inline constexpr std::int64_t backoff_busy_max_ms = 300'000;  // While the server answers an error.
inline constexpr std::int64_t retry_soon_ms = 2'000;  // After new work, however long the wait was.
inline constexpr std::int64_t reply_limit_ms = 90'000;  // Then the exchange counts as lost.

/// The body of POST /v1/sync; its reply comes back with the same exchange id.
struct SendExchange {
  ExchangeId exchange_id;
  std::string body;
};

/// What the driver of the loop (browser, replay, simulation) has to do now.
struct SyncActions {
  std::optional<SendExchange> send;
  std::optional<Timestamp> wake_at;  // Call on_wake then; replaces an earlier one.
  bool revised = false;              // Rows or marks changed: models have to be loaded again.
};

/// The reply to one exchange. `status` 0: there was none; `body` then says why.
struct ExchangeReply {
  ExchangeId exchange_id;
  int status = 0;
  std::string body;
};

/// Each event returns what to do. Whatever happens, a command leaves the outbox only by a verdict,
/// and a wake-up is always pending unless the loop needs a login or has stopped.
class SyncLoop {
 public:
  /// Requires `open_device` on the database; both must outlive the loop. No exchange ever goes
  /// beyond `bounds`.
  SyncLoop(Database& database, Random& random, const ExchangeBounds& bounds = {})
      : database_(database), random_(random), bounds_max_(bounds), bounds_(bounds) {}

  /// The program started: exchange at once when somebody is logged in.
  SyncActions on_start(Timestamp now);
  /// A command was saved: exchange at once, or soon while the server cannot be reached.
  SyncActions on_local_change(Timestamp now);
  /// The browser's word about the network. It only makes an attempt earlier, it never prevents one.
  SyncActions on_online(bool online, Timestamp now);
  SyncActions on_visible(bool visible, Timestamp now);
  /// The time asked for by `wake_at` has come; earlier calls do no harm.
  SyncActions on_wake(Timestamp now);
  /// The answer to an exchange; any but the outstanding one is ignored.
  SyncActions on_reply(const ExchangeReply& reply, Timestamp now);
  /// A session was stored: exchange at once.
  SyncActions on_login(Timestamp now);
  /// The session was ended: nothing is sent any more; a reply on its way is ignored.
  SyncActions on_logout();

  SyncState state() const { return state_; }

  /// Returns the state for people, with what waits and what was refused. While an attempt after a
  /// failed one is on its way it still says what failed: a screen does not flicker at each retry.
  Result<SyncStatus> status() const;

 private:
  SyncActions exchange(Timestamp now);
  SyncActions answered(const PreparedExchange& sent, std::string_view body, Timestamp now);
  SyncActions refused(const PreparedExchange& sent, const ExchangeReply& reply, Timestamp now);
  SyncActions journal_refused(const Problem& problem, Timestamp now);
  SyncActions send_less(const PreparedExchange& sent, const std::string& why, Timestamp now);
  SyncActions failed(SyncState state, const std::string& why, Timestamp now);
  SyncActions rest(SyncState state, const std::string& why);
  SyncActions wait_until(SyncState state, Timestamp until);

  Database& database_;
  Random& random_;
  SyncState state_ = SyncState::needs_login;
  std::optional<PreparedExchange> outstanding_;
  Timestamp due_;     // When the next attempt is made, or the outstanding reply is given up.
  int failures_ = 0;  // In a row.
  SyncState failed_as_ = SyncState::waiting;  // How the last of them failed.
  std::int64_t expected_before_ = 0;  // By the last sequence gap: the same twice is no progress.
  ExchangeBounds bounds_max_;
  ExchangeBounds bounds_;  // Smaller for a while after an exchange was too large.
};

}  // namespace satchel::web
