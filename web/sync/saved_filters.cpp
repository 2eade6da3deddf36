// Keeps saved filters in the device's database.
#include "web/sync/saved_filters.h"

#include <utility>

namespace satchel::web {
namespace {

constexpr std::string_view all_sites = "*";

}  // namespace

Result<void> save_filter(Transaction& tx, const UserId& user, const SavedFilter& filter) {
  return tx.run(R"sql(
    INSERT INTO saved_filter (user_id, name, pill, queue, search, sort_column, descending, site)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (user_id, name) DO UPDATE SET
      pill = excluded.pill, queue = excluded.queue, search = excluded.search,
      sort_column = excluded.sort_column, descending = excluded.descending, site = excluded.site
  )sql",
                user, filter.name, filter.pill, filter.queue, filter.search, filter.sort_column,
                filter.descending, filter.site.value_or(std::string(all_sites)));
}

Result<void> forget_filter(Transaction& tx, const UserId& user, std::string_view name) {
  return tx.run("DELETE FROM saved_filter WHERE user_id = $1 AND name = $2", user, name);
}

Result<std::vector<SavedFilter>> load_filters(Transaction& tx, const UserId& user) {
  std::vector<SavedFilter> filters;
  for (const Row& row : SATCHEL_TRY(tx.query(R"sql(
    SELECT name, pill, queue, search, sort_column, descending, site
    FROM saved_filter WHERE user_id = $1 ORDER BY name
  )sql",
                                             user))) {
    SavedFilter filter;
    filter.name = row.text(0);
    filter.pill = row.number(1);
    filter.queue = row.text(2);
    filter.search = row.text(3);
    filter.sort_column = row.number(4);
    filter.descending = row.number(5) != 0;
    if (row.text(6) != all_sites) filter.site = row.text(6);
    filters.push_back(std::move(filter));
  }
  return filters;
}

}  // namespace satchel::web
