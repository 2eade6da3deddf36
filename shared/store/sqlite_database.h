// SqliteDatabase: the embedded engine, in a file natively, on OPFS in the browser, or in memory.
#pragma once

#include <memory>
#include <string>

#include "shared/store/database.h"

struct sqlite3;

namespace satchel {

struct SqliteOptions {
  std::string path;        // ":memory:" for tests.
  std::string vfs;         // Empty for the default one.
  bool exclusive = false;  // One process only: no shared-memory file (the browser).
  int busy_timeout_ms = 5000;
};

/// Opens the database with WAL, synchronous=FULL and foreign keys off. Statements are prepared once
/// and kept. Not for use by several threads at once: the server opens one per thread.
Result<std::unique_ptr<Database>> open_sqlite(const SqliteOptions& options);

/// Moves the write-ahead log into the database file. Failure means it goes on growing.
Result<void> checkpoint(Database& database);

}  // namespace satchel
