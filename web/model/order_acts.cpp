// Asks the domain about each act, so that what is offered is what is allowed.
#include "web/model/order_acts.h"

#include <algorithm>

#include "shared/domain/access/permission.h"

namespace satchel::web {
namespace {

// What stands for the things a person is asked for in the dialog.
constexpr std::string_view some_reason = "-";

std::string number_to_type(const Order& order) {
  return order.number != 0 ? std::to_string(order.number) : order.provisional_number;
}

/// Each act with everything it needs, in the order in which they are offered.
std::vector<Command> candidates(const Order& order, const OrderFacts& facts) {
  const OrderId& id = order.id;
  const std::string why(some_reason);
  return {AcceptOrder{id, {}},
          ApproveOrder{id, why},
          ConsentOrder{id, order.document_digest, why, {}},
          CompleteOrder{id},
          SettleOrder{id, {1, order.document.currency}, facts.today, {}},
          VerifyOrder{id},
          ScreenOrder{id},
          ResetOrder{id, why},
          WithdrawOrder{id},
          AmendOrder{id},
          DeclineOrder{id, why},
          FollowUpOrder{id, why},
          EditOrder{id, why, {}, {}, {}},
          RejectApproval{id, why},
          DenyOrder{id, why},
          CancelOrder{id, why},
          MarkFraud{id, why},
          DeleteOrder{id, number_to_type(order), why}};
}

bool is_taken(const OrderFacts& facts, const Command& command) {
  return std::visit(
      [&](const auto& each) {
        if constexpr (requires { each.order_id; }) return decide(facts, each).has_value();
        return false;
      },
      command);
}

std::vector<ItemToAccept> items_to_accept(const Order& order, const PriceBook* book) {
  std::vector<ItemToAccept> items;
  if (book == nullptr) return items;
  for (std::size_t index = 0; index < order.document.items.size(); ++index) {
    const OrderItem& item = order.document.items[index];
    const Product* product = find_product(*book, item.product_id);
    const bool waits =
        index < order.fulfilments.size() && order.fulfilments[index].state == ItemState::pending;
    if (product == nullptr || !waits || product->fulfilment.kind == FulfilmentKind::none) continue;
    items.push_back({item.id, item.name, product->fulfilment.kind == FulfilmentKind::registrar,
                     product->fulfilment.offered});
  }
  return items;
}

std::vector<OrderItemId> items_to_retry(const OrderFacts& facts) {
  std::vector<OrderItemId> items;
  const Order& order = *facts.order;
  for (std::size_t index = 0; index < order.fulfilments.size(); ++index) {
    const bool failed = order.fulfilments[index].state == ItemState::failed;
    if (order.lifecycle == OrderLifecycle::pending && !failed) continue;
    const OrderItemId& item = order.document.items[index].id;
    if (decide(facts, RetryItem{order.id, item})) items.push_back(item);
  }
  return items;
}

}  // namespace

bool OrderActs::has(CommandKind act) const {
  return std::find(possible.begin(), possible.end(), act) != possible.end();
}

OrderActs acts_of(const OrderFacts& facts, const ModelContext& context) {
  OrderActs acts;
  acts.today = facts.today;
  const Order& order = *facts.order;
  if (order.lifecycle == OrderLifecycle::draft) {
    const bool own = order.taken_by == facts.actor.user_id;
    const bool office = reach_of(facts.actor.role) == Reach::everything;
    acts.edit = may(facts.actor.role, Permission::order_draft) && (own || office);
    acts.discard = acts.edit;
  }
  acts.copy =
      order.lifecycle != OrderLifecycle::draft && may(facts.actor.role, Permission::order_draft);
  const std::vector<Command> all = candidates(order, facts);
  for (const Command& command : all) {
    if (is_taken(facts, command)) acts.possible.push_back(kind_of(command));
  }
  acts.items = items_to_accept(order, facts.price_book);
  acts.to_retry = items_to_retry(facts);
  const bool office =
      !acts.to_retry.empty() || std::any_of(acts.possible.begin(), acts.possible.end(),
                                            [](CommandKind each) { return is_online_only(each); });
  if (!office) return acts;
  if (!context.online) {
    acts.why_off = "You are offline. This needs the server.";
  } else if (mark_of(context, order.id)) {
    acts.why_off = "The order is not on the server yet.";
  }
  return acts;
}

}  // namespace satchel::web
