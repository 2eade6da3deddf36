// PostgresDatabase: an organisation in PostgreSQL, for those who outgrow one machine's file.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "shared/store/database.h"

namespace satchel::server {

struct PostgresOptions {
  std::string url;                     // postgresql://user@host/name; its own options go first.
  int lock_timeout_ms = 5'000;         // How long a transaction waits for the writer before it.
  int statement_timeout_ms = 600'000;  // Longer than a migration's largest index takes.
  int idle_timeout_ms = 60'000;        // A program that hangs does not hold the lock for ever.
};

/// Returns whether `address` names a PostgreSQL database rather than a file.
bool is_postgres_url(std::string_view address);

/// Connects to the database, which must keep UTF-8 and compare it by its bytes. Statements are
/// prepared once and kept; a lost connection is made anew by the next transaction. Not for use by
/// several threads at once: the server opens one per thread.
Result<std::unique_ptr<Database>> open_postgres(const PostgresOptions& options);

}  // namespace satchel::server
