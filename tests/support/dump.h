// Dump: everything in a database as text, to compare before and after.
#pragma once

#include <string>

#include "shared/store/database.h"
#include "tests/support/builders.h"

namespace satchel {

/// Returns every row of every table but the full text indexes, one a line, in a fixed order.
inline std::string dump(Transaction& tx) {
  std::string text;
  const Rows tables =
      need(tx.query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE "
                    "'sqlite%' AND name NOT LIKE '%_fts%' ORDER BY 1"));
  for (const Row& table : tables) {
    std::string columns = "''";
    for (const Row& column :
         need(tx.query("SELECT name FROM pragma_table_info($1) ORDER BY cid", table.text(0)))) {
      columns += " || '|' || quote(\"" + column.text(0) + "\")";
    }
    const std::string sql = "SELECT " + columns + " FROM " + table.text(0) + " ORDER BY 1";
    for (const Row& row : need(tx.query(sql))) text += table.text(0) + row.text(0) + "\n";
  }
  return text;
}

inline std::string dump(Database& database) { return dump(*need(database.begin(Access::read))); }

}  // namespace satchel
