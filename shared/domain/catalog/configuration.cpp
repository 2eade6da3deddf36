// Checks answers against their questions, and the questions themselves.
#include "shared/domain/catalog/configuration.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "shared/base/date.h"
#include "shared/base/decimal.h"
#include "shared/base/text.h"
#include "shared/domain/limits.h"

namespace satchel {
namespace {

/// Returns -1, 0 or 1 as `left` is less than, equal to or greater than `right`.
int compare(Decimal left, Decimal right) {
  __extension__ using Wide = __int128;
  Wide one = left.coefficient;
  Wide other = right.coefficient;
  for (int scale = left.scale; scale < right.scale; ++scale) one *= 10;
  for (int scale = right.scale; scale < left.scale; ++scale) other *= 10;
  return one < other ? -1 : (one > other ? 1 : 0);
}

/// How a value stands to a bound of its field's kind; nothing when one of them is not of that kind.
std::optional<int> compare_as(FieldKind kind, const std::string& value, const std::string& bound) {
  if (kind == FieldKind::date) {
    const auto day = parse_date(value);
    const auto limit = parse_date(bound);
    if (!day || !limit) return std::nullopt;
    return *day < *limit ? -1 : (*day == *limit ? 0 : 1);
  }
  const auto limit = parse_decimal(bound);
  const auto number = kind == FieldKind::text
                          ? Decimal{static_cast<std::int64_t>(length_of(value)), 0}
                          : parse_decimal(value);
  if (!number || !limit) return std::nullopt;
  return compare(*number, *limit);
}

bool has_bounds(FieldKind kind) {
  return kind == FieldKind::text || kind == FieldKind::number || kind == FieldKind::date;
}

bool is_in_bounds(const ConfigurationField& field, const std::string& value) {
  if (!has_bounds(field.kind)) return true;
  if (!field.minimum.empty() && compare_as(field.kind, value, field.minimum).value_or(-1) < 0) {
    return false;
  }
  return field.maximum.empty() || compare_as(field.kind, value, field.maximum).value_or(1) <= 0;
}

bool is_of_kind(const ConfigurationField& field, const std::string& value) {
  switch (field.kind) {
    case FieldKind::text:
      return matches(value, field.pattern);
    case FieldKind::number:
      return parse_decimal(value).has_value();
    case FieldKind::date:
      return parse_date(value).has_value();
    case FieldKind::choice:
      return std::find(field.choices.begin(), field.choices.end(), value) != field.choices.end();
    case FieldKind::yes_no:
      return value == "yes" || value == "no";
  }
  return false;
}

std::optional<Reason> text_reason(const std::string& text, std::size_t length_max) {
  if (!is_clean_utf8(text)) return Reason::field_invalid;
  if (length_of(text) > length_max) return Reason::field_too_long;
  if (!card_number_in(text).empty()) return Reason::card_number_refused;
  return std::nullopt;
}

const ConfigurationField* find_field(std::span<const ConfigurationField> fields,
                                     const std::string& key) {
  const auto found =
      std::find_if(fields.begin(), fields.end(),
                   [&](const ConfigurationField& field) { return field.key == key; });
  return found == fields.end() ? nullptr : &*found;
}

bool has_value(std::span<const ConfigurationValue> values, const std::string& key) {
  return std::any_of(values.begin(), values.end(),
                     [&](const ConfigurationValue& each) { return each.key == key; });
}

bool is_key(const std::string& key) {
  if (key.empty() || key.size() > short_text_length_max) return false;
  return std::all_of(key.begin(), key.end(), [](char each) {
    return (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '_';
  });
}

bool is_bound(FieldKind kind, const std::string& bound) {
  if (bound.empty()) return true;
  if (!has_bounds(kind)) return false;
  return kind == FieldKind::date ? parse_date(bound).has_value() : parse_decimal(bound).has_value();
}

std::optional<FieldProblem> problem_of_field(const ConfigurationField& field,
                                             const std::string& at) {
  const auto wrong = [&](const char* name, Reason reason) {
    return FieldProblem{at + "." + name, reason};
  };
  if (!is_key(field.key)) return wrong("key", Reason::field_invalid);
  if (trim(field.label).empty()) return wrong("label", Reason::field_required);
  if (const auto reason = text_reason(field.label, name_length_max)) {
    return wrong("label", *reason);
  }
  if (const auto reason = text_reason(field.help, name_length_max)) {
    return wrong("help", *reason);
  }
  if (field.choices.empty() == (field.kind == FieldKind::choice)) {
    return wrong("choices", Reason::field_invalid);
  }
  if (field.choices.size() > choices_max) return wrong("choices", Reason::field_too_long);
  for (const std::string& choice : field.choices) {
    const bool one_line = !trim(choice).empty() && choice.find('\n') == std::string::npos;
    if (!one_line || text_reason(choice, name_length_max)) {
      return wrong("choices", Reason::field_invalid);
    }
  }
  if (!is_bound(field.kind, field.minimum)) return wrong("minimum", Reason::field_invalid);
  if (!is_bound(field.kind, field.maximum)) return wrong("maximum", Reason::field_invalid);
  const bool pattern_fits = field.pattern.empty() || field.kind == FieldKind::text;
  if (!pattern_fits || text_reason(field.pattern, short_text_length_max)) {
    return wrong("pattern", Reason::field_invalid);
  }
  return std::nullopt;
}

}  // namespace

std::string value_of(std::span<const ConfigurationValue> values, std::string_view key) {
  const auto found = std::find_if(values.begin(), values.end(),
                                  [&](const ConfigurationValue& each) { return each.key == key; });
  return found == values.end() ? std::string() : found->value;
}

void set_value(std::vector<ConfigurationValue>& values, std::string_view key, std::string value) {
  const auto found = std::find_if(values.begin(), values.end(),
                                  [&](const ConfigurationValue& each) { return each.key == key; });
  if (value.empty()) {
    if (found != values.end()) values.erase(found);
  } else if (found != values.end()) {
    found->value = std::move(value);
  } else {
    values.push_back({std::string(key), std::move(value)});
  }
}

bool matches(std::string_view text, std::string_view pattern) {
  if (pattern.empty()) return true;
  // Where to go on when the text after the last `*` does not fit: the star swallows one more.
  constexpr std::size_t none = std::string_view::npos;
  std::size_t star = none;
  std::size_t swallowed = 0;
  std::size_t at = 0;
  std::size_t next = 0;
  while (next < text.size()) {
    const char want = at < pattern.size() ? pattern[at] : '\0';
    const char have = text[next];
    const bool digit = have >= '0' && have <= '9';
    const bool letter = (have >= 'a' && have <= 'z') || (have >= 'A' && have <= 'Z');
    if (want == '*') {
      star = at++;
      swallowed = next;
    } else if ((want == '#' && digit) || (want == '@' && letter) ||
               (at < pattern.size() && want == have)) {
      ++at;
      ++next;
    } else if (star != none) {
      at = star + 1;
      next = ++swallowed;
    } else {
      return false;
    }
  }
  while (at < pattern.size() && pattern[at] == '*') ++at;
  return at == pattern.size();
}

std::vector<FieldProblem> problems_of(std::span<const ConfigurationValue> values,
                                      std::span<const ConfigurationField> fields,
                                      const std::string& path) {
  std::vector<FieldProblem> problems = draft_problems_of(values, path);
  if (!problems.empty()) return problems;
  for (std::size_t index = 0; index < values.size(); ++index) {
    const auto& [key, value] = values[index];
    const ConfigurationField* field = find_field(fields, key);
    const bool repeated = has_value(values.first(index), key);
    const bool fits = value.empty() || (field != nullptr && is_of_kind(*field, value) &&
                                        is_in_bounds(*field, value));
    if (field == nullptr || repeated || !fits) {
      problems.push_back({path + "." + key, Reason::field_invalid});
    }
  }
  for (const ConfigurationField& field : fields) {
    if (field.required && trim(value_of(values, field.key)).empty()) {
      problems.push_back({path + "." + field.key, Reason::configuration_required});
    }
  }
  return problems;
}

std::vector<FieldProblem> draft_problems_of(std::span<const ConfigurationValue> values,
                                            const std::string& path) {
  if (values.size() > configuration_fields_max) return {{path, Reason::field_too_long}};
  std::vector<FieldProblem> problems;
  for (const ConfigurationValue& each : values) {
    if (!is_key(each.key)) {
      problems.push_back({path, Reason::field_invalid});
    } else if (const auto reason = text_reason(each.value, configuration_length_max)) {
      problems.push_back({path + "." + each.key, *reason});
    }
  }
  return problems;
}

std::vector<FieldProblem> problems_of_fields(std::span<const ConfigurationField> fields,
                                             const std::string& path) {
  if (fields.size() > configuration_fields_max) return {{path, Reason::field_too_long}};
  std::vector<FieldProblem> problems;
  for (std::size_t index = 0; index < fields.size(); ++index) {
    const std::string at = path + "[" + std::to_string(index) + "]";
    if (const auto problem = problem_of_field(fields[index], at)) problems.push_back(*problem);
    if (find_field(fields.first(index), fields[index].key) != nullptr) {
      problems.push_back({at + ".key", Reason::field_invalid});
    }
  }
  return problems;
}

}  // namespace satchel
