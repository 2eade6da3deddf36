// Moves an organisation from its SQLite file into an empty PostgreSQL database, and proves it.
#pragma once

#include <string>
#include <vector>

#include "server/store/server_write.h"

namespace satchel::server {

/// A table that was moved: what was written and what was read back are the same.
struct MovedTable {
  std::string name;
  std::int64_t rows = 0;
  std::string digest;  // SHA-256 of all rows in the order of their keys, in hex.
};

/// Copies every row of `from`, which has the current schema, in one transaction of `to`, and reads
/// it back. Nothing is left of a copy that was cut short but the schema. ErrorCode::conflict when
/// the target has rows; ErrorCode::corrupt when what was read back differs.
Result<std::vector<MovedTable>> migrate_store(Database& from, const ServerContext& to);

}  // namespace satchel::server
