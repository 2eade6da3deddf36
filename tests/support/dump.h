// Dump: everything in a database as text, to compare before and after.
#pragma once

#include <string>

#include "shared/store/database.h"
#include "tests/support/builders.h"

namespace satchel {

/// What asks an engine for its tables, for a table's columns, and how it writes any value.
struct DumpWords {
  const char* tables;
  const char* columns;
  const char* quote;
};

inline DumpWords dump_words() {
  if (dynamic_cast<SqliteEngine*>(&test_engine()) != nullptr) {
    return {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
        "AND name NOT LIKE '%_fts%' ORDER BY 1",
        "SELECT name FROM pragma_table_info($1) ORDER BY cid", "quote"};
  }
  return {
      "SELECT table_name::TEXT FROM information_schema.tables WHERE table_schema = 'public' "
      "AND table_type = 'BASE TABLE' AND table_name NOT LIKE '%_fts%' ORDER BY 1",
      "SELECT column_name::TEXT FROM information_schema.columns "
      "WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position",
      "quote_nullable"};
}

/// Returns every row of every table but the full text indexes, one a line, in a fixed order.
inline std::string dump(Transaction& tx) {
  const DumpWords words = dump_words();
  std::string text;
  for (const Row& table : need(tx.query(words.tables))) {
    std::string columns = "''";
    for (const Row& column : need(tx.query(words.columns, table.text(0)))) {
      columns += " || '|' || " + std::string(words.quote) + "(\"" + column.text(0) + "\")";
    }
    const std::string sql = "SELECT " + columns + " FROM " + table.text(0) + " ORDER BY 1";
    for (const Row& row : need(tx.query(sql))) text += table.text(0) + row.text(0) + "\n";
  }
  return text;
}

inline std::string dump(Database& database) { return dump(*need(database.begin(Access::read))); }

}  // namespace satchel
