// What this person may do with an order now, by the rules that decide it.
#pragma once

#include <string>
#include <vector>

#include "shared/domain/command.h"
#include "shared/execute/order_facts.h"
#include "web/model/model_context.h"

namespace satchel::web {

/// An item that needs something done when its order is accepted.
struct ItemToAccept {
  OrderItemId id;
  std::string name;
  bool is_domain = false;            // Of a registrar; otherwise of a server.
  std::vector<std::string> offered;  // Servers or registrars to choose from.
};

struct OrderActs {
  bool edit = false;  // Go on with a draft.
  bool discard = false;
  bool copy = false;                  // Begin a new draft with the same items.
  std::vector<CommandKind> possible;  // Acts on a placed or incomplete order, main one first.
  std::vector<ItemToAccept> items;    // For acceptance.
  std::vector<OrderItemId> to_retry;  // Items that wait for somebody to activate them.
  Date today = date(1970, 1, 1);      // When they would be done.
  std::string why_off;  // Not empty: acts of the back office are off, and this says why.

  bool has(CommandKind act) const;
};

/// Returns the acts that `decide` would take from this actor, given what they need.
OrderActs acts_of(const OrderFacts& facts, const ModelContext& context);

}  // namespace satchel::web
