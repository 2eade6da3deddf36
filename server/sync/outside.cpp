// From orders as they are now to jobs and deliveries.
#include "server/sync/outside.h"

#include <algorithm>

#include "server/store/checkout_store.h"
#include "server/store/event_data.h"
#include "server/store/provider_store.h"
#include "server/store/service_job.h"
#include "server/store/webhook_store.h"
#include "server/sync/command_act.h"
#include "server/sync/order_mails.h"
#include "shared/domain/access/system_actor.h"
#include "shared/execute/order_money.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/order_store.h"
#include "shared/store/payment_store.h"

namespace satchel::server {
namespace {

constexpr std::int64_t fraud_attempts_max = 3;  // Nobody waits a day for an order.

bool is_record(const Command& command) { return std::holds_alternative<RecordPayment>(command); }

/// The order of a command that the outside may hear of; empty for the others.
OrderId order_of(const Command& command) {
  if (const auto* place = std::get_if<PlaceOrder>(&command)) return place->order_id;
  if (const auto* accept = std::get_if<AcceptOrder>(&command)) return accept->order_id;
  if (const auto* consent = std::get_if<ConsentOrder>(&command)) return consent->order_id;
  if (const auto* record = std::get_if<RecordPayment>(&command)) return record->payment.order_id;
  return {};
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

/// Asks for the item to be made, with what was chosen for it when the order was accepted.
Result<void> ask_for_item(const ServerWrite& write, const Command& command, ServiceJob wanted) {
  const auto item = OrderItemId::parse(wanted.request.item_id).value_or(OrderItemId());
  wanted.request.remote_id.clear();
  const ItemAcceptance* chosen = chosen_for(command, item);
  if (chosen == nullptr) return ask_to_make(write, wanted, Wording::as_before);
  wanted.request.password = chosen->password;
  wanted.welcome = chosen->welcome;
  return ask_to_make(write, wanted, Wording::as_given);
}

Result<void> serve_item(const ServerWrite& write, const Command& command, const ServedOrder& served,
                        std::size_t index) {
  const OrderItem& item = served.order.document.items[index];
  const ItemFulfilment& fulfilment = served.order.fulfilments[index];
  const FulfilmentKind kind = kind_of_item(served, item);
  if (kind == FulfilmentKind::none) return {};
  const bool registrar = kind == FulfilmentKind::registrar;
  ServiceJob wanted{.request = request_for(served, index)};
  if (fulfilment.state == ItemState::activating && !served.order.fraud_check.pending) {
    wanted.request.act = registrar ? ServiceAct::register_domain : ServiceAct::create;
    return ask_for_item(write, command, std::move(wanted));
  }
  if (!is_stopped(served.order.lifecycle)) return {};
  if (fulfilment.remote_id.empty()) return ask_no_more(write, item.id);
  // A registered domain stays registered; what could not be ended waits for a person.
  if (registrar || !fulfilment.error.empty()) return {};
  wanted.request.act = ServiceAct::terminate;
  return ask_to_end(write, wanted.request);
}

Result<void> serve_order(const ServerWrite& write, const Command& command, const Order& order) {
  const bool starts =
      std::any_of(order.fulfilments.begin(), order.fulfilments.end(),
                  [](const ItemFulfilment& each) { return each.state == ItemState::activating; });
  if (!starts && !is_stopped(order.lifecycle)) return {};
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
              .attempts_max = fraud_attempts_max}));
  return {};
}

/// Whether the order was fraud as soon as it was placed, which is told to nobody, and is now
/// pending for the first time.
bool is_placed_late(const Order& order) {
  using enum OrderAction;
  const auto& history = order.history;
  const auto is = [](OrderAction action) {
    return [action](const OrderEvent& event) { return event.action == action; };
  };
  if (std::count_if(history.begin(), history.end(), is(set_back)) != 1) return false;
  const auto placed_last = std::find_if(history.rbegin(), history.rend(), is(placed));
  if (placed_last == history.rend() || placed_last == history.rbegin()) return false;
  const OrderEvent& next = *(placed_last - 1);
  return next.action == marked_fraud && next.at == placed_last->at;
}

Result<void> tell_of_placing(const ServerWrite& write, Order& order, const OutsideView& before) {
  if (before.placed || order.lifecycle != OrderLifecycle::pending) return {};
  SATCHEL_TRY(begin_fraud_check(write, order));
  return publish_event(write, WebhookEvent::order_placed, event_data(order));
}

/// An order's invoice is posted when the order is accepted, or first paid, also by money that
/// waited for its customer to agree. Money for the account at large pays only what is posted.
Result<void> tell_of_invoice(const ServerWrite& write, const OrderId& order,
                             const OutsideView& before) {
  if (before.invoice_posted || !before.placed) return {};
  const auto invoice = SATCHEL_TRY(find_order_invoice(write.tx, order));
  if (!invoice || invoice->state != InvoiceState::posted) return {};
  return publish_event(write, WebhookEvent::invoice_posted, event_data(*invoice));
}

Result<void> tell_of_order(const ServerWrite& write, const AcceptedCommand& accepted,
                           const OrderId& id) {
  auto order = SATCHEL_TRY(find_order(write.tx, id));
  if (!order || order->lifecycle == OrderLifecycle::draft) return {};
  const CommandKind kind = kind_of(accepted.command);
  if (kind == CommandKind::reset_order && is_placed_late(*order)) {
    SATCHEL_TRY(publish_event(write, WebhookEvent::order_placed, event_data(*order)));
  }
  if (kind == CommandKind::place_order) {
    SATCHEL_TRY(tell_of_placing(write, *order, accepted.before));
  }
  if (kind == CommandKind::screen_order && order->lifecycle == OrderLifecycle::pending) {
    SATCHEL_TRY(begin_fraud_check(write, *order));
  }
  if (kind == CommandKind::accept_order) {
    SATCHEL_TRY(publish_event(write, WebhookEvent::order_accepted, event_data(*order)));
  }
  if (kind == CommandKind::accept_order || kind == CommandKind::record_payment ||
      kind == CommandKind::consent_order) {
    SATCHEL_TRY(tell_of_invoice(write, order->id, accepted.before));
  }
  if (const auto* deny = std::get_if<DenyOrder>(&accepted.command)) {
    SATCHEL_TRY(mail_denial(write, *order, deny->reason));
  }
  if (const auto* refuse = std::get_if<RejectApproval>(&accepted.command)) {
    SATCHEL_TRY(mail_refused_approval(write, *order, refuse->reason));
  }
  return serve_order(write, accepted.command, *order);
}

/// A payment is received once, however often it is recorded.
Result<void> tell_of_payment(const ServerWrite& write, const PaymentId& id,
                             const OutsideView& before) {
  if (before.payment_known) return {};
  const auto payment = SATCHEL_TRY(find_payment(write.tx, id));
  if (!payment) return {};
  const auto order = SATCHEL_TRY(find_order(write.tx, payment->order_id));
  if (order && is_stopped(order->lifecycle)) {
    SATCHEL_TRY(mail_late_payment(write, *order, *payment));
  }
  return publish_event(write, WebhookEvent::payment_received, event_data(*payment));
}

/// What was paid by card goes back through the gateway, each part once.
Result<void> return_to_card(const ServerWrite& write, const PaymentId& id) {
  const auto payment = SATCHEL_TRY(find_payment(write.tx, id));
  if (!payment || payment->refunded.minor == 0) return {};
  const auto checkout =
      SATCHEL_TRY(find_checkout(write.tx, CheckoutId::parse(id.text()).value_or(CheckoutId())));
  if (!checkout || checkout->charge_id.empty()) return {};
  return ask_refund(write, *checkout, payment->refunded);
}

/// An invoice that is issued again is posted like any other.
Result<void> tell_of_reissue(const ServerWrite& write, const AcceptedCommand& accepted,
                             const AggregateRef& ref) {
  const auto* voided = std::get_if<VoidInvoice>(&accepted.command);
  if (voided == nullptr || ref.id == voided->invoice_id.text()) return {};
  const auto invoice =
      SATCHEL_TRY(find_invoice(write.tx, InvoiceId::parse(ref.id).value_or(InvoiceId())));
  if (!invoice) return {};
  return publish_event(write, WebhookEvent::invoice_posted, event_data(*invoice));
}

}  // namespace

Result<OutsideView> outside_view(Transaction& tx, const Command& command) {
  OutsideView view;
  if (const auto* record = std::get_if<RecordPayment>(&command)) {
    view.payment_known = SATCHEL_TRY(find_payment(tx, record->payment.id)).has_value();
  }
  const OrderId id = order_of(command);
  if (id.empty()) return view;
  const auto order = SATCHEL_TRY(find_order(tx, id));
  if (!order) return view;
  view.placed = order->lifecycle != OrderLifecycle::draft;
  const auto invoice = SATCHEL_TRY(find_order_invoice(tx, id));
  view.invoice_posted = invoice && invoice->state == InvoiceState::posted;
  return view;
}

Result<void> tell_outside(const ServerWrite& write, const AcceptedCommand& accepted) {
  for (const AggregateRef& ref : accepted.touched) {
    if (ref.kind == AggregateKind::invoice) SATCHEL_TRY(tell_of_reissue(write, accepted, ref));
    if (ref.kind == AggregateKind::order) {
      SATCHEL_TRY(tell_of_order(write, accepted, OrderId::parse(ref.id).value_or(OrderId())));
    }
    if (ref.kind != AggregateKind::payment) continue;
    const auto id = PaymentId::parse(ref.id).value_or(PaymentId());
    if (is_record(accepted.command)) SATCHEL_TRY(tell_of_payment(write, id, accepted.before));
    SATCHEL_TRY(return_to_card(write, id));
  }
  return {};
}

}  // namespace satchel::server
