// The sync screen: what is only on this device, what was refused, and how to save it all in a file.
#pragma once

#include <string>

#include "web/model/sync_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

/// What the browser said about durable storage.
struct StorageView {
  bool known = false;
  bool persisted = false;
  std::string used;  // "12 MB of 2,048 MB"
};

void draw_sync(const SyncModel& model, const StorageView& storage, Commands& out);

}  // namespace satchel::web
