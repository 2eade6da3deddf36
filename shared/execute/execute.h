// execute: load facts, decide, save. The lines that device and server share.
#pragma once

#include <string>
#include <vector>

#include "shared/domain/command.h"
#include "shared/store/database.h"

namespace satchel {

enum class Side { device, server };

/// Who asks, when, and on which side. On the server, versions grow and numbers are given; on a
/// device both stay as the last truth said, so a later truth overwrites them.
struct ExecuteContext {
  Side side = Side::device;
  Actor actor;
  Timestamp at;                   // When the command was given, as far as it can be believed.
  Date today = date(1970, 1, 1);  // Civil date in the organisation's time zone.
  std::string site_code;          // The site that brings an order; empty for our own desk.
  bool of_reseller = false;       // Its reseller owes for the order.
  Timestamp knew_cycles_at = {};  // When the sender last heard of closed cycles; 0: right now.
  std::int64_t site_number = 0;   // Of the site.
};

/// The aggregates a successful command wrote, its target first.
using Touched = std::vector<AggregateRef>;

/// Decides `command` on what `tx` holds and saves the result. Returns what was written, or the
/// rejection, in which case nothing was written. Completing an order also writes its subscriptions
/// and billable charges. Online-only commands are refused on a device (role_not_allowed).
Result<Decision<Touched>> execute(Transaction& tx, const ExecuteContext& context,
                                  const Command& command);

}  // namespace satchel
