// How rows give their columns.
#include "shared/store/database.h"

namespace satchel {

std::int64_t Row::number(std::size_t column) const {
  const auto* number = std::get_if<std::int64_t>(&values_[column]);
  return number == nullptr ? 0 : *number;
}

const std::string& Row::text(std::size_t column) const {
  static const std::string empty;
  const auto* text = std::get_if<std::string>(&values_[column]);
  return text == nullptr ? empty : *text;
}

Date Row::day(std::size_t column) const { return optional_day(column).value_or(date(1970, 1, 1)); }

std::optional<Date> Row::optional_day(std::size_t column) const { return parse_date(text(column)); }

Decimal Row::decimal(std::size_t column) const {
  return parse_decimal(text(column)).value_or(Decimal());
}

}  // namespace satchel
