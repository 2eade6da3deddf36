// Typed access to JSON objects, with the path of the first problem.
#include "shared/wire/reader.h"

#include <algorithm>
#include <cstddef>

namespace satchel {

ObjectReader::ObjectReader(const Json& json, std::string path, Strictness strictness,
                           ReadProblem& problem)
    : fields_(std::get_if<JsonObject>(&json.value)),
      path_(std::move(path)),
      strictness_(strictness),
      problem_(problem) {
  if (fields_ != nullptr) {
    used_.assign(fields_->size(), false);
  } else if (ok()) {
    problem_.detail = (path_.empty() ? "The document" : path_) + " must be an object.";
  }
}

ObjectReader::~ObjectReader() {
  if (strictness_ == Strictness::tolerant || fields_ == nullptr) return;
  for (std::size_t index = 0; index < used_.size(); ++index) {
    if (!used_[index]) report((*fields_)[index].first, "is not a known field");
  }
}

const Json* ObjectReader::find(std::string_view name) const {
  if (fields_ == nullptr) return nullptr;
  const auto found = std::find_if(fields_->begin(), fields_->end(),
                                  [&](const auto& field) { return field.first == name; });
  return found == fields_->end() ? nullptr : &found->second;
}

void ObjectReader::mark(std::string_view name) {
  if (fields_ == nullptr) return;
  for (std::size_t index = 0; index < used_.size(); ++index) {
    if ((*fields_)[index].first == name) used_[index] = true;
  }
}

bool ObjectReader::is_empty_text(std::string_view name) const {
  const Json* json = find(name);
  const auto* text = json == nullptr ? nullptr : std::get_if<std::string>(&json->value);
  return text != nullptr && text->empty();
}

std::string ObjectReader::path_of(std::string_view name) const {
  return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

void ObjectReader::report(std::string_view name, std::string_view detail) {
  if (ok()) problem_.detail = path_of(name) + " " + std::string(detail) + ".";
}

bool ObjectReader::has(std::string_view name) const {
  const Json* json = find(name);
  return json != nullptr && !std::holds_alternative<std::monostate>(json->value);
}

const Json* ObjectReader::required(std::string_view name) {
  const Json* json = find(name);
  mark(name);
  if (json == nullptr) report(name, "is missing");
  return json;
}

std::string ObjectReader::text(std::string_view name) {
  const Json* json = required(name);
  if (json == nullptr) return {};
  if (const auto* text = std::get_if<std::string>(&json->value)) return *text;
  report(name, "must be a text");
  return {};
}

std::string ObjectReader::optional_text(std::string_view name) {
  if (has(name)) return text(name);
  mark(name);
  return {};
}

std::int64_t ObjectReader::number(std::string_view name) {
  const Json* json = required(name);
  if (json == nullptr) return 0;
  if (const auto* number = std::get_if<std::int64_t>(&json->value)) return *number;
  report(name, "must be a whole number");
  return 0;
}

std::int64_t ObjectReader::bounded_number(std::string_view name, std::int64_t most) {
  const std::int64_t value = number(name);
  if (value >= -most && value <= most) return value;
  report(name, "is out of range");
  return 0;
}

std::int64_t ObjectReader::optional_number(std::string_view name, std::int64_t otherwise) {
  if (has(name)) return number(name);
  mark(name);
  return otherwise;
}

bool ObjectReader::flag(std::string_view name) {
  const Json* json = required(name);
  if (json == nullptr) return false;
  if (const auto* flag = std::get_if<bool>(&json->value)) return *flag;
  report(name, "must be true or false");
  return false;
}

bool ObjectReader::optional_flag(std::string_view name) {
  if (has(name)) return flag(name);
  mark(name);
  return false;
}

Date ObjectReader::day(std::string_view name) {
  const std::string value = text(name);
  if (const auto day = parse_date(value)) return *day;
  report(name, "must be a date as YYYY-MM-DD");
  return date(1970, 1, 1);
}

std::optional<Date> ObjectReader::optional_day(std::string_view name) {
  if (has(name)) return day(name);
  mark(name);
  return std::nullopt;
}

Decimal ObjectReader::decimal(std::string_view name) {
  const std::string value = text(name);
  if (const auto decimal = parse_decimal(value)) return *decimal;
  report(name, "must be a decimal number as text");
  return {};
}

Money ObjectReader::money(std::string_view name) {
  Money amount;
  object(name, [&](ObjectReader& in) {
    amount.minor = in.number("minor");
    amount.currency = in.word<Currency>("currency");
    const bool ranged =
        amount.minor >= -amount_minor_max * 1000 && amount.minor <= amount_minor_max * 1000;
    if (!ranged) in.report("minor", "is out of range");
  });
  return amount;
}

const JsonArray* ObjectReader::optional_array(std::string_view name, std::size_t count_max) {
  const Json* json = find(name);
  mark(name);
  if (json == nullptr || std::holds_alternative<std::monostate>(json->value)) return nullptr;
  const auto* array = std::get_if<JsonArray>(&json->value);
  if (array == nullptr) {
    report(name, "must be an array");
  } else if (array->size() > count_max) {
    report(name, "has more than " + std::to_string(count_max) + " entries");
    return nullptr;
  }
  return array;
}

std::vector<std::string> ObjectReader::texts(std::string_view name, std::size_t count_max) {
  std::vector<std::string> all;
  const JsonArray* array = optional_array(name, count_max);
  for (std::size_t index = 0; array != nullptr && index < array->size(); ++index) {
    if (const auto* text = std::get_if<std::string>(&(*array)[index].value)) {
      all.push_back(*text);
    } else {
      report(name, "must hold texts only");
    }
  }
  return all;
}

}  // namespace satchel
