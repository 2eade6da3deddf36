// Checks and writes territories.
#include "server/access/territory_acts.h"

#include <algorithm>

#include "server/store/audit_log.h"
#include "shared/base/text.h"
#include "shared/domain/limits.h"
#include "shared/store/account_store.h"

namespace satchel::server {
namespace {

/// Writes the territory and its audit row, or says what is wrong with the wish.
Result<Allowed<Territory>> write_territory(const ServerWrite& write, const AuditRow& row,
                                           const TerritoryId& id, const TerritoryWish& wish) {
  using Answer = Allowed<Territory>;
  Territory territory{id, trim(wish.code), trim(wish.name)};
  if (territory.code.empty() || !is_clean_utf8(territory.code) ||
      length_of(territory.code) > short_text_length_max) {
    return Answer(refuse_act(422, "code-invalid", "Enter a code of 1 to 100 characters."));
  }
  if (territory.name.empty()) territory.name = territory.code;
  if (!is_clean_utf8(territory.name) || length_of(territory.name) > name_length_max) {
    return Answer(refuse_act(422, "name-invalid", "Enter a name of at most 200 characters."));
  }
  for (const Territory& known : SATCHEL_TRY(load_territories(write.tx))) {
    if (known.id != id && fold(known.code) == fold(territory.code)) {
      return Answer(
          refuse_act(409, "code-taken", "The territory " + known.code + " is there already."));
    }
  }
  SATCHEL_TRY(save_territory(write.tx, territory));
  SATCHEL_TRY(append_audit(write, row));
  return Answer(std::move(territory));
}

AuditRow audit_row_of_territory(const ServerWrite& write, const UserId& by, std::string action,
                                const TerritoryId& id) {
  return {.at = write.now,
          .user_id = by,
          .action = std::move(action),
          .subject = "territory:" + id.text(),
          .detail = {}};
}

}  // namespace

Result<std::vector<TerritoryRow>> list_territory_rows(Transaction& tx) {
  const Rows found = SATCHEL_TRY(tx.query(R"sql(
    SELECT id, code, name,
      (SELECT COUNT(*) FROM account_territory WHERE territory_id = territory.id),
      (SELECT COUNT(*) FROM user_territory WHERE territory_id = territory.id)
    FROM territory ORDER BY code
  )sql"));
  std::vector<TerritoryRow> rows;
  for (const Row& row : found) {
    rows.push_back(
        {{row.id<TerritoryId>(0), row.text(1), row.text(2)}, row.number(3), row.number(4)});
  }
  return rows;
}

Result<bool> are_known_territories(Transaction& tx, const std::vector<TerritoryId>& ids) {
  const auto known = SATCHEL_TRY(load_territories(tx));
  return std::all_of(ids.begin(), ids.end(), [&](const TerritoryId& id) {
    return std::any_of(known.begin(), known.end(),
                       [&](const Territory& each) { return each.id == id; });
  });
}

Result<Allowed<Territory>> add_territory(const ServerWrite& write, const UserId& by,
                                         const TerritoryWish& wish) {
  const auto id = TerritoryId::make(write.now, write.random);
  AuditRow row = audit_row_of_territory(write, by, "add_territory", id);
  row.detail = wish.code;
  return write_territory(write, row, id, wish);
}

Result<Allowed<Territory>> rename_territory(const ServerWrite& write, const UserId& by,
                                            const TerritoryId& id, const TerritoryWish& wish) {
  for (const Territory& known : SATCHEL_TRY(load_territories(write.tx))) {
    if (known.id != id) continue;
    AuditRow row = audit_row_of_territory(write, by, "rename_territory", id);
    row.detail = known.code + " to " + wish.code;
    return write_territory(write, row, id, wish);
  }
  return Allowed<Territory>(
      refuse_act(404, "territory-unknown", "There is no such territory; load the list again."));
}

}  // namespace satchel::server
