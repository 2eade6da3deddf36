// SyncStatus: what people are told about the exchange with the server.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "web/sync/device.h"
#include "web/sync/outbox.h"

namespace satchel::web {

/// idle: all is exchanged, the next poll is set. waiting: an attempt failed, the next is set.
/// offline: as waiting, and nothing answers at all. stopped: only a person can help; the error says
/// how.
enum class SyncState { idle, waiting, exchanging, offline, needs_login, stopped };

struct SyncStatus {
  SyncState state = SyncState::idle;
  std::string words;             // The state in one sentence, as in "3 entries wait to be sent."
  std::int64_t queued = 0;       // Commands without a verdict.
  Timestamp oldest_at;           // When the oldest of them was given; 0 with none.
  std::vector<Money> totals;     // One-time totals of placed orders not yet safe, one per currency.
  Timestamp last_exchange_at;    // The last that succeeded; 0 with none.
  Timestamp next_attempt_at;     // 0 while exchanging, or when none is set.
  std::string last_error;        // In words; empty after a success.
  bool first_sync_done = false;  // Everything of the scope is here.
  std::vector<OutboxEntry> refused;  // Not dismissed, newest first.
  std::vector<OutboxEntry> amended;  // Not dismissed, newest first.
};

/// Returns the status but for `next_attempt_at`, from what the database holds.
Result<SyncStatus> load_sync_status(Transaction& tx, SyncState state);

}  // namespace satchel::web
