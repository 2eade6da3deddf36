// execute: load facts, decide, save. The lines that device and server share.
#pragma once

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
};

/// The aggregates a successful command wrote, its target first.
using Touched = std::vector<AggregateRef>;

/// Decides `command` on what `tx` holds and saves the result. Returns what was written, or the
/// rejection, in which case nothing was written. Completing an order also writes its subscriptions
/// and billable charges. Online-only commands are refused on a device (role_not_allowed).
Result<Decision<Touched>> execute(Transaction& tx, const ExecuteContext& context,
                                  const Command& command);

/// The order in question, and what it shall say.
struct OrderSubject {
  OrderId order_id;
  const OrderDocument* document = nullptr;  // Null for the one that is stored.
};

/// Returns the facts for an order with this document, as the wizard needs them to show problems.
/// `price_book` receives those products of the pinned version that the document names; the facts
/// point to it. Without a document the account is the stored order's and there is no price book.
Result<OrderFacts> load_order_facts(Transaction& tx, const ExecuteContext& context,
                                    const OrderSubject& subject,
                                    std::optional<PriceBook>& price_book);

}  // namespace satchel
