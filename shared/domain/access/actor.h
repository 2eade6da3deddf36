// Actor: who asks, in which role, and which territories are his.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "shared/base/enum_words.h"
#include "shared/base/id.h"

namespace satchel {

/// What somebody is here; what that permits is the table in permission.cpp. A customer has the
/// client area and is no user of the desk.
enum class Role { rep, manager, clerk, accountant, admin, customer };
SATCHEL_ENUM_WORDS(Role, "rep", "manager", "clerk", "accountant", "admin", "customer");

/// Whose accounts a role works on.
enum class Reach { nothing, territories, everything };

/// Returns the reach: a rep and a manager see their territories, the office sees everything.
constexpr Reach reach_of(Role role) {
  switch (role) {
    case Role::rep:
    case Role::manager:
      return Reach::territories;
    case Role::clerk:
    case Role::accountant:
    case Role::admin:
      return Reach::everything;
    case Role::customer:
      return Reach::nothing;
  }
  return Reach::nothing;
}

struct Territory {
  TerritoryId id;
  std::string code;
  std::string name;

  bool operator==(const Territory&) const = default;
};

struct Actor {
  UserId user_id;
  std::string name;
  Role role = Role::rep;
  std::vector<TerritoryId> territories;

  bool operator==(const Actor&) const = default;
};

/// Returns whether the actor may see an account of these territories. The office sees all; an
/// account without a territory is the office's alone.
inline bool in_scope(const Actor& actor, const std::vector<TerritoryId>& territories) {
  const Reach reach = reach_of(actor.role);
  if (reach != Reach::territories) return reach == Reach::everything;
  return std::any_of(territories.begin(), territories.end(), [&](const TerritoryId& territory) {
    return std::find(actor.territories.begin(), actor.territories.end(), territory) !=
           actor.territories.end();
  });
}

}  // namespace satchel
