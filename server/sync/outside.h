// What an accepted command asks of the outside world: services, fraud checks, webhooks.
#pragma once

#include "server/store/server_write.h"
#include "shared/execute/execute.h"

namespace satchel::server {

/// What the outside knows of the command's order or payment before the command.
struct OutsideView {
  bool placed = false;
  bool invoice_posted = false;
  bool payment_known = false;
};

/// Returns the view of the command's order or payment; everything false for another command.
Result<OutsideView> outside_view(Transaction& tx, const Command& command);

/// An accepted command: what it wrote, and what the outside knew before.
struct AcceptedCommand {
  const Command& command;
  const Touched& touched;
  const OutsideView& before;
};

/// Adds the jobs, mails and deliveries that the command calls for, in its transaction and before
/// its feed rows. An item that is activating has a job that makes it; what was made for an order
/// that is cancelled, denied or fraud has one that ends it. While a fraud check is under way
/// nothing is made.
Result<void> tell_outside(const ServerWrite& write, const AcceptedCommand& accepted);

}  // namespace satchel::server
