// The seal keys in SQL.
#include "server/store/seal_key_store.h"

namespace satchel::server {

Result<std::string> ensure_seal_keys(const ServerWrite& write) {
  if (const auto known = SATCHEL_TRY(find_seal_keys(write.tx))) return known->public_key;
  const SealKeys keys = make_seal_keys(write.random);
  SATCHEL_TRY(
      write.tx.run("INSERT INTO seal_key (id, public_key, private_key) VALUES ('-', $1, $2)",
                   keys.public_key, keys.private_key));
  return keys.public_key;
}

Result<std::optional<SealKeys>> find_seal_keys(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(tx.query("SELECT public_key, private_key FROM seal_key"));
  if (rows.empty()) return std::optional<SealKeys>();
  return std::optional(SealKeys{rows[0].text(0), rows[0].text(1)});
}

}  // namespace satchel::server
