// ListQuery: the conditions of a list whose filters vary, with their parameters in step.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/store/database.h"

namespace satchel {

/// Collects conditions and values for one statement.
class ListQuery {
 public:
  /// Keeps the value as the next parameter and returns its name: `$3`.
  std::string bind(Value value);

  /// Adds a condition; all must hold.
  void where(std::string condition);

  /// Adds the condition that the account in `column` lies in one of `territories`, unless there are
  /// none.
  void where_in(std::string_view column, const std::vector<TerritoryId>& territories);

  /// Returns the SQL of the ids of all accounts that hold a word beginning with `word`, in
  /// parentheses, for `account_id IN`.
  std::string accounts_with(std::string_view word);

  /// Returns ` WHERE … AND …`, or nothing without conditions.
  const std::string& conditions() const { return conditions_; }
  const std::vector<Value>& values() const { return values_; }

 private:
  std::string conditions_;
  std::vector<Value> values_;
};

/// Where a row lies in a list that is newest first: by date, then number, then id.
struct ListPosition {
  Date day = date(1970, 1, 1);
  std::int64_t sort_number = 0;
  std::string id;
};

/// Returns the key by which numbers sort: what has no number yet is newer than all that have one.
std::int64_t sort_number_of(std::int64_t number);

/// Returns the position as an opaque text.
std::string to_text(const ListPosition& position);

/// Returns the position written as `text`; ErrorCode::invalid for any other text.
Result<ListPosition> parse_list_position(std::string_view text);

}  // namespace satchel
