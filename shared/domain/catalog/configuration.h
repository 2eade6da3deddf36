// Configuration fields: what must or may be answered for an item or an order, and the answers.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "shared/base/enum_words.h"
#include "shared/domain/rejection.h"

namespace satchel {

enum class FieldKind { text, number, date, choice, yes_no };
SATCHEL_ENUM_WORDS(FieldKind, "text", "number", "date", "choice", "yes_no");

/// One question, as the administrator set it.
struct ConfigurationField {
  std::string key;  // Names the field for ever: lower case letters, digits and underscores.
  std::string label;
  FieldKind kind = FieldKind::text;
  bool required = false;
  std::string help;
  std::vector<std::string> choices;  // For a choice: what may be chosen.
  std::string minimum;  // Least number, earliest date, fewest characters; empty without a bound.
  std::string maximum;  // Greatest number, latest date, most characters; empty without a bound.
  std::string pattern;  // For a text: `#` a digit, `@` a letter, `*` anything, others themselves.

  bool operator==(const ConfigurationField&) const = default;
};

/// One answer. A number is an exact decimal, a date is YYYY-MM-DD, yes_no is `yes` or `no`. An
/// empty value is no answer.
struct ConfigurationValue {
  std::string key;
  std::string value;

  bool operator==(const ConfigurationValue&) const = default;
};

/// Returns the answer for `key`; empty when there is none.
std::string value_of(std::span<const ConfigurationValue> values, std::string_view key);

/// Sets the answer for `key`, or takes it out when `value` is empty.
void set_value(std::vector<ConfigurationValue>& values, std::string_view key, std::string value);

/// Returns whether `text` is what `pattern` says; anything is for an empty pattern.
bool matches(std::string_view text, std::string_view pattern);

/// Returns what keeps `values` from answering `fields`, with paths under `path`:
/// `items[2].configuration.domain`. A required field without an answer is configuration_required;
/// an unknown or repeated key, a wrong type, choice, bound or pattern is field_invalid.
std::vector<FieldProblem> problems_of(std::span<const ConfigurationValue> values,
                                      std::span<const ConfigurationField> fields,
                                      const std::string& path);

/// Returns what not even a draft may hold, whatever its fields: too many or malformed values, texts
/// too long or with a card number.
std::vector<FieldProblem> draft_problems_of(std::span<const ConfigurationValue> values,
                                            const std::string& path);

/// Returns what is wrong with the questions themselves, with paths under `path`: keys that are
/// malformed or not unique, no label, no choices, bounds that are not of the field's kind.
std::vector<FieldProblem> problems_of_fields(std::span<const ConfigurationField> fields,
                                             const std::string& path);

}  // namespace satchel
