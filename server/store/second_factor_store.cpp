// Second factors in SQL.
#include "server/store/second_factor_store.h"

#include "shared/base/hash.h"

namespace satchel::server {

Result<std::optional<SecondFactor>> find_second_factor(Transaction& tx, const UserId& user) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT secret, confirmed, last_step FROM second_factor WHERE user_id = $1
  )sql",
                                         user));
  if (rows.empty()) return std::optional<SecondFactor>();
  const Row& row = rows[0];
  return std::optional<SecondFactor>(
      SecondFactor{user, row.text(0), row.number(1) == 1, row.number(2)});
}

Result<void> save_second_factor(Transaction& tx, const SecondFactor& factor) {
  return tx.run(R"sql(
    INSERT INTO second_factor (user_id, secret, confirmed, last_step) VALUES ($1, $2, $3, $4)
    ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret,
      confirmed = excluded.confirmed, last_step = excluded.last_step
  )sql",
                factor.user_id, factor.secret, std::int64_t{factor.confirmed ? 1 : 0},
                factor.last_step);
}

Result<void> erase_second_factor(Transaction& tx, const UserId& user) {
  SATCHEL_TRY(tx.run("DELETE FROM recovery_code WHERE user_id = $1", user));
  return tx.run("DELETE FROM second_factor WHERE user_id = $1", user);
}

Result<void> save_recovery_codes(Transaction& tx, const UserId& user,
                                 const std::vector<std::string>& codes) {
  SATCHEL_TRY(tx.run("DELETE FROM recovery_code WHERE user_id = $1", user));
  for (const std::string& code : codes) {
    SATCHEL_TRY(tx.run("INSERT INTO recovery_code (user_id, code_digest) VALUES ($1, $2)", user,
                       sha256_hex(code)));
  }
  return {};
}

Result<std::int64_t> count_recovery_codes(Transaction& tx, const UserId& user) {
  const Rows rows =
      SATCHEL_TRY(tx.query("SELECT COUNT(*) FROM recovery_code WHERE user_id = $1", user));
  return rows[0].number(0);
}

Result<bool> use_recovery_code(Transaction& tx, const UserId& user, std::string_view code) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    DELETE FROM recovery_code WHERE user_id = $1 AND code_digest = $2 RETURNING user_id
  )sql",
                                         user, sha256_hex(code)));
  return !rows.empty();
}

Result<std::vector<UserId>> list_confirmed_users(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(
      tx.query("SELECT user_id FROM second_factor WHERE confirmed = 1 ORDER BY user_id"));
  std::vector<UserId> users;
  for (const Row& row : rows) users.push_back(row.id<UserId>(0));
  return users;
}

}  // namespace satchel::server
