// dispatch: decide, save and queue a command in one durable transaction.
#pragma once

#include "shared/base/clock.h"
#include "shared/base/date.h"
#include "shared/execute/execute.h"
#include "shared/store/database.h"
#include "web/sync/device.h"

namespace satchel::web {

/// Who gives commands here, and when.
struct DispatchContext {
  Session session;
  Timestamp now;                  // This device's clock.
  Date today = date(1970, 1, 1);  // Civil date in the organisation's time zone.
};

/// Executes the command and appends it to the outbox, in one transaction that is durable when this
/// returns. A new account or placed order gets a number of this device's lease, if there is one. A
/// rejected command stores nothing. Returns what was written, its target first.
/// ErrorCode::unauthorized when the session is not the one this device keeps.
Result<Decision<Touched>> dispatch(Database& database, const DispatchContext& context,
                                   const Command& command);

}  // namespace satchel::web
