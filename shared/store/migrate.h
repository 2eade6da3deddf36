// Migrations: numbered SQL files, applied once each, in order.
#pragma once

#include <span>
#include <string_view>

#include "embedded/shared_schema.h"
#include "shared/store/database.h"

namespace satchel {

/// Applies what the database lacks of `files` (named `0001_words.sql`), each in its own
/// transaction, and records it under `set`. Running it again does nothing. Refuses a database that
/// is newer than `files`, or that was made from other texts: a file is never edited once released.
Result<void> migrate(Database& database, std::string_view set,
                     std::span<const embedded::EmbeddedFile> files);

/// Applies the schema that both halves share, and its full text indexes.
Result<void> migrate_shared(Database& database);

}  // namespace satchel
