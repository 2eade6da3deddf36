// Tokens and one-time links: 256 random bits each, stored as SHA-256 digests.
#include "server/store/token_store.h"

#include <array>

#include "shared/base/hash.h"

namespace satchel::server {
namespace {

std::string make_secret(Random& random) {
  std::array<std::uint8_t, 32> bytes{};
  random.fill(bytes);
  return to_hex(bytes);
}

}  // namespace

Result<std::string> issue_token(const ServerWrite& write, const UserId& user,
                                const DeviceId& device) {
  std::string token = make_secret(write.random);
  SATCHEL_TRY(write.tx.run(R"sql(
    INSERT INTO access_token
      (token_digest, user_id, device_id, created_at_ms, expires_at_ms, last_used_at_ms)
    VALUES ($1, $2, $3, $4, $5, $4)
  )sql",
                           sha256_hex(token), user, device, write.now,
                           write.now.ms + token_lifetime_ms));
  return token;
}

Result<std::optional<AccessToken>> find_token(Transaction& tx, std::string_view token,
                                              Timestamp now) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT access_token.user_id, device_id, created_at_ms, expires_at_ms, last_used_at_ms,
           COALESCE(device.revoked, 0)
    FROM access_token LEFT JOIN device ON device.id = access_token.device_id
    WHERE token_digest = $1 AND expires_at_ms > $2
  )sql",
                                         sha256_hex(token), now));
  if (rows.empty()) return std::optional<AccessToken>();
  const Row& row = rows[0];
  return std::optional<AccessToken>(AccessToken{row.id<UserId>(0),
                                                row.id<DeviceId>(1),
                                                {row.number(2)},
                                                {row.number(3)},
                                                {row.number(4)},
                                                row.number(5) == 1});
}

Result<void> touch_token(Transaction& tx, std::string_view token, Timestamp now) {
  return tx.run("UPDATE access_token SET last_used_at_ms = $2 WHERE token_digest = $1",
                sha256_hex(token), now);
}

Result<void> revoke_token(Transaction& tx, std::string_view token) {
  return tx.run("DELETE FROM access_token WHERE token_digest = $1", sha256_hex(token));
}

Result<void> revoke_tokens_of(Transaction& tx, const UserId& user) {
  return tx.run("DELETE FROM access_token WHERE user_id = $1", user);
}

Result<void> revoke_tokens_of(Transaction& tx, const DeviceId& device) {
  return tx.run("DELETE FROM access_token WHERE device_id = $1", device);
}

Result<void> revoke_other_tokens(Transaction& tx, const UserId& user, std::string_view kept) {
  return tx.run("DELETE FROM access_token WHERE user_id = $1 AND token_digest <> $2", user,
                sha256_hex(kept));
}

Result<void> erase_expired_tokens(Transaction& tx, Timestamp now) {
  SATCHEL_TRY(tx.run("DELETE FROM access_token WHERE expires_at_ms <= $1", now));
  return tx.run("DELETE FROM one_time_link WHERE expires_at_ms <= $1", now);
}

Result<std::string> issue_link(const ServerWrite& write, const UserId& user) {
  std::string link = make_secret(write.random);
  SATCHEL_TRY(write.tx.run(R"sql(
    INSERT INTO one_time_link (link_digest, user_id, expires_at_ms, used_at_ms)
    VALUES ($1, $2, $3, 0)
  )sql",
                           sha256_hex(link), user, write.now.ms + link_lifetime_ms));
  return link;
}

Result<std::optional<UserId>> find_link(Transaction& tx, std::string_view link, Timestamp now) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT user_id FROM one_time_link
    WHERE link_digest = $1 AND used_at_ms = 0 AND expires_at_ms > $2
  )sql",
                                         sha256_hex(link), now));
  if (rows.empty()) return std::optional<UserId>();
  return std::optional<UserId>(rows[0].id<UserId>(0));
}

Result<void> revoke_links_of(Transaction& tx, const UserId& user) {
  return tx.run("DELETE FROM one_time_link WHERE user_id = $1", user);
}

Result<std::optional<UserId>> use_link(Transaction& tx, std::string_view link, Timestamp now) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    UPDATE one_time_link SET used_at_ms = $2
    WHERE link_digest = $1 AND used_at_ms = 0 AND expires_at_ms > $2
    RETURNING user_id
  )sql",
                                         sha256_hex(link), now));
  if (rows.empty()) return std::optional<UserId>();
  return std::optional<UserId>(rows[0].id<UserId>(0));
}

}  // namespace satchel::server
