// Text fields: label, hint, error beside the field in words, compulsory mark.
//
// A field is a native input while it has the focus (input methods, mobile keyboards, paste and
// password managers are the browser's); the canvas draws its frame always and its text otherwise.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "web/kit/mirror.h"

namespace satchel::web {

struct FieldSpec {
  std::string_view label{};
  std::string_view hint = {};   // Shown while empty.
  std::string_view help = {};   // Small, below.
  std::string_view error = {};  // Not empty: stands below instead of `help`; the field is invalid.
  bool invalid = false;         // The error stands elsewhere, such as in the row.
  bool required = false;        // Draws the * and sets aria-required.
  bool disabled = false;
  bool hide_label = false;  // In table cells: the label is only the accessible name.
  InputType type = InputType::text;
  float width = 0;  // 0: all the room there is.
  std::string_view autocomplete = {};
};

struct FieldResult {
  bool changed = false;    // The text changed in this frame.
  bool submitted = false;  // Enter was pressed in the field.
  bool left = false;       // The focus left the field.
};

/// A line of text. The value is at most 4,096 bytes; longer input is cut.
FieldResult text_field(const FieldSpec& spec, std::string& value);

/// Text of several lines, `rows` of them in sight; Enter begins a new one.
FieldResult text_area(const FieldSpec& spec, std::string& value, int rows = 5);

/// A whole number, 0 … as text; `value` changes only while the text is a number from `min` to
/// `max`; otherwise the field says what it takes.
struct NumberRange {
  std::int64_t min = 0;
  std::int64_t max = 1'000'000;
};
FieldResult number_field(const FieldSpec& spec, std::int64_t& value, NumberRange range = {});

/// An exact decimal as typed, right-aligned: digits, one separator, a leading minus; other
/// characters are dropped. The caller parses it; it is never a binary fraction.
FieldResult decimal_field(const FieldSpec& spec, std::string& value);

/// A civil date as YYYY-MM-DD in `value`, or empty. Shown as "6 May 1998".
FieldResult date_field(const FieldSpec& spec, std::string& value);

/// A search field with its key shown at the right ("/" moves the focus here from anywhere).
FieldResult search_field(const FieldSpec& spec, std::string& value, std::string_view key = "/");

}  // namespace satchel::web
