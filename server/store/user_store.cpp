// Users and their territories in SQL.
#include "server/store/user_store.h"

#include <algorithm>

#include "shared/base/text.h"

namespace satchel::server {
namespace {

Result<User> user_of(Transaction& tx, const Row& row) {
  User user;
  user.id = row.id<UserId>(0);
  user.login = row.text(1);
  user.name = row.text(2);
  user.role = row.word<Role>(3);
  user.password_hash = row.text(4);
  user.state = row.word<UserState>(5);
  user.scope_version = row.number(6);
  const Rows territories = SATCHEL_TRY(tx.query(R"sql(
    SELECT territory_id FROM user_territory WHERE user_id = $1 ORDER BY territory_id
  )sql",
                                                user.id));
  for (const Row& territory : territories) user.territories.push_back(territory.id<TerritoryId>(0));
  return user;
}

Result<std::optional<User>> first_user(Transaction& tx, const Rows& rows) {
  if (rows.empty()) return std::optional<User>();
  return std::optional<User>(SATCHEL_TRY(user_of(tx, rows[0])));
}

Result<void> save_territories(Transaction& tx, const User& user) {
  SATCHEL_TRY(tx.run("DELETE FROM user_territory WHERE user_id = $1", user.id));
  for (const TerritoryId& territory : user.territories) {
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO user_territory (user_id, territory_id) VALUES ($1, $2)
      ON CONFLICT (user_id, territory_id) DO NOTHING
    )sql",
                       user.id, territory));
  }
  return {};
}

}  // namespace

Result<std::optional<User>> find_user(Transaction& tx, const UserId& id) {
  return first_user(tx, SATCHEL_TRY(tx.query(R"sql(
    SELECT id, login, name, role, password_hash, state, scope_version FROM app_user WHERE id = $1
  )sql",
                                             id)));
}

Result<std::optional<User>> find_user_by_login(Transaction& tx, std::string_view login) {
  return first_user(tx, SATCHEL_TRY(tx.query(R"sql(
    SELECT id, login, name, role, password_hash, state, scope_version
    FROM app_user WHERE login_folded = $1
  )sql",
                                             fold(trim(login)))));
}

Result<std::vector<User>> list_users(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT id, login, name, role, password_hash, state, scope_version
    FROM app_user ORDER BY login_folded
  )sql"));
  std::vector<User> users;
  for (const Row& row : rows) users.push_back(SATCHEL_TRY(user_of(tx, row)));
  return users;
}

Result<void> save_user(Transaction& tx, const User& user) {
  const auto before = SATCHEL_TRY(find_user(tx, user.id));
  std::vector<TerritoryId> wanted = user.territories;
  std::sort(wanted.begin(), wanted.end());
  std::int64_t scope_version = 1;
  if (before) {
    const bool same_scope = before->role == user.role && before->territories == wanted;
    scope_version = before->scope_version + (same_scope ? 0 : 1);
  }
  SATCHEL_TRY(tx.run(R"sql(
    INSERT INTO app_user
      (id, login, login_folded, name, role, password_hash, state, scope_version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (id) DO UPDATE SET login = excluded.login, login_folded = excluded.login_folded,
      name = excluded.name, role = excluded.role, password_hash = excluded.password_hash,
      state = excluded.state, scope_version = excluded.scope_version
  )sql",
                     user.id, trim(user.login), fold(trim(user.login)), user.name, user.role,
                     user.password_hash, user.state, scope_version));
  return save_territories(tx, user);
}

Result<void> raise_scope_versions(Transaction& tx, const std::vector<TerritoryId>& territories) {
  for (const TerritoryId& territory : territories) {
    SATCHEL_TRY(tx.run(R"sql(
      UPDATE app_user SET scope_version = scope_version + 1
      WHERE id IN (SELECT user_id FROM user_territory WHERE territory_id = $1)
    )sql",
                       territory));
  }
  return {};
}

Actor actor_of(const User& user) { return {user.id, user.name, user.role, user.territories}; }

}  // namespace satchel::server
