// Database and Transaction: the one way to SQL, the same for both engines.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "embedded/embedded_file.h"
#include "shared/base/date.h"
#include "shared/base/decimal.h"
#include "shared/base/enum_words.h"
#include "shared/base/id.h"
#include "shared/base/result.h"

namespace satchel {

/// A parameter or column: NULL, BIGINT or TEXT. Nothing else is stored.
using Value = std::variant<std::monostate, std::int64_t, std::string>;

/// One row of a result; columns by position, as the query names them.
class Row {
 public:
  explicit Row(std::vector<Value> values) : values_(std::move(values)) {}

  bool is_null(std::size_t column) const {
    return std::holds_alternative<std::monostate>(values_[column]);
  }
  /// Returns a BIGINT column; 0 for NULL.
  std::int64_t number(std::size_t column) const;
  /// Returns a TEXT column; empty for NULL.
  const std::string& text(std::size_t column) const;

  const Value& value(std::size_t column) const { return values_[column]; }

  /// Returns an id column; empty for NULL or the empty text. Requires what our own writers stored.
  template <class IdType>
  IdType id(std::size_t column) const {
    return IdType::parse(text(column)).value_or(IdType());
  }
  /// Returns an enumeration column; the first enumerator for an unknown word.
  template <class E>
  E word(std::size_t column) const {
    return parse_enum<E>(text(column)).value_or(E{});
  }
  /// Returns a `YYYY-MM-DD` column; 1970-01-01 for NULL.
  Date day(std::size_t column) const;
  /// Returns a `YYYY-MM-DD` column or nothing.
  std::optional<Date> optional_day(std::size_t column) const;
  /// Returns an exact decimal stored as text; zero for NULL.
  Decimal decimal(std::size_t column) const;

 private:
  std::vector<Value> values_;
};

using Rows = std::vector<Row>;

/// Turns what stores hold into a parameter.
inline Value to_value(std::int64_t number) { return number; }
inline Value to_value(int number) { return static_cast<std::int64_t>(number); }
inline Value to_value(unsigned number) { return static_cast<std::int64_t>(number); }
inline Value to_value(bool flag) { return static_cast<std::int64_t>(flag ? 1 : 0); }
inline Value to_value(std::string text) { return Value(std::move(text)); }
inline Value to_value(std::string_view text) { return std::string(text); }
inline Value to_value(const char* text) { return std::string(text); }
inline Value to_value(Date day) { return to_text(day); }
inline Value to_value(Timestamp instant) { return instant.ms; }
inline Value to_value(const Decimal& decimal) { return to_text(decimal); }
template <class Tag>
Value to_value(const Id<Tag>& id) {
  return id.text();
}
template <class E>
requires std::is_enum_v<E> Value to_value(E word) { return std::string(to_text(word)); }
template <class T>
Value to_value(const std::optional<T>& value) {
  return value ? to_value(*value) : Value();
}

/// An open transaction. Destroying it without commit rolls everything back. Parameters are `$1` to
/// `$n`; the SQL runs unchanged on SQLite and PostgreSQL.
class Transaction {
 public:
  virtual ~Transaction() = default;

  /// Runs one statement and returns its rows, if any. A violated constraint is ErrorCode::conflict;
  /// a full disk or a locked database is ErrorCode::unavailable; anything else is corrupt or
  /// invalid.
  virtual Result<Rows> query_values(std::string_view sql, std::span<const Value> values) = 0;

  /// Makes everything durable. Nothing may follow.
  virtual Result<void> commit() = 0;

  /// Marks a point to return to. Savepoints nest; each is released or rolled back once.
  Result<void> savepoint() { return run("SAVEPOINT command"); }
  /// Keeps everything since the last savepoint.
  Result<void> release() { return run("RELEASE SAVEPOINT command"); }
  /// Undoes everything since the last savepoint.
  Result<void> rollback_to_savepoint() {
    SATCHEL_TRY(run("ROLLBACK TO SAVEPOINT command"));
    return release();
  }

  /// Returns the rows of `sql` with `arguments` bound to `$1`, `$2`, ...
  template <class... Arguments>
  Result<Rows> query(std::string_view sql, const Arguments&... arguments) {
    const std::vector<Value> values{to_value(arguments)...};
    return query_values(sql, values);
  }

  /// Runs `sql` for its effect.
  template <class... Arguments>
  Result<void> run(std::string_view sql, const Arguments&... arguments) {
    SATCHEL_TRY(query(sql, arguments...));
    return {};
  }
};

/// `share`: writes rows that it has claimed; several such go on at once where the engine can.
enum class Access { read, write, share };

/// A place where transactions begin. One writer at a time, or several that share.
class Database {
 public:
  virtual ~Database() = default;

  /// Begins a transaction; Access::write takes the write lock at once, Access::read sees what was
  /// committed until then. ErrorCode::unavailable while another writer goes on for too long.
  virtual Result<std::unique_ptr<Transaction>> begin(Access access = Access::write) = 0;

  /// Locks the account against other writers until the transaction ends; the first act of every
  /// write. Several accounts go in id order. Nothing to do where there is one writer.
  virtual Result<void> lock_account(Transaction& tx, const AccountId& account_id) = 0;

  /// Returns how a SELECT ends that claims its rows until the transaction ends and leaves out those
  /// that another has claimed; empty where there is one writer.
  virtual std::string_view skip_locked() const = 0;

  /// Returns the migrations that give this engine the full text index and the tally that the
  /// stores ask by name.
  virtual std::span<const embedded::EmbeddedFile> search_schema() const = 0;
};

}  // namespace satchel
