// perform: an act of the back office, decided at once, with feed and audit in its transaction.
#pragma once

#include "server/store/server_write.h"
#include "shared/domain/command.h"
#include "shared/execute/execute.h"

namespace satchel::server {

/// Where a command comes from besides its actor.
struct OrderSource {
  std::string site_code{};   // The site that brings an order; empty for our own desk.
  bool of_reseller = false;  // Its reseller owes for the order.
  std::int64_t site_number = 0;
};

/// Decides and saves `command` for `actor` in a transaction of its own. Returns what was written,
/// or the rejection, in which case nothing was written. An order or account out of the actor's
/// scope is rejected as not found.
Result<Decision<Touched>> perform(const ServerContext& context, const Actor& actor,
                                  const Command& command, const OrderSource& source = {});

/// The same inside an open transaction, which the caller commits; no other feed rows may follow.
/// For a caller who stores an idempotent answer with the effect. A rejection leaves the transaction
/// as it was before.
Result<Decision<Touched>> perform_in(const ServerWrite& write, const Actor& actor,
                                     const Command& command, const OrderSource& source = {});

}  // namespace satchel::server
