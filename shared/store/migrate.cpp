// Applies numbered SQL files and remembers which.
#include "shared/store/migrate.h"

#include <algorithm>
#include <string>
#include <vector>

#include "shared/base/hash.h"
#include "shared/base/text.h"
#include "shared/store/account_store.h"
#include "shared/store/order_store.h"

namespace satchel {
namespace {

constexpr std::string_view unreleased =
    "The database was written by a build from before the first release, with tables that no "
    "program reads any more. Start with an empty data folder and import again.";

/// Whether the statement so far is a trigger whose body has not ended.
bool is_open_trigger(std::string_view statement) {
  const std::string text = trim(statement);
  return text.substr(0, 14) == "CREATE TRIGGER" &&
         text.substr(text.size() - std::min<std::size_t>(text.size(), 3)) != "END";
}

/// Returns the statements of a file: cut at `;`, without comments.
std::vector<std::string> statements_of(std::string_view sql) {
  std::vector<std::string> statements(1);
  for (std::size_t index = 0; index < sql.size(); ++index) {
    const char c = sql[index];
    if (c == '-' && sql.substr(index, 2) == "--") {
      index = std::min(sql.find('\n', index), sql.size() - 1);
      statements.back() += '\n';
    } else if (c == '\'') {
      const std::size_t end = std::min(sql.find('\'', index + 1), sql.size() - 1);
      statements.back() += sql.substr(index, end - index + 1);
      index = end;
    } else if (c == ';' && !is_open_trigger(statements.back())) {
      statements.emplace_back();
    } else {
      statements.back() += c;
    }
  }
  statements.erase(std::remove_if(statements.begin(), statements.end(),
                                  [](const std::string& statement) {
                                    return statement.find_first_not_of(" \t\r\n") ==
                                           std::string::npos;
                                  }),
                   statements.end());
  return statements;
}

/// Returns the number that a file's name begins with; 0 for any other name.
std::int64_t number_of(std::string_view name) {
  std::int64_t number = 0;
  for (const char c : name.substr(0, std::min(name.find('_'), name.size()))) {
    if (c < '0' || c > '9' || number > 1'000'000) return 0;
    number = number * 10 + (c - '0');
  }
  return number;
}

/// Returns what the database takes from a file, whatever its comments say.
std::string digest_of(const embedded::EmbeddedFile& file) {
  std::string text;
  for (const std::string& statement : statements_of(file.bytes)) text += statement + ";";
  return sha256_hex(text);
}

/// Returns the digests of the files that were applied, in order.
Result<std::vector<std::string>> applied_digests(Database& database, std::string_view set) {
  auto tx = SATCHEL_TRY(database.begin());
  SATCHEL_TRY(tx->run(R"sql(
    CREATE TABLE IF NOT EXISTS schema_migration (
      migration_set TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL,
      PRIMARY KEY (migration_set, number))
  )sql"));
  const auto rows = tx->query(
      "SELECT digest FROM schema_migration WHERE migration_set = $1 ORDER BY number", set);
  if (!rows) return fail(ErrorCode::conflict, std::string(unreleased));
  std::vector<std::string> digests;
  for (const Row& row : *rows) digests.push_back(row.text(0));
  SATCHEL_TRY(tx->commit());
  return digests;
}

/// Applies one file unless another process was quicker.
Result<void> apply(Database& database, std::string_view set, const embedded::EmbeddedFile& file) {
  auto tx = SATCHEL_TRY(database.begin());
  const Rows recorded =
      SATCHEL_TRY(tx->query(R"sql(
    INSERT INTO schema_migration (migration_set, number, name, digest) VALUES ($1, $2, $3, $4)
    ON CONFLICT (migration_set, number) DO NOTHING RETURNING number
  )sql",
                            set, number_of(file.name), file.name, digest_of(file)));
  if (recorded.empty()) return {};
  for (const std::string& statement : statements_of(file.bytes)) SATCHEL_TRY(tx->run(statement));
  return tx->commit();
}

}  // namespace

Result<void> migrate(Database& database, std::string_view set,
                     std::span<const embedded::EmbeddedFile> files) {
  const auto applied = SATCHEL_TRY(applied_digests(database, set));
  const auto last = static_cast<std::int64_t>(applied.size());
  std::int64_t expected = 0;
  for (const embedded::EmbeddedFile& file : files) {
    if (number_of(file.name) != ++expected) {
      return fail(ErrorCode::invalid, "Migration files of '" + std::string(set) +
                                          "' must be numbered without gaps; found " +
                                          std::string(file.name) + ".");
    }
  }
  if (last > expected) {
    return fail(ErrorCode::conflict, "The database was written by a newer program (" +
                                         std::string(set) + " schema " + std::to_string(last) +
                                         "; this program knows " + std::to_string(expected) +
                                         "). Update the program, or open another database.");
  }
  for (std::size_t index = 0; index < files.size(); ++index) {
    if (index >= applied.size()) {
      SATCHEL_TRY(apply(database, set, files[index]));
    } else if (applied[index] != digest_of(files[index])) {
      return fail(ErrorCode::conflict, std::string(unreleased));
    }
  }
  return {};
}

Result<void> migrate_shared(Database& database) {
  SATCHEL_TRY(migrate(database, "shared", embedded::shared_schema()));
  SATCHEL_TRY(migrate(database, "search", database.search_schema()));
  auto tx = SATCHEL_TRY(database.begin());
  SATCHEL_TRY(index_accounts(*tx));
  SATCHEL_TRY(index_orders(*tx));
  SATCHEL_TRY(derive_archives(*tx));
  return tx->commit();
}

}  // namespace satchel
