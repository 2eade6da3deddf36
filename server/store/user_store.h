// The user store: who may log in, in which role, for which territories.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/enum_words.h"
#include "shared/domain/access/actor.h"
#include "shared/store/database.h"

namespace satchel::server {

enum class UserState { active, disabled };

}  // namespace satchel::server

namespace satchel {
SATCHEL_ENUM_WORDS(server::UserState, "active", "disabled");
}  // namespace satchel

namespace satchel::server {

struct User {
  UserId id;
  std::string login;  // As shown; unique ignoring case and accents.
  std::string name;
  Role role = Role::rep;
  std::string password_hash;  // Empty: no login by password.
  UserState state = UserState::active;
  std::int64_t scope_version = 1;  // Grows when what the user may see changes.
  std::vector<TerritoryId> territories;

  bool operator==(const User&) const = default;
};

/// Returns the user, or nothing.
Result<std::optional<User>> find_user(Transaction& tx, const UserId& id);

/// Returns the user with this login, ignoring case, or nothing.
Result<std::optional<User>> find_user_by_login(Transaction& tx, std::string_view login);

/// Returns all users by login.
Result<std::vector<User>> list_users(Transaction& tx);

/// Writes the whole user but for the scope version, which grows by itself when role or territories
/// changed. ErrorCode::conflict when another user has the login.
Result<void> save_user(Transaction& tx, const User& user);

/// Raises the scope version of every user who has one of the territories: call it with an account's
/// old and new territories when they change.
Result<void> raise_scope_versions(Transaction& tx, const std::vector<TerritoryId>& territories);

/// Returns the user as decisions know him.
Actor actor_of(const User& user);

}  // namespace satchel::server
