// satchel migrate-store.
#pragma once

#include <iosfwd>
#include <string>

#include "shared/base/result.h"

namespace satchel::server {

struct MigrateStoreArguments {
  std::string from;  // A data folder, or a SQLite file such as a backup.
  std::string to;    // postgresql://...
};

/// Moves the organisation and prints a table of what was moved. The source stays as it is.
Result<void> run_migrate_store(const MigrateStoreArguments& arguments, std::ostream& out);

}  // namespace satchel::server
