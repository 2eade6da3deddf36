// The words for the exchange, from its state and what waits.
#include "web/sync/sync_status.h"

#include <utility>

#include "shared/base/check.h"

namespace satchel::web {
namespace {

std::string entries(std::int64_t count) {
  return count == 1 ? "1 entry" : std::to_string(count) + " entries";
}

std::string waits(std::int64_t count) {
  return entries(count) + (count == 1 ? " is" : " are") + " saved on this device and ";
}

std::string words_of(SyncState state, std::int64_t queued) {
  switch (state) {
    case SyncState::idle:
      return queued == 0 ? "Everything is safe on the server."
                         : waits(queued) + "will be sent in a moment.";
    case SyncState::waiting:
      return queued == 0 ? "The server cannot answer just now; this device tries again by itself."
                         : waits(queued) + "will be sent as soon as the server can take them.";
    case SyncState::exchanging:
      return queued == 0 ? "Asking the server for news."
                         : "Sending " + entries(queued) + " to the server.";
    case SyncState::offline:
      return queued == 0
                 ? "Offline. Everything made so far is safe on the server."
                 : "Offline. " + waits(queued) + "will be sent when the server can be reached.";
    case SyncState::needs_login:
      return queued == 0 ? "Log in to exchange with the server."
                         : waits(queued) + "will be sent after you log in.";
    case SyncState::stopped:
      return queued == 0 ? "The exchange with the server has stopped."
                         : "The exchange has stopped. " + waits(queued) + "not on the server.";
  }
  SATCHEL_CHECK(false);
}

}  // namespace

Result<SyncStatus> load_sync_status(Transaction& tx, SyncState state) {
  const Device device = SATCHEL_TRY(load_device(tx));
  OutboxCounts counts = SATCHEL_TRY(count_pending(tx));
  SyncStatus status{.state = state,
                    .words = words_of(state, counts.queued),
                    .queued = counts.queued,
                    .oldest_at = counts.oldest_at,
                    .totals = std::move(counts.totals),
                    .last_exchange_at = device.last_exchange_at,
                    .next_attempt_at = {},
                    .last_error = device.last_error,
                    .first_sync_done = !device.cursor.empty(),
                    .refused = {},
                    .amended = {}};
  status.refused = SATCHEL_TRY(load_refused(tx));
  status.amended = SATCHEL_TRY(load_amended(tx));
  return status;
}

}  // namespace satchel::web
