// The system as an actor: what happens by itself, such as verification.
#pragma once

#include "shared/domain/access/actor.h"

namespace satchel {

/// Returns the actor of what no person does; no user has its id.
inline Actor system_actor() { return {.name = "Satchel", .role = Role::admin}; }

}  // namespace satchel
