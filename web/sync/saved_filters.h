// Saved filters: ways to look at the list of orders that a person gave a name, kept on this device.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/store/database.h"

namespace satchel::web {

struct SavedFilter {
  std::string name;       // Of the person's own; unique among his.
  std::int64_t pill = 0;  // The filter above the list, as numbered there.
  std::string queue;      // A word of OrderQueue where that filter is one; else empty.
  std::string search;     // The words that are searched for.
  std::optional<std::string> site = {};  // A code, or empty for our own desk; nothing for all.
  std::int64_t sort_column = -1;         // -1: newest first.
  bool descending = false;

  bool operator==(const SavedFilter&) const = default;
};

/// Keeps the filter for the user; one of the same name is replaced.
Result<void> save_filter(Transaction& tx, const UserId& user, const SavedFilter& filter);

Result<void> forget_filter(Transaction& tx, const UserId& user, std::string_view name);

/// Returns the user's filters by name.
Result<std::vector<SavedFilter>> load_filters(Transaction& tx, const UserId& user);

}  // namespace satchel::web
