// What PostgreSQL's types and states mean to the stores.
#include "server/postgres/postgres_reply.h"

#include <charconv>
#include <string>

namespace satchel::server {
namespace {

// From the catalogue pg_type; they have never changed.
enum TypeOid : Oid {
  oid_bool = 16,
  oid_char = 18,
  oid_name = 19,
  oid_int8 = 20,
  oid_int2 = 21,
  oid_int4 = 23,
  oid_text = 25,
  oid_unknown = 705,
  oid_varchar = 1043,
  oid_void = 2278,
  oid_numeric = 1700,
};

/// Returns what a state of the SQL standard means; the first two characters are its class.
ErrorCode code_of(std::string_view state) {
  const std::string_view kind = state.substr(0, 2);
  if (state == "08P01") return ErrorCode::invalid;  // Not as many values as parameters.
  if (kind == "23") return ErrorCode::conflict;
  if (kind == "XX") return ErrorCode::corrupt;
  // The connection, a lock or deadlock, the machine's means, the operator; or a transaction that
  // cannot go on. Without a state there was no answer.
  for (const std::string_view passing : {"", "08", "25", "40", "53", "55", "57", "58"}) {
    if (kind == passing) return ErrorCode::unavailable;
  }
  return ErrorCode::invalid;
}

std::string_view without_line_end(const char* words) {
  std::string_view text = words == nullptr ? "" : words;
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  return text;
}

/// Returns a number or text; nothing for a type that is not stored.
std::optional<Value> value_of(Oid type, std::string_view text) {
  switch (type) {
    case oid_char:
    case oid_name:
    case oid_text:
    case oid_unknown:
    case oid_varchar:
      return std::string(text);
    case oid_bool:
      return static_cast<std::int64_t>(text == "t");
    case oid_void:
      return Value();
    case oid_int2:
    case oid_int4:
    case oid_int8:
    case oid_numeric: {  // A sum of BIGINT is one, and whole.
      std::int64_t number = 0;
      const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
      return number;
    }
  }
  return std::nullopt;
}

}  // namespace

bool is_done(const Reply& reply) {
  const ExecStatusType status = PQresultStatus(reply.get());
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

tl::unexpected<Error> postgres_failure(PGconn* connection, const Reply& reply,
                                       std::string_view doing) {
  const char* state = PQresultErrorField(reply.get(), PG_DIAG_SQLSTATE);
  const char* words = PQresultErrorMessage(reply.get());
  const bool answered = words != nullptr && *words != '\0';
  std::string message = "PostgreSQL: ";
  message += without_line_end(answered ? words : PQerrorMessage(connection));
  if (state != nullptr) message += " (" + std::string(state) + ")";
  message += " while running: ";
  message += doing.substr(0, 300);
  return fail(code_of(state == nullptr ? "" : state), std::move(message));
}

Result<Rows> rows_of(const Reply& reply, std::string_view sql) {
  const int columns = PQnfields(reply.get());
  Rows rows;
  rows.reserve(static_cast<std::size_t>(PQntuples(reply.get())));
  for (int row = 0; row < PQntuples(reply.get()); ++row) {
    std::vector<Value> values(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column) {
      if (PQgetisnull(reply.get(), row, column) != 0) continue;
      const std::string_view text(PQgetvalue(reply.get(), row, column),
                                  static_cast<std::size_t>(PQgetlength(reply.get(), row, column)));
      auto value = value_of(PQftype(reply.get(), column), text);
      if (!value) {
        return fail(ErrorCode::invalid, "PostgreSQL: column " + std::to_string(column + 1) +
                                            " is neither a whole number nor text in: " +
                                            std::string(sql.substr(0, 300)));
      }
      values[static_cast<std::size_t>(column)] = *std::move(value);
    }
    rows.emplace_back(std::move(values));
  }
  return rows;
}

}  // namespace satchel::server
