// Opens both ends of a move and prints what came of it.
#include "server/main/migrate_store_command.h"

#include <filesystem>
#include <iomanip>
#include <optional>
#include <ostream>

#include "server/main/data_folder.h"
#include "server/main/migrate_store.h"
#include "server/main/system_clock.h"
#include "server/postgres/postgres_database.h"
#include "server/store/open_store.h"
#include "server/store/server_schema.h"
#include "server/store/system_random.h"

namespace satchel::server {
namespace {

constexpr std::size_t shown_digits = 16;  // Of a checksum: enough to compare by eye.

void print(const std::vector<MovedTable>& moved, std::ostream& out) {
  std::int64_t rows = 0;
  out << std::left << std::setw(34) << "table" << std::right << std::setw(12) << "rows"
      << "  checksum\n";
  for (const MovedTable& table : moved) {
    rows += table.rows;
    out << std::left << std::setw(34) << table.name << std::right << std::setw(12) << table.rows
        << "  " << (table.rows == 0 ? "-" : table.digest.substr(0, shown_digits)) << "\n";
  }
  out << moved.size() << " tables, " << rows << " rows; each was read back and is the same.\n";
}

}  // namespace

Result<void> run_migrate_store(const MigrateStoreArguments& arguments, std::ostream& out) {
  if (!is_postgres_url(arguments.to)) {
    return fail(ErrorCode::invalid, "--to needs an address: postgresql://user@host/name.");
  }
  const bool is_folder = std::filesystem::is_directory(arguments.from);
  const std::string file = is_folder ? arguments.from + "/satchel.db" : arguments.from;
  if (!std::filesystem::is_regular_file(file)) {
    return fail(ErrorCode::not_found, file +
                                          " is no database; name a data folder or a SQLite "
                                          "file with --from.");
  }
  std::optional<FolderLock> lock;  // What satcheld still changes is not moved.
  if (is_folder) {
    const DataFolder folder = SATCHEL_TRY(DataFolder::open(arguments.from));
    lock.emplace(SATCHEL_TRY(FolderLock::take(folder)));
  }
  const SystemClock clock;
  SystemRandom random;
  const auto from = SATCHEL_TRY(open_store(file));
  SATCHEL_TRY(migrate_server({*from, random, clock.now()}));
  const auto to = SATCHEL_TRY(open_store(arguments.to));
  print(SATCHEL_TRY(migrate_store(*from, {*to, random, clock.now()})), out);
  return {};
}

}  // namespace satchel::server
