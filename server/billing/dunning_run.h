// dunning_run: takes the steps that are due for every overdue invoice, each once.
#pragma once

#include <cstdint>

#include "server/store/server_write.h"
#include "shared/base/result.h"
#include "shared/domain/access/actor.h"
#include "shared/domain/dunning/dunning.h"
#include "shared/store/dunning_store.h"

namespace satchel::server {

/// What a run did.
struct DunningRun {
  std::int64_t overdue = 0;  // Invoices that were looked at.
  std::int64_t spared = 0;   // Of these, left alone by a tag or a hold.
  std::int64_t reminders = 0;
  std::int64_t holds = 0;
  std::int64_t suspensions = 0;
  std::int64_t cancellations = 0;

  bool operator==(const DunningRun&) const = default;
};

/// Takes every step that is due, an invoice in a transaction. Running it again does nothing more.
Result<DunningRun> run_dunning(const ServerContext& context, const UserId& by);

/// Sets the ladder in the caller's transaction. Refuses who may not, and a ladder with problems.
Result<Decision<DunningLadder>> set_ladder(const ServerWrite& write, const Actor& actor,
                                           const DunningLadder& ladder);

/// Sets the customer's controls in the caller's transaction. Refuses who may not, and a customer
/// that is not there.
Result<Decision<AccountControls>> set_controls(const ServerWrite& write, const Actor& actor,
                                               const AccountId& id,
                                               const AccountControls& controls);

}  // namespace satchel::server
