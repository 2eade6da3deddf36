// The SQLite driver: one connection, statements prepared once, one transaction at a time.
#include "shared/store/sqlite_database.h"

#include <sqlite3.h>

#include <cstdlib>
#include <functional>
#include <map>

#include "embedded/search_schema.h"

namespace satchel {
namespace {

constexpr std::size_t statements_max = 256;
constexpr std::int64_t journal_bytes_max = 16 * 1024 * 1024;

struct CloseConnection {
  void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
};
using Connection = std::unique_ptr<sqlite3, CloseConnection>;

struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

/// A prepared statement. SQLite numbers `$n` by first appearance; `numbers` says which n each is.
struct Statement {
  std::unique_ptr<sqlite3_stmt, FinalizeStatement> handle;
  std::vector<std::size_t> numbers;  // By SQLite's parameter index less one.
  std::size_t number_max = 0;
};

ErrorCode code_of(int sqlite_code) {
  switch (sqlite_code & 0xff) {
    case SQLITE_CONSTRAINT:
      return ErrorCode::conflict;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_INTERRUPT:
      return ErrorCode::unavailable;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return ErrorCode::corrupt;
    case SQLITE_ERROR:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_TOOBIG:
    case SQLITE_SCHEMA:
    case SQLITE_MISMATCH:
      return ErrorCode::invalid;
    case SQLITE_INTERNAL:
      break;
  }
  return ErrorCode::corrupt;
}

tl::unexpected<Error> sqlite_failure(sqlite3* connection, std::string_view doing) {
  const int code = sqlite3_extended_errcode(connection);
  std::string message = "SQLite: ";
  message += sqlite3_errmsg(connection);
  message += " (" + std::to_string(code) + ") while running: ";
  message += doing.substr(0, 300);
  return fail(code_of(code), std::move(message));
}

Value column_of(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
      return {};
    case SQLITE_INTEGER:
      return static_cast<std::int64_t>(sqlite3_column_int64(statement, column));
  }
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
  return text == nullptr ? std::string() : std::string(text, size);
}

Row row_of(sqlite3_stmt* statement) {
  const int count = sqlite3_column_count(statement);
  std::vector<Value> values;
  values.reserve(static_cast<std::size_t>(count));
  for (int column = 0; column < count; ++column) values.push_back(column_of(statement, column));
  return Row(std::move(values));
}

int bind_value(sqlite3_stmt* statement, int index, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    return sqlite3_bind_int64(statement, index, *number);
  }
  if (const auto* text = std::get_if<std::string>(&value)) {
    return sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_STATIC,
                               SQLITE_UTF8);
  }
  return sqlite3_bind_null(statement, index);
}

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(Connection connection) : connection_(std::move(connection)) {}

  Result<std::unique_ptr<Transaction>> begin(Access access) override;
  Result<void> lock_account(Transaction&, const AccountId&) override { return {}; }
  std::string_view skip_locked() const override { return {}; }
  std::span<const embedded::EmbeddedFile> search_schema() const override {
    return embedded::search_schema();
  }

  /// Runs one statement, inside or outside of a transaction.
  Result<Rows> run(std::string_view sql, std::span<const Value> values);

  /// Returns whether a transaction is open in SQLite itself.
  bool in_transaction() const { return sqlite3_get_autocommit(connection_.get()) == 0; }

 private:
  Result<Statement*> statement_for(std::string_view sql);
  Result<void> bind(Statement& statement, std::string_view sql, std::span<const Value> values);

  Connection connection_;
  std::map<std::string, Statement, std::less<>> statements_;
};

class SqliteTransaction final : public Transaction {
 public:
  explicit SqliteTransaction(SqliteDatabase& database) : database_(&database) {}
  ~SqliteTransaction() override {
    if (!open_ || !database_->in_transaction()) return;
    // Nobody can be told here, and a rollback that fails leaves nothing committed either.
    (void)database_->run("ROLLBACK", {}).has_value();
  }
  SqliteTransaction(const SqliteTransaction&) = delete;
  SqliteTransaction& operator=(const SqliteTransaction&) = delete;

  Result<Rows> query_values(std::string_view sql, std::span<const Value> values) override {
    SATCHEL_TRY(require_open());
    return database_->run(sql, values);
  }

  Result<void> commit() override {
    SATCHEL_TRY(require_open());
    SATCHEL_TRY(database_->run("COMMIT", {}));
    open_ = false;
    return {};
  }

 private:
  /// SQLite rolls back by itself when the disk is full; what follows must not commit row by row.
  Result<void> require_open() const {
    if (!open_) return fail(ErrorCode::invalid, "The transaction was committed before.");
    if (database_->in_transaction()) return {};
    return fail(ErrorCode::unavailable,
                "SQLite rolled the transaction back after an error; begin it again.");
  }

  SqliteDatabase* database_;
  bool open_ = true;
};

Result<std::unique_ptr<Transaction>> SqliteDatabase::begin(Access access) {
  if (in_transaction()) {
    return fail(ErrorCode::invalid, "This connection has an open transaction already.");
  }
  SATCHEL_TRY(run(access == Access::read ? "BEGIN" : "BEGIN IMMEDIATE", {}));
  return std::unique_ptr<Transaction>(std::make_unique<SqliteTransaction>(*this));
}

Result<Statement*> SqliteDatabase::statement_for(std::string_view sql) {
  if (const auto known = statements_.find(sql); known != statements_.end()) {
    return &known->second;
  }
  if (statements_.size() >= statements_max) statements_.clear();
  sqlite3_stmt* handle = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(connection_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &handle, &rest);
  Statement statement;
  statement.handle.reset(handle);
  if (code != SQLITE_OK) return sqlite_failure(connection_.get(), sql);
  const std::string_view tail(rest, static_cast<std::size_t>(sql.data() + sql.size() - rest));
  if (handle == nullptr || tail.find_first_not_of("; \t\r\n") != std::string_view::npos) {
    return fail(ErrorCode::invalid, "Not exactly one statement: " + std::string(sql));
  }
  for (int index = 1; index <= sqlite3_bind_parameter_count(handle); ++index) {
    const char* name = sqlite3_bind_parameter_name(handle, index);
    const long number = name != nullptr && name[0] == '$' ? std::atol(name + 1) : 0;
    if (number < 1) {
      return fail(ErrorCode::invalid, "Parameters are $1 to $n: " + std::string(sql));
    }
    statement.numbers.push_back(static_cast<std::size_t>(number));
    if (statement.numbers.back() > statement.number_max) {
      statement.number_max = statement.numbers.back();
    }
  }
  return &statements_.emplace(std::string(sql), std::move(statement)).first->second;
}

Result<void> SqliteDatabase::bind(Statement& statement, std::string_view sql,
                                  std::span<const Value> values) {
  if (values.size() != statement.number_max) {
    return fail(ErrorCode::invalid, std::to_string(values.size()) + " values for " +
                                        std::to_string(statement.number_max) +
                                        " parameters: " + std::string(sql));
  }
  for (std::size_t index = 0; index < statement.numbers.size(); ++index) {
    const Value& value = values[statement.numbers[index] - 1];
    if (bind_value(statement.handle.get(), static_cast<int>(index) + 1, value) != SQLITE_OK) {
      return sqlite_failure(connection_.get(), sql);
    }
  }
  return {};
}

Result<Rows> SqliteDatabase::run(std::string_view sql, std::span<const Value> values) {
  Statement* statement = SATCHEL_TRY(statement_for(sql));
  SATCHEL_TRY(bind(*statement, sql, values));
  sqlite3_stmt* handle = statement->handle.get();
  Rows rows;
  int code = sqlite3_step(handle);
  while (code == SQLITE_ROW) {
    rows.push_back(row_of(handle));
    code = sqlite3_step(handle);
  }
  if (code != SQLITE_DONE) {
    const auto failure = sqlite_failure(connection_.get(), sql);
    sqlite3_reset(handle);
    sqlite3_clear_bindings(handle);
    return failure;
  }
  sqlite3_reset(handle);
  sqlite3_clear_bindings(handle);
  return rows;
}

Result<void> configure(SqliteDatabase& database, const SqliteOptions& options) {
  if (options.exclusive) SATCHEL_TRY(database.run("PRAGMA locking_mode = EXCLUSIVE", {}));
  const Rows mode = SATCHEL_TRY(database.run("PRAGMA journal_mode = WAL", {}));
  const std::string& got = mode.empty() ? std::string() : mode.front().text(0);
  if (got != "wal" && got != "memory") {
    return fail(ErrorCode::unavailable, "SQLite cannot keep a write-ahead log at '" + options.path +
                                            "'; it offers '" + got + "'.");
  }
  SATCHEL_TRY(database.run("PRAGMA synchronous = FULL", {}));
  SATCHEL_TRY(database.run("PRAGMA foreign_keys = OFF", {}));
  SATCHEL_TRY(database.run("PRAGMA journal_size_limit = " + std::to_string(journal_bytes_max), {}));
  SATCHEL_TRY(database.run("PRAGMA trusted_schema = OFF", {}));
  return {};
}

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const SqliteOptions& options) {
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  const char* vfs = options.vfs.empty() ? nullptr : options.vfs.c_str();
  const int code = sqlite3_open_v2(options.path.c_str(), &handle, flags, vfs);
  Connection connection(handle);
  if (code != SQLITE_OK) {
    return fail(code_of(code), "SQLite cannot open '" + options.path + "': " +
                                   (handle == nullptr ? "no memory" : sqlite3_errmsg(handle)));
  }
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, options.busy_timeout_ms);
  auto database = std::make_unique<SqliteDatabase>(std::move(connection));
  SATCHEL_TRY(configure(*database, options));
  return std::unique_ptr<Database>(std::move(database));
}

Result<void> checkpoint(Database& database) {
  auto* sqlite = dynamic_cast<SqliteDatabase*>(&database);
  if (sqlite == nullptr) return fail(ErrorCode::invalid, "Only SQLite has a write-ahead log.");
  const Rows rows = SATCHEL_TRY(sqlite->run("PRAGMA wal_checkpoint(TRUNCATE)", {}));
  const bool busy = !rows.empty() && rows.front().number(0) != 0;
  if (busy) {
    return fail(ErrorCode::unavailable,
                "The write-ahead log could not be moved: another connection is reading.");
  }
  return {};
}

}  // namespace satchel
