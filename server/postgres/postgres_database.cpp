// The PostgreSQL driver: one connection, statements prepared once, one transaction at a time.
#include "server/postgres/postgres_database.h"

#include <array>
#include <map>

#include "embedded/postgres_search_schema.h"
#include "server/postgres/postgres_reply.h"

namespace satchel::server {
namespace {

constexpr std::size_t statements_max = 256;
constexpr Oid bigint_type = 20;
constexpr Oid inferred_type = 0;

// The lock that every writer takes; any number would do, as long as it stays the same.
constexpr std::string_view begin_write =
    "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT pg_advisory_xact_lock(7283542)";
// Those who share take it together; a writer waits for all of them, and they for him.
constexpr std::string_view begin_share =
    "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT pg_advisory_xact_lock_shared(7283542)";
constexpr std::string_view begin_read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

std::string_view words_of(Access access) {
  switch (access) {
    case Access::read:
      return begin_read;
    case Access::write:
      return begin_write;
    case Access::share:
      return begin_share;
  }
  return begin_read;
}

struct CloseConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
using Connection = std::unique_ptr<PGconn, CloseConnection>;

/// The values of a statement as libpq takes them: text, or a null pointer for NULL.
class Parameters {
 public:
  /// Refuses U+0000, which PostgreSQL cannot keep.
  static Result<Parameters> of(std::span<const Value> values) {
    Parameters parameters;
    parameters.texts_.reserve(values.size());
    for (const Value& value : values) {
      const auto* number = std::get_if<std::int64_t>(&value);
      const auto* text = std::get_if<std::string>(&value);
      parameters.types_.push_back(number != nullptr ? bigint_type : inferred_type);
      parameters.texts_.push_back(number != nullptr ? std::to_string(*number)
                                                    : (text != nullptr ? *text : std::string()));
      const std::string& stored = parameters.texts_.back();
      if (stored.find('\0') != std::string::npos) {
        return fail(ErrorCode::invalid, "PostgreSQL: a text must not contain U+0000.");
      }
      const bool null = number == nullptr && text == nullptr;
      parameters.pointers_.push_back(null ? nullptr : stored.c_str());
    }
    return parameters;
  }

  int count() const { return static_cast<int>(pointers_.size()); }
  const Oid* types() const { return types_.data(); }
  const char* const* pointers() const { return pointers_.data(); }

  /// A statement is prepared for the types of its values: a letter for each.
  std::string signature() const {
    std::string letters;
    for (const Oid type : types_) letters += type == bigint_type ? 'n' : 't';
    return letters;
  }

 private:
  std::vector<std::string> texts_;  // Reserved at once: the pointers lead here.
  std::vector<const char*> pointers_;
  std::vector<Oid> types_;
};

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(PostgresOptions options) : options_(std::move(options)) {}

  /// Connects, or connects again after the connection was lost.
  Result<void> connect();

  Result<std::unique_ptr<Transaction>> begin(Access access) override;
  /// There is one writer at a time; see docs/decisions.
  Result<void> lock_account(Transaction&, const AccountId&) override { return {}; }
  std::string_view skip_locked() const override { return " FOR UPDATE SKIP LOCKED"; }
  std::span<const embedded::EmbeddedFile> search_schema() const override {
    return embedded::postgres_search_schema();
  }

  /// Runs one prepared statement.
  Result<Rows> run(std::string_view sql, std::span<const Value> values);
  /// Runs words that need no values, even several statements; returns what the last one says.
  Result<Reply> run_plain(std::string_view words);
  /// Ends the transaction, whatever became of it, so that another may begin.
  void end_transaction();

  bool can_commit() const { return PQtransactionStatus(connection_.get()) == PQTRANS_INTRANS; }

 private:
  Result<void> configure();
  Result<std::string> statement_for(std::string_view sql, const Parameters& parameters);

  PostgresOptions options_;
  Connection connection_;
  std::map<std::string, std::string> statements_;  // By signature and text: the prepared name.
  std::uint64_t prepared_ = 0;
  bool in_transaction_ = false;
};

class PostgresTransaction final : public Transaction {
 public:
  explicit PostgresTransaction(PostgresDatabase& database) : database_(&database) {}
  ~PostgresTransaction() override {
    if (open_) database_->end_transaction();
  }
  PostgresTransaction(const PostgresTransaction&) = delete;
  PostgresTransaction& operator=(const PostgresTransaction&) = delete;

  Result<Rows> query_values(std::string_view sql, std::span<const Value> values) override {
    if (!open_) return fail(ErrorCode::invalid, "The transaction was committed before.");
    return database_->run(sql, values);
  }

  Result<void> commit() override {
    if (!open_) return fail(ErrorCode::invalid, "The transaction was committed before.");
    if (!database_->can_commit()) {
      // COMMIT would roll back, and call that a success.
      return fail(ErrorCode::unavailable,
                  "PostgreSQL cannot commit after an error; begin the transaction again.");
    }
    SATCHEL_TRY(database_->run_plain("COMMIT"));
    open_ = false;
    database_->end_transaction();
    return {};
  }

 private:
  PostgresDatabase* database_;
  bool open_ = true;
};

Result<void> PostgresDatabase::connect() {
  // What the address says comes later and wins.
  const std::array<const char*, 6> names{"connect_timeout", "tcp_user_timeout", "application_name",
                                         "client_encoding", "dbname",           nullptr};
  const std::array<const char*, 6> values{"10",   "30000", "satchel", "UTF8", options_.url.c_str(),
                                          nullptr};
  statements_.clear();
  connection_.reset(PQconnectdbParams(names.data(), values.data(), 1));
  if (PQstatus(connection_.get()) != CONNECTION_OK) {
    std::string reason = PQerrorMessage(connection_.get());
    while (!reason.empty() && reason.back() == '\n') reason.pop_back();
    return fail(ErrorCode::unavailable,
                "PostgreSQL cannot be reached: " + reason +
                    ". Check the address given with --database, and that the server runs.");
  }
  return configure();
}

Result<void> PostgresDatabase::configure() {
  SATCHEL_TRY(run_plain(
      "SET client_min_messages = error; SET lock_timeout = " +
      std::to_string(options_.lock_timeout_ms) +
      "; SET statement_timeout = " + std::to_string(options_.statement_timeout_ms) +
      "; SET idle_in_transaction_session_timeout = " + std::to_string(options_.idle_timeout_ms)));
  const Reply reply = SATCHEL_TRY(
      run_plain("SELECT datname, datcollate, pg_encoding_to_char(encoding) FROM pg_database "
                "WHERE datname = current_database()"));
  const Rows rows = SATCHEL_TRY(rows_of(reply, "the database's collation"));
  const std::string& collation = rows.front().text(1);
  const bool by_bytes = collation == "C" || collation == "POSIX" || collation == "C.UTF-8";
  if (by_bytes && rows.front().text(2) == "UTF8") return {};
  return fail(ErrorCode::invalid,
              "The PostgreSQL database " + rows.front().text(0) + " sorts by '" + collation +
                  "' and keeps " + rows.front().text(2) +
                  "; Satchel needs 'C' and UTF8. Make it with: createdb --template=template0 "
                  "--encoding=UTF8 --locale=C " +
                  rows.front().text(0));
}

Result<std::unique_ptr<Transaction>> PostgresDatabase::begin(Access access) {
  if (in_transaction_) {
    return fail(ErrorCode::invalid, "This connection has an open transaction already.");
  }
  const std::string_view words = words_of(access);
  auto begun = run_plain(words);
  if (!begun && PQstatus(connection_.get()) != CONNECTION_OK) {
    SATCHEL_TRY(connect());
    begun = run_plain(words);
  }
  if (!begun) {
    end_transaction();
    return tl::unexpected<Error>(std::move(begun).error());
  }
  in_transaction_ = true;
  return std::unique_ptr<Transaction>(std::make_unique<PostgresTransaction>(*this));
}

void PostgresDatabase::end_transaction() {
  in_transaction_ = false;
  const PGTransactionStatusType status = PQtransactionStatus(connection_.get());
  if (status == PQTRANS_IDLE || status == PQTRANS_UNKNOWN) return;
  // Nobody can be told here, and a rollback that fails leaves nothing committed either.
  (void)run_plain("ROLLBACK").has_value();
}

Result<std::string> PostgresDatabase::statement_for(std::string_view sql,
                                                    const Parameters& parameters) {
  std::string key = parameters.signature() + " ";
  key += sql;
  if (const auto known = statements_.find(key); known != statements_.end()) return known->second;
  if (statements_.size() >= statements_max) {
    SATCHEL_TRY(run_plain("DEALLOCATE ALL"));
    statements_.clear();
  }
  std::string name = "s" + std::to_string(++prepared_);
  const std::string text(sql);
  const Reply reply(PQprepare(connection_.get(), name.c_str(), text.c_str(), parameters.count(),
                              parameters.types()));
  if (!is_done(reply)) return postgres_failure(connection_.get(), reply, sql);
  statements_.emplace(std::move(key), name);
  return name;
}

Result<Rows> PostgresDatabase::run(std::string_view sql, std::span<const Value> values) {
  const Parameters parameters = SATCHEL_TRY(Parameters::of(values));
  const std::string name = SATCHEL_TRY(statement_for(sql, parameters));
  const Reply reply(PQexecPrepared(connection_.get(), name.c_str(), parameters.count(),
                                   parameters.pointers(), nullptr, nullptr, 0));
  if (!is_done(reply)) return postgres_failure(connection_.get(), reply, sql);
  return rows_of(reply, sql);
}

Result<Reply> PostgresDatabase::run_plain(std::string_view words) {
  Reply reply(PQexec(connection_.get(), std::string(words).c_str()));
  if (!is_done(reply)) return postgres_failure(connection_.get(), reply, words);
  return reply;
}

}  // namespace

bool is_postgres_url(std::string_view address) {
  return address.starts_with("postgresql://") || address.starts_with("postgres://");
}

Result<std::unique_ptr<Database>> open_postgres(const PostgresOptions& options) {
  auto database = std::make_unique<PostgresDatabase>(options);
  SATCHEL_TRY(database->connect());
  return std::unique_ptr<Database>(std::move(database));
}

}  // namespace satchel::server
