// Builds the WHERE part of lists and reads their cursors.
#include "shared/store/list_query.h"

#include <limits>

#include "shared/store/search_words.h"

namespace satchel {

std::string ListQuery::bind(Value value) {
  values_.push_back(std::move(value));
  return "$" + std::to_string(values_.size());
}

void ListQuery::where(std::string condition) {
  conditions_ += conditions_.empty() ? " WHERE " : " AND ";
  conditions_ += condition;
}

void ListQuery::where_in(std::string_view column, const std::vector<TerritoryId>& territories) {
  if (territories.empty()) return;
  std::string names;
  for (const TerritoryId& territory : territories) {
    names += (names.empty() ? "" : ", ") + bind(to_value(territory));
  }
  where("EXISTS (SELECT 1 FROM account_territory t WHERE t.account_id = " + std::string(column) +
        " AND t.territory_id IN (" + names + "))");
}

std::string ListQuery::accounts_with(std::string_view word) {
  return "(SELECT id FROM account WHERE search_key IN (SELECT rowid FROM account_fts(" +
         bind(full_text_query(word)) + ")))";
}

std::int64_t sort_number_of(std::int64_t number) {
  return number == 0 ? std::numeric_limits<std::int64_t>::max() : number;
}

std::string to_text(const ListPosition& position) {
  return to_text(position.day) + "." + std::to_string(position.sort_number) + "." + position.id;
}

Result<ListPosition> parse_list_position(std::string_view text) {
  const auto refusal = fail(ErrorCode::invalid, "The cursor is not one that this list gave.");
  const std::size_t first = text.find('.');
  const std::size_t second = text.find('.', first + 1);
  if (first == text.npos || second == text.npos) return refusal;
  const auto day = parse_date(text.substr(0, first));
  const std::string_view digits = text.substr(first + 1, second - first - 1);
  const std::string_view id = text.substr(second + 1);
  if (!day || digits.empty() || digits.size() > 19 || !is_uuid(id)) return refusal;
  std::uint64_t number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return refusal;
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  constexpr auto number_max = std::numeric_limits<std::int64_t>::max();
  if (number > static_cast<std::uint64_t>(number_max)) return refusal;
  return ListPosition{*day, static_cast<std::int64_t>(number), std::string(id)};
}

}  // namespace satchel
