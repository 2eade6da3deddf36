// Actor: who asks, in which role, and which territories are his.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "shared/base/enum_words.h"
#include "shared/base/id.h"

namespace satchel {

enum class Role { rep, admin };
SATCHEL_ENUM_WORDS(Role, "rep", "admin");

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

/// Returns whether the actor may see an account of these territories. An admin sees all; an account
/// without a territory is the back office's alone.
inline bool in_scope(const Actor& actor, const std::vector<TerritoryId>& territories) {
  if (actor.role == Role::admin) return true;
  return std::any_of(territories.begin(), territories.end(), [&](const TerritoryId& territory) {
    return std::find(actor.territories.begin(), actor.territories.end(), territory) !=
           actor.territories.end();
  });
}

}  // namespace satchel
