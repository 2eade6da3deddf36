// What a decision on an order needs, read from the store.
#pragma once

#include <optional>

#include "shared/execute/execute.h"

namespace satchel {

/// The price books that facts point to; they live as long as the decision.
struct PriceBooks {
  std::optional<PriceBook> pinned;
  std::optional<PriceBook> current;
};

/// The order in question, and what it shall say.
struct OrderSubject {
  OrderId order_id;
  const OrderDocument* document = nullptr;  // Null for the one that is stored.
};

/// Returns the facts for an order with this document, as the wizard needs them to show problems.
/// `books` receives those products of the pinned version that the document names, and on the
/// server those of the current one when the pinned one is honoured no more.
Result<OrderFacts> load_order_facts(Transaction& tx, const ExecuteContext& context,
                                    const OrderSubject& subject, PriceBooks& books);

}  // namespace satchel
