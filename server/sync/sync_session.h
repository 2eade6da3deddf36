// SyncSession: who exchanges, and the refusals that come before any command is looked at.
#pragma once

#include "server/store/device_store.h"
#include "server/store/user_store.h"
#include "server/sync/exchange.h"

namespace satchel::server {

/// A value, or the problem document that refuses the exchange.
template <class T>
using Admitted = tl::expected<T, Problem>;

struct SyncSession {
  User user;
  Device device;
};

/// Returns the problem `type` with what happened and what to do.
Problem problem_of(int status, std::string type, std::string title, std::string detail);

/// Returns user and device, or why they may not exchange.
Result<Admitted<SyncSession>> admit(Transaction& tx, const SyncActor& actor,
                                    const SyncRequest& request);

}  // namespace satchel::server
