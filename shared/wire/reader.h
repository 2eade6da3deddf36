// ObjectReader: typed fields out of a JSON object; the first problem is kept with its path.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/date.h"
#include "shared/base/decimal.h"
#include "shared/base/enum_words.h"
#include "shared/base/id.h"
#include "shared/base/money.h"
#include "shared/base/result.h"
#include "shared/wire/json.h"

namespace satchel {

/// Requests are read strictly: an unknown field is refused. Answers are read tolerantly, so that an
/// older device understands a newer server.
enum class Strictness { strict, tolerant };

/// The first thing that is wrong in a document; empty when nothing is.
struct ReadProblem {
  std::string detail;
};

class ObjectReader {
 public:
  /// Reads `json` as an object at `path` ("" for the document). Problems go to `problem`, which
  /// must outlive the reader.
  ObjectReader(const Json& json, std::string path, Strictness strictness, ReadProblem& problem);
  /// In strict mode, reports a field that nobody asked for.
  ~ObjectReader();
  ObjectReader(const ObjectReader&) = delete;
  ObjectReader& operator=(const ObjectReader&) = delete;

  /// Returns whether the field is present and not null.
  bool has(std::string_view name) const;

  std::string text(std::string_view name);
  std::string optional_text(std::string_view name);
  std::int64_t number(std::string_view name);
  /// Refuses what lies outside -`most` to `most`, before it goes into products.
  std::int64_t bounded_number(std::string_view name, std::int64_t most);
  std::int64_t optional_number(std::string_view name, std::int64_t otherwise);
  bool flag(std::string_view name);
  bool optional_flag(std::string_view name);
  Date day(std::string_view name);
  std::optional<Date> optional_day(std::string_view name);
  Decimal decimal(std::string_view name);
  Money money(std::string_view name);

  template <class IdType>
  IdType id(std::string_view name) {
    const std::string value = text(name);
    if (auto id = IdType::parse(value)) return *id;
    report(name, "must be a UUID in lower case");
    return {};
  }
  /// An absent or empty field gives the empty id.
  template <class IdType>
  IdType optional_id(std::string_view name) {
    return !has(name) || is_empty_text(name) ? (mark(name), IdType()) : id<IdType>(name);
  }
  template <class E>
  E word(std::string_view name) {
    const std::string value = text(name);
    if (auto word = parse_enum<E>(value)) return *word;
    report(name, "is not a known word: " + value);
    return E{};
  }

  /// Calls `read(ObjectReader&)` for the object in field `name`.
  template <class Read>
  void object(std::string_view name, Read read) {
    if (const Json* json = required(name)) {
      ObjectReader reader(*json, path_of(name), strictness_, problem_);
      read(reader);
    }
  }
  /// Calls `read(ObjectReader&)` for each object of the array in field `name`; absent means empty.
  template <class Read>
  void each_object(std::string_view name, std::size_t count_max, Read read) {
    const JsonArray* array = optional_array(name, count_max);
    for (std::size_t index = 0; array != nullptr && index < array->size(); ++index) {
      ObjectReader reader((*array)[index], path_of(name) + "[" + std::to_string(index) + "]",
                          strictness_, problem_);
      read(reader);
    }
  }
  /// Returns the texts of the array in field `name`; absent means empty.
  std::vector<std::string> texts(std::string_view name, std::size_t count_max);
  /// Returns the field as it came, or null when it is absent (reported).
  const Json* required(std::string_view name);

  /// Keeps the first problem: `path.name detail`.
  void report(std::string_view name, std::string_view detail);
  bool ok() const { return problem_.detail.empty(); }

 private:
  const Json* find(std::string_view name) const;
  void mark(std::string_view name);
  bool is_empty_text(std::string_view name) const;
  const JsonArray* optional_array(std::string_view name, std::size_t count_max);
  std::string path_of(std::string_view name) const;

  const JsonObject* fields_ = nullptr;
  std::vector<bool> used_;
  std::string path_;
  Strictness strictness_;
  ReadProblem& problem_;
};

/// Reads a whole document with `read(ObjectReader&) -> T`; ErrorCode::invalid with the first
/// problem.
template <class Read>
auto read_document(std::string_view text, Strictness strictness, Read read)
    -> Result<decltype(read(std::declval<ObjectReader&>()))> {
  const Json json = SATCHEL_TRY(parse_json(text));
  ReadProblem problem;
  auto value = [&] {
    ObjectReader reader(json, "", strictness, problem);
    return read(reader);
  }();
  if (!problem.detail.empty()) return fail(ErrorCode::invalid, problem.detail);
  return value;
}

}  // namespace satchel
