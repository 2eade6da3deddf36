// The shell: counts beside the rail's entries, the sync card, the organisation and its clock.
#pragma once

#include <string>
#include <vector>

#include "shared/domain/access/organisation.h"
#include "shared/store/order_store.h"
#include "web/model/model_context.h"
#include "web/sync/sync_status.h"

namespace satchel::web {

struct ShellModel {
  Organisation organisation;  // Empty name until the first exchange.
  std::int64_t orders = 0;
  std::int64_t customers = 0;
  std::int64_t subscriptions = 0;
  std::int64_t invoices = 0;
};

/// Returns the counts of everything on this device.
Result<ShellModel> load_shell(Transaction& tx);

/// How the card at the lower left stands.
enum class SyncMood { safe, busy, attention, trouble };

struct SyncCardModel {
  std::string state;  // "Up to date", "Offline"
  SyncMood mood = SyncMood::safe;
  std::vector<std::string> lines;  // What is only here, the money in it, the last exchange.
};

/// Returns the card's words: what is only on this device is always visible.
SyncCardModel sync_card_of(const SyncStatus& status, Timestamp now);

}  // namespace satchel::web
