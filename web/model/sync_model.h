// The sync screen: what waits, what was refused and why, and the queue as a file.
#pragma once

#include <string>
#include <vector>

#include "web/model/model_context.h"
#include "web/sync/sync_status.h"

namespace satchel::web {

/// An entry without a verdict.
struct WaitingRow {
  std::int64_t sequence = 0;
  std::string what;    // "Order D3-0001 for Simons bistro"
  std::string age;     // "42 min ago"
  std::string amount;  // One-time total of a placed order; else empty.
};

/// An entry that the server refused.
struct RefusedRow {
  std::int64_t sequence = 0;
  std::string what;
  std::string reason;                // A sentence with what to do.
  std::vector<std::string> details;  // Field by field, and the cause.
  std::string route;                 // Where to look at it; empty when there is no such place.
};

/// An entry that the server took with a change: something for the person to see to.
struct AmendedRow {
  std::int64_t sequence = 0;
  std::string what;
  std::vector<std::string> changes;  // Field by field, with what to do.
  std::string route;                 // Where to look at it; empty when there is no such place.
};

struct SyncModel {
  SyncStatus status;
  std::string totals;               // "1,240.50 EUR"; empty with none.
  std::vector<WaitingRow> waiting;  // Oldest first.
  bool more_waiting = false;        // There are more than the rows here.
  std::vector<RefusedRow> refused;  // Newest first.
  std::vector<AmendedRow> amended;  // Newest first.
  std::string next_attempt;         // "in 12 s"; empty when none is set.
  std::string oldest;               // "2 h ago"; empty with none.
  std::string last_exchange;        // "just now", "never"
};

/// Returns the sync screen's model for the status of the sync loop.
Result<SyncModel> load_sync(Transaction& tx, const ModelContext& context, SyncStatus status);

/// Returns everything that waits as one JSON document: the rescue file.
Result<std::string> export_queue(Transaction& tx, Timestamp now);

}  // namespace satchel::web
