// Copying tables row by row, in the order of their keys.
#include "server/main/migrate_store.h"

#include <algorithm>

#include "server/store/audit_log.h"
#include "server/store/server_schema.h"
#include "shared/base/hash.h"
#include "shared/store/account_store.h"
#include "shared/store/list_query.h"

namespace satchel::server {
namespace {

constexpr std::int64_t copied_rows = 1'000;
constexpr std::size_t values_max = 1'000;  // Of one INSERT.

struct Table {
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::size_t> key;  // Places of the primary key's columns.

  /// Returns the names of all columns, or of the key's.
  std::string list(bool key_only) const {
    std::string names;
    const std::size_t count = key_only ? key.size() : columns.size();
    for (std::size_t index = 0; index < count; ++index) {
      names += (names.empty() ? "" : ", ") + columns[key_only ? key[index] : index];
    }
    return names;
  }
};

/// What every database has from its schema alone; the rows of the source replace them.
bool is_founding(const std::string& name) { return name == "server_state" || name == "feed_head"; }

/// Returns the tables that hold what was entered: each engine keeps the indexes of words, the tally
/// and the list of migrations itself.
Result<std::vector<Table>> load_tables(Transaction& from) {
  std::vector<Table> tables;
  for (const Row& row : SATCHEL_TRY(from.query(R"sql(
    SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
      AND name NOT LIKE 'account\_fts%' ESCAPE '\'
      AND name NOT IN ('schema_migration', 'order_tally')
    ORDER BY name
  )sql"))) {
    Table table{.name = row.text(0)};
    std::vector<std::pair<std::int64_t, std::size_t>> places;
    for (const Row& column : SATCHEL_TRY(
             from.query("SELECT name, pk FROM pragma_table_info($1) ORDER BY cid", table.name))) {
      if (column.number(1) > 0) places.emplace_back(column.number(1), table.columns.size());
      table.columns.push_back(column.text(0));
    }
    if (places.empty()) return fail(ErrorCode::corrupt, "The table " + table.name + " has no key.");
    std::sort(places.begin(), places.end());
    for (const auto& [place, column] : places) table.key.push_back(column);
    tables.push_back(std::move(table));
  }
  return tables;
}

/// Returns the rows behind `last`, or the first ones.
Result<Rows> load_page(Transaction& tx, const Table& table, const Row* last) {
  ListQuery query;
  if (last != nullptr) {
    std::string after;
    for (const std::size_t place : table.key) {
      after += (after.empty() ? "" : ", ") + query.bind(last->value(place));
    }
    query.where("(" + table.list(true) + ") > (" + after + ")");
  }
  const std::string sql = "SELECT " + table.list(false) + " FROM " + table.name +
                          query.conditions() + " ORDER BY " + table.list(true) + " LIMIT " +
                          query.bind(copied_rows);
  return tx.query_values(sql, query.values());
}

/// Writes the rows, as many with one statement as its values allow.
Result<void> save_page(Transaction& tx, const Table& table, const Rows& rows) {
  const std::size_t batch = std::max<std::size_t>(1, values_max / table.columns.size());
  for (std::size_t first = 0; first < rows.size(); first += batch) {
    ListQuery query;
    std::string groups;
    for (std::size_t index = first; index < std::min(first + batch, rows.size()); ++index) {
      std::string group;
      for (std::size_t column = 0; column < table.columns.size(); ++column) {
        group += (group.empty() ? "" : ", ") + query.bind(rows[index].value(column));
      }
      groups += (groups.empty() ? "(" : ", (") + group + ")";
    }
    SATCHEL_TRY(tx.query_values(
        "INSERT INTO " + table.name + " (" + table.list(false) + ") VALUES " + groups,
        query.values()));
  }
  return {};
}

/// Counts and digests rows as they pass.
class Tally {
 public:
  void add(const Rows& rows, std::size_t columns) {
    FieldDigest page;
    page.add(digest_);
    for (const Row& row : rows) {
      for (std::size_t column = 0; column < columns; ++column) add(page, row.value(column));
    }
    digest_ = page.hex();
    rows_ += static_cast<std::int64_t>(rows.size());
  }

  MovedTable of(const std::string& name) const { return {name, rows_, digest_}; }

 private:
  /// The first field says what the value is, so that 1, '1' and NULL differ.
  static void add(FieldDigest& page, const Value& value) {
    page.add(static_cast<std::int64_t>(value.index()));
    if (const auto* number = std::get_if<std::int64_t>(&value)) page.add(*number);
    if (const auto* text = std::get_if<std::string>(&value)) page.add(*text);
  }

  std::int64_t rows_ = 0;
  std::string digest_;
};

/// Reads a table to its end, and writes what it reads to `to` if there is one.
Result<MovedTable> pass_table(Transaction& from, const Table& table, Transaction* to) {
  Tally tally;
  Rows rows = SATCHEL_TRY(load_page(from, table, nullptr));
  while (!rows.empty()) {
    tally.add(rows, table.columns.size());
    if (to != nullptr) SATCHEL_TRY(save_page(*to, table, rows));
    const Row last = rows.back();
    rows = SATCHEL_TRY(load_page(from, table, &last));
  }
  return tally.of(table.name);
}

Result<void> require_empty(Transaction& to, const std::vector<Table>& tables) {
  for (const Table& table : tables) {
    if (is_founding(table.name)) {
      SATCHEL_TRY(to.run("DELETE FROM " + table.name));
    } else if (!SATCHEL_TRY(to.query("SELECT 1 FROM " + table.name + " LIMIT 1")).empty()) {
      return fail(ErrorCode::conflict, "The target database is not empty: " + table.name +
                                           " has rows. Name an empty one with --to.");
    }
  }
  return {};
}

Result<void> note_move(const ServerWrite& write, const std::vector<MovedTable>& moved) {
  std::int64_t rows = 0;
  for (const MovedTable& table : moved) rows += table.rows;
  return append_audit(write, {.at = write.now,
                              .action = "migrate_store",
                              .subject = "organisation:-",
                              .detail = std::to_string(moved.size()) + " tables, " +
                                        std::to_string(rows) + " rows"});
}

}  // namespace

Result<std::vector<MovedTable>> migrate_store(Database& from, const ServerContext& to) {
  SATCHEL_TRY(migrate_server(to));
  const auto source = SATCHEL_TRY(from.begin(Access::read));
  const auto target = SATCHEL_TRY(to.database.begin());
  const auto tables = SATCHEL_TRY(load_tables(*source));
  SATCHEL_TRY(require_empty(*target, tables));
  std::vector<MovedTable> moved;
  for (const Table& table : tables) {
    const auto sent = SATCHEL_TRY(pass_table(*source, table, target.get()));
    const auto kept = SATCHEL_TRY(pass_table(*target, table, nullptr));
    if (sent.rows != kept.rows || sent.digest != kept.digest) {
      return fail(ErrorCode::corrupt,
                  "The table " + table.name + " has " + std::to_string(sent.rows) + " rows, but " +
                      std::to_string(kept.rows) + " came back, or other ones. Nothing was moved.");
    }
    moved.push_back(kept);
  }
  SATCHEL_TRY(index_accounts(*target));
  SATCHEL_TRY(note_move(write_in(to, *target), moved));
  SATCHEL_TRY(target->commit());
  return moved;
}

}  // namespace satchel::server
