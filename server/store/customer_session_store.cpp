// Customers' sessions in SQL: 256 random bits each, stored as SHA-256 digests.
#include "server/store/customer_session_store.h"

#include <array>

#include "shared/base/hash.h"

namespace satchel::server {

Result<std::string> open_customer_session(const ServerWrite& write, const AccountId& account) {
  SATCHEL_TRY(write.tx.run("DELETE FROM customer_session WHERE expires_at_ms <= $1", write.now));
  std::array<std::uint8_t, 32> bytes{};
  write.random.fill(bytes);
  std::string session = to_hex(bytes);
  SATCHEL_TRY(write.tx.run(R"sql(
    INSERT INTO customer_session (session_digest, account_id, expires_at_ms) VALUES ($1, $2, $3)
  )sql",
                           sha256_hex(session), account,
                           write.now.ms + customer_session_lifetime_ms));
  return session;
}

Result<std::optional<AccountId>> find_customer_session(Transaction& tx, std::string_view session,
                                                       Timestamp now) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT account_id FROM customer_session WHERE session_digest = $1 AND expires_at_ms > $2
  )sql",
                                         sha256_hex(session), now));
  if (rows.empty()) return std::optional<AccountId>();
  return std::optional<AccountId>(rows[0].id<AccountId>(0));
}

Result<void> end_customer_session(Transaction& tx, std::string_view session) {
  return tx.run("DELETE FROM customer_session WHERE session_digest = $1", sha256_hex(session));
}

Result<void> end_customer_sessions_of(Transaction& tx, const AccountId& account) {
  return tx.run("DELETE FROM customer_session WHERE account_id = $1", account);
}

}  // namespace satchel::server
