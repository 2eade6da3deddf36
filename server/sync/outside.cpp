// From orders as they are now to jobs and deliveries.
#include "server/sync/outside.h"

#include <algorithm>

#include "server/store/event_data.h"
#include "server/store/provider_store.h"
#include "server/store/service_job.h"
#include "server/store/webhook_store.h"
#include "server/sync/command_act.h"
#include "shared/domain/access/system_actor.h"
#include "shared/execute/order_money.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/order_store.h"
#include "shared/store/payment_store.h"

namespace satchel::server {
namespace {

/// The order that the command, or the payment in it, is about; empty for none.
OrderId order_of(const Command& command) {
  return std::visit(
      [](const auto& each) -> OrderId {
        if constexpr (requires { each.order_id; }) return each.order_id;
        if constexpr (requires { each.payment.order_id; }) return each.payment.order_id;
        return {};
      },
      command);
}

bool is_placed(OrderLifecycle lifecycle) {
  return lifecycle == OrderLifecycle::pending || lifecycle == OrderLifecycle::in_progress ||
         lifecycle == OrderLifecycle::completed;
}

bool is_stopped(OrderLifecycle lifecycle) {
  return lifecycle == OrderLifecycle::cancelled || lifecycle == OrderLifecycle::denied ||
         lifecycle == OrderLifecycle::fraud;
}

/// What was chosen for the item when its order was accepted; nothing for other commands.
const ItemAcceptance* chosen_for(const Command& command, const OrderItemId& item) {
  const auto* accept = std::get_if<AcceptOrder>(&command);
  if (accept == nullptr) return nullptr;
  const auto found = std::find_if(accept->items.begin(), accept->items.end(),
                                  [&](const ItemAcceptance& each) { return each.item_id == item; });
  return found == accept->items.end() ? nullptr : &*found;
}

/// An order whose items may have to be made or ended.
struct ServedOrder {
  const Order& order;
  const Account& account;
  const PriceBook& book;
};

FulfilmentKind kind_of_item(const ServedOrder& served, const OrderItem& item) {
  const Product* product = find_product(served.book, item.product_id);
  return product == nullptr ? FulfilmentKind::none : product->fulfilment.kind;
}

ServiceRequest request_for(const ServedOrder& served, std::size_t index) {
  const OrderItem& item = served.order.document.items[index];
  const ItemFulfilment& fulfilment = served.order.fulfilments[index];
  ServiceRequest request;
  request.remote_id = fulfilment.remote_id;
  request.order_id = served.order.id.text();
  request.item_id = item.id.text();
  request.product = item.name;
  request.quantity = item.quantity;
  request.server = fulfilment.target;
  request.username = fulfilment.username;
  request.domain = value_of(item.configuration, "domain");
  request.customer_name = display_name(served.account);
  request.customer_email = served.account.email;
  return request;
}

Result<void> serve_item(const ServerWrite& write, const Command& command, const ServedOrder& served,
                        std::size_t index) {
  const OrderItem& item = served.order.document.items[index];
  const ItemFulfilment& fulfilment = served.order.fulfilments[index];
  const FulfilmentKind kind = kind_of_item(served, item);
  if (kind == FulfilmentKind::none) return {};
  const bool registrar = kind == FulfilmentKind::registrar;
  const JobKind job = registrar ? JobKind::registrar : JobKind::provisioning;
  ServiceJob wanted{.request = request_for(served, index)};
  if (fulfilment.state == ItemState::activating && !served.order.fraud_check.pending) {
    wanted.request.act = registrar ? ServiceAct::register_domain : ServiceAct::create;
    wanted.request.remote_id.clear();
    if (const ItemAcceptance* chosen = chosen_for(command, item.id)) {
      wanted.request.password = chosen->password;
      wanted.welcome = chosen->welcome;
    }
    return ask_to_make(write, job, wanted);
  }
  // A registered domain stays registered; there is nothing to end.
  if (registrar || fulfilment.remote_id.empty() || !is_stopped(served.order.lifecycle)) return {};
  wanted.request.act = ServiceAct::terminate;
  return ask_to_end(write, job, wanted.request);
}

Result<void> serve_order(const ServerWrite& write, const Command& command, const Order& order) {
  const bool idle = std::none_of(order.fulfilments.begin(), order.fulfilments.end(),
                                 [&](const ItemFulfilment& each) {
                                   return each.state == ItemState::activating ||
                                          (is_stopped(order.lifecycle) && !each.remote_id.empty());
                                 });
  if (idle) return {};
  const auto account = SATCHEL_TRY(find_account(write.tx, order.document.account_id));
  std::vector<ProductId> products;
  for (const OrderItem& item : order.document.items) products.push_back(item.product_id);
  const auto book =
      SATCHEL_TRY(find_price_book_of(write.tx, order.document.price_book_version, products));
  if (!account || !book) return {};
  for (std::size_t index = 0; index < order.fulfilments.size(); ++index) {
    SATCHEL_TRY(serve_item(write, command, {order, *account, *book}, index));
  }
  return {};
}

/// Has the outside checker asked about a new order; until it answers, the order waits.
Result<void> begin_fraud_check(const ServerWrite& write, Order& order) {
  const Settings settings = SATCHEL_TRY(load_settings(write.tx, Provider::fraud));
  if (settings.at("account_id").empty()) return {};
  RecordFraudCheck begun{order.id, order.fraud_check};
  begun.check.pending = true;
  const ExecuteContext context{Side::server, system_actor(), write.now,
                               SATCHEL_TRY(today_in(write))};
  const auto decided = SATCHEL_TRY(execute(write.tx, context, begun));
  if (!decided) return {};
  order.fraud_check.pending = true;
  SATCHEL_TRY(add_job(
      write, {.kind = JobKind::fraud_check,
              .subject = "order:" + order.id.text(),
              .payload = "{}",
              .idempotency_key = "fraud:" + order.id.text() + ":" + std::to_string(order.version),
              .attempts_max = 3}));
  return {};
}

Result<void> tell_of_invoice(const ServerWrite& write, const OrderId& order,
                             const OutsideView& before) {
  if (before.invoice_posted) return {};
  const auto invoice = SATCHEL_TRY(find_order_invoice(write.tx, order));
  if (!invoice || invoice->state != InvoiceState::posted) return {};
  return publish_event(write, WebhookEvent::invoice_posted, event_data(*invoice));
}

/// A payment is received once, however often it is recorded.
Result<void> tell_of_payment(const ServerWrite& write, const AggregateRef& ref,
                             const OutsideView& before) {
  const auto id = PaymentId::parse(ref.id).value_or(PaymentId());
  const auto payment = SATCHEL_TRY(find_payment(write.tx, id));
  if (!payment || before.payment_known) return {};
  return publish_event(write, WebhookEvent::payment_received, event_data(*payment));
}

}  // namespace

Result<OutsideView> outside_view(Transaction& tx, const Command& command) {
  OutsideView view;
  if (const AggregateRef target = target_of(command); target.kind == AggregateKind::payment) {
    const auto id = PaymentId::parse(target.id).value_or(PaymentId());
    view.payment_known = SATCHEL_TRY(find_payment(tx, id)).has_value();
    view.invoice_posted = true;  // Only an order's own payment posts its invoice.
  }
  const OrderId id = order_of(command);
  if (id.empty()) return view;
  const auto order = SATCHEL_TRY(find_order(tx, id));
  if (!order) return view;
  view.placed = order->lifecycle != OrderLifecycle::draft;
  view.accepted = order->review != Review::unreviewed;
  const auto invoice = SATCHEL_TRY(find_order_invoice(tx, id));
  view.invoice_posted = invoice && invoice->state == InvoiceState::posted;
  return view;
}

Result<void> tell_outside(const ServerWrite& write, const AcceptedCommand& accepted) {
  for (const AggregateRef& ref : accepted.touched) {
    if (ref.kind == AggregateKind::payment) {
      SATCHEL_TRY(tell_of_payment(write, ref, accepted.before));
    }
    if (ref.kind != AggregateKind::order) continue;
    auto order = SATCHEL_TRY(find_order(write.tx, OrderId::parse(ref.id).value_or(OrderId())));
    if (!order) continue;
    if (is_placed(order->lifecycle) && !accepted.before.placed &&
        kind_of(accepted.command) == CommandKind::place_order) {
      SATCHEL_TRY(begin_fraud_check(write, *order));
      SATCHEL_TRY(publish_event(write, WebhookEvent::order_placed, event_data(*order)));
    }
    if (kind_of(accepted.command) == CommandKind::accept_order && !accepted.before.accepted) {
      SATCHEL_TRY(publish_event(write, WebhookEvent::order_accepted, event_data(*order)));
    }
    SATCHEL_TRY(tell_of_invoice(write, order->id, accepted.before));
    SATCHEL_TRY(serve_order(write, accepted.command, *order));
  }
  return {};
}

}  // namespace satchel::server
