// Keeps drafts in the device's database.
#include "web/sync/kept_drafts.h"

namespace satchel::web {

Result<void> keep_draft(Database& database, const DraftKey& key, std::string_view text) {
  auto tx = SATCHEL_TRY(database.begin());
  SATCHEL_TRY(tx->run("DELETE FROM kept_draft WHERE user_id = $1 AND kind = $2 AND target = $3",
                      key.user, key.kind, key.target));
  if (!text.empty()) {
    SATCHEL_TRY(
        tx->run("INSERT INTO kept_draft (user_id, kind, target, text) "
                "VALUES ($1, $2, $3, $4)",
                key.user, key.kind, key.target, text));
  }
  return tx->commit();
}

Result<std::optional<std::string>> find_draft(Transaction& tx, const DraftKey& key) {
  const Rows rows = SATCHEL_TRY(
      tx.query("SELECT text FROM kept_draft WHERE user_id = $1 AND kind = $2 AND target = $3",
               key.user, key.kind, key.target));
  if (rows.empty()) return std::optional<std::string>();
  return std::optional(rows[0].text(0));
}

}  // namespace satchel::web
