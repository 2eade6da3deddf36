// JsonWriter: writes compact JSON straight into a string, field by field.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/decimal.h"
#include "shared/base/enum_words.h"
#include "shared/base/id.h"
#include "shared/base/money.h"

namespace satchel {

class JsonWriter {
 public:
  void begin_object();
  void end_object();
  void begin_array();
  void end_array();
  /// Names the next value of the open object.
  void key(std::string_view name);
  /// Writes a text value, escaped.
  void text(std::string_view value);
  void number(std::int64_t value);
  void flag(bool value);
  void null();
  /// Puts in a value that is JSON already.
  void raw(std::string_view json);

  /// Writes `"name": value` for everything the wire knows: texts, numbers, flags, ids, words,
  /// dates.
  void field(std::string_view name, std::string_view value);
  void field(std::string_view name, const std::string& value) {
    field(name, std::string_view(value));
  }
  void field(std::string_view name, const char* value) { field(name, std::string_view(value)); }
  void field(std::string_view name, std::int64_t value);
  void field(std::string_view name, int value) { field(name, std::int64_t{value}); }
  void field(std::string_view name, unsigned value) { field(name, std::int64_t{value}); }
  void field(std::string_view name, bool value);
  void field(std::string_view name, Date value);
  void field(std::string_view name, const Decimal& value);
  template <class Tag>
  void field(std::string_view name, const Id<Tag>& value) {
    field(name, std::string_view(value.text()));
  }
  template <class E>
  requires requires(E word) { EnumWords<E>::words; }
  void field(std::string_view name, E value) { field(name, satchel::to_text(value)); }
  /// An absent value writes no field.
  template <class T>
  void field(std::string_view name, const std::optional<T>& value) {
    if (value) field(name, *value);
  }
  /// Money, also as an element of an array: `{"minor": 1099, "currency": "EUR"}`.
  void money(const Money& value);
  void field(std::string_view name, const Money& value);

  /// Returns what was written and starts anew. Requires that every object and array was ended.
  std::string take();

 private:
  void separate();

  std::string out_;
  std::vector<bool> has_value_;  // Per open object or array.
  bool after_key_ = false;
};

}  // namespace satchel
