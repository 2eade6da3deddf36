// Acts on users: add, edit, disable, give a link for a password. Each leaves its audit row.
#pragma once

#include <string>
#include <vector>

#include "server/access/allowed.h"
#include "server/store/server_write.h"
#include "server/store/user_store.h"

namespace satchel::server {

/// What the office wants a user to be.
struct UserWish {
  std::string login;  // An e-mail address; it never changes later.
  std::string name;
  Role role = Role::rep;
  std::vector<TerritoryId> territories;  // Only a rep and a manager keep them.
};

/// A user who can be sent to choose his password.
struct Invited {
  User user;
  std::string link;  // The last part of the address, shown once.
};

/// Adds a user without a password, with a link to choose one. `by` is who does it; empty for the
/// command line. Refused: a login that is none or taken, no name, the role customer, unknown
/// territories.
Result<Allowed<Invited>> add_user(const ServerWrite& write, const UserId& by, const UserWish& wish);

/// Gives the user a name, role and territories. Refused like `add_user`, and when no administrator
/// would be left.
Result<Allowed<User>> edit_user(const ServerWrite& write, const UserId& by, const UserId& id,
                                const UserWish& wish);

/// Disables the user, which ends all sessions and links, or lets him in again.
Result<Allowed<User>> set_user_state(const ServerWrite& write, const UserId& by, const UserId& id,
                                     UserState state);

/// Ends the user's sessions and older links, and returns a new link to choose a password.
Result<Allowed<Invited>> issue_password_link(const ServerWrite& write, const UserId& by,
                                             const UserId& id);

}  // namespace satchel::server
