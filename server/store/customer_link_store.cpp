// Customers' links in SQL: 256 random bits each, kept as SHA-256 digests.
#include "server/store/customer_link_store.h"

#include <array>

#include "shared/base/hash.h"

namespace satchel::server {
namespace {

std::optional<AccountId> owner_in(const Rows& rows) {
  return rows.empty() ? std::nullopt : std::optional(rows.front().id<AccountId>(0));
}

}  // namespace

Result<std::optional<std::string>> issue_customer_link(const ServerWrite& write,
                                                       const AccountId& account) {
  const Rows recent = SATCHEL_TRY(write.tx.query(
      "SELECT 1 FROM customer_link WHERE account_id = $1 AND issued_at_ms > $2 LIMIT 1", account,
      write.now.ms - customer_link_pause_ms));
  if (!recent.empty()) return std::optional<std::string>();
  SATCHEL_TRY(write.tx.run("DELETE FROM customer_link WHERE account_id = $1 OR expires_at_ms <= $2",
                           account, write.now));
  std::array<std::uint8_t, 32> bytes{};
  write.random.fill(bytes);
  std::string link = to_hex(bytes);
  SATCHEL_TRY(write.tx.run(R"sql(
    INSERT INTO customer_link (link_digest, account_id, issued_at_ms, expires_at_ms, used_at_ms)
    VALUES ($1, $2, $3, $4, 0)
  )sql",
                           sha256_hex(link), account, write.now,
                           write.now.ms + customer_link_lifetime_ms));
  return std::optional(std::move(link));
}

Result<std::optional<AccountId>> find_customer_link(Transaction& tx, std::string_view link,
                                                    Timestamp now) {
  return owner_in(SATCHEL_TRY(tx.query(R"sql(
    SELECT account_id FROM customer_link
    WHERE link_digest = $1 AND used_at_ms = 0 AND expires_at_ms > $2
  )sql",
                                       sha256_hex(link), now)));
}

Result<std::optional<AccountId>> use_customer_link(Transaction& tx, std::string_view link,
                                                   Timestamp now) {
  return owner_in(SATCHEL_TRY(tx.query(R"sql(
    UPDATE customer_link SET used_at_ms = $2
    WHERE link_digest = $1 AND used_at_ms = 0 AND expires_at_ms > $2 RETURNING account_id
  )sql",
                                       sha256_hex(link), now)));
}

}  // namespace satchel::server
