// Accepting an order item by item, activating items, and the verification that follows.
#include <algorithm>

#include "shared/base/text.h"
#include "shared/domain/limits.h"
#include "shared/domain/order/author_rules.h"
#include "shared/domain/order/decide_office.h"
#include "shared/domain/order/office_rules.h"

namespace satchel {
namespace {

constexpr std::int64_t minute_ms = 60'000;

const Fulfilment* fulfilment_of(const OrderFacts& facts, const OrderItem& item) {
  if (facts.price_book == nullptr) return nullptr;
  const Product* product = find_product(*facts.price_book, item.product_id);
  const bool needed = product != nullptr && product->fulfilment.kind != FulfilmentKind::none;
  return needed ? &product->fulfilment : nullptr;
}

std::optional<Reason> problem_of_target(const Fulfilment& wanted, const std::string& target) {
  if (wanted.offered.empty()) return std::nullopt;
  if (target.empty()) return Reason::field_required;
  const bool offered =
      std::find(wanted.offered.begin(), wanted.offered.end(), target) != wanted.offered.end();
  return offered ? std::nullopt : std::optional(Reason::field_invalid);
}

/// Gives one item what was chosen for it; the problem names the choice.
std::optional<Rejection> accept_item(const OrderFacts& facts, Order& order, std::size_t index,
                                     const ItemAcceptance* chosen) {
  ItemFulfilment& fulfilment = order.fulfilments[index];
  if (fulfilment.state == ItemState::active || fulfilment.state == ItemState::activating) return {};
  const Fulfilment* wanted = fulfilment_of(facts, order.document.items[index]);
  if (wanted == nullptr) {
    fulfilment.state = ItemState::active;
    return std::nullopt;
  }
  if (chosen == nullptr) return std::nullopt;
  const std::string field = "items[" + std::to_string(index) + "]";
  if (auto problem = problem_of_notes(chosen->username, field + ".username")) return problem;
  fulfilment.username = chosen->username;
  fulfilment.target = chosen->target;
  if (!chosen->create) return std::nullopt;
  if (const auto reason = problem_of_target(*wanted, chosen->target)) {
    return reject(*reason, field + ".target").value();
  }
  fulfilment.state = ItemState::activating;
  return std::nullopt;
}

std::optional<Rejection> accept_items(const OrderFacts& facts, Order& order,
                                      const std::vector<ItemAcceptance>& chosen) {
  const std::vector<OrderItem>& items = order.document.items;
  for (const ItemAcceptance& each : chosen) {
    const bool known = std::any_of(items.begin(), items.end(),
                                   [&](const OrderItem& item) { return item.id == each.item_id; });
    if (!known) return reject(Reason::item_not_found, "items").value();
  }
  for (std::size_t index = 0; index < items.size(); ++index) {
    const auto own = std::find_if(chosen.begin(), chosen.end(), [&](const ItemAcceptance& each) {
      return each.item_id == items[index].id;
    });
    if (auto problem = accept_item(facts, order, index, own == chosen.end() ? nullptr : &*own)) {
      return problem;
    }
  }
  return std::nullopt;
}

/// What the table asks of an order before it is accepted.
std::optional<Rejection> obstacle_to_accepting(const OrderFacts& facts, const Order& order) {
  if (order.lifecycle != OrderLifecycle::pending) return Rejection{Reason::order_not_pending, {}};
  if (order.approval == Approval::required || order.approval == Approval::rejected) {
    return Rejection{Reason::approval_missing, {}};
  }
  if (order.consent == Consent::required) return Rejection{Reason::consent_missing, {}};
  if (order.fraud_check.pending) return Rejection{Reason::fraud_check_running, {}};
  if (facts.account->standing.hold_new_orders) return Rejection{Reason::account_on_hold, {}};
  if (facts.price_book == nullptr) return std::nullopt;
  for (std::size_t index = 0; index < order.document.items.size(); ++index) {
    const OrderItem& item = order.document.items[index];
    const Product* product = find_product(*facts.price_book, item.product_id);
    if (product == nullptr) continue;
    auto problems = problems_of(item.configuration, product->configuration,
                                "items[" + std::to_string(index) + "].configuration");
    if (!problems.empty()) return Rejection{problems.front().reason, std::move(problems)};
  }
  return std::nullopt;
}

/// The item of a command.
struct ItemSubject {
  Order order;
  std::size_t index = 0;

  ItemFulfilment& fulfilment() { return order.fulfilments[index]; }
  const OrderItem& item() const { return order.document.items[index]; }
};

bool is_in_work(const Order& order) {
  return order.lifecycle == OrderLifecycle::pending ||
         order.lifecycle == OrderLifecycle::in_progress ||
         order.lifecycle == OrderLifecycle::completed;
}

/// Returns the item of an order that was placed, whatever became of it.
Decision<ItemSubject> placed_item(const OrderFacts& facts, const OrderItemId& id) {
  Decision<Order> next = order_for_office(facts, Permission::order_complete);
  if (!next) return tl::unexpected<Rejection>(next.error());
  if (next->lifecycle == OrderLifecycle::draft) return reject(Reason::order_final);
  const std::vector<OrderItem>& items = next->document.items;
  const auto found = std::find_if(items.begin(), items.end(),
                                  [&](const OrderItem& item) { return item.id == id; });
  if (found == items.end()) return reject(Reason::item_not_found, "item_id");
  return ItemSubject{*next, static_cast<std::size_t>(found - items.begin())};
}

/// The same in an order whose items may still change.
Decision<ItemSubject> item_in_work(const OrderFacts& facts, const OrderItemId& id) {
  Decision<ItemSubject> subject = placed_item(facts, id);
  if (subject && !is_in_work(subject->order)) return reject(Reason::order_final);
  return subject;
}

/// Asks once more for what could not be ended on the other side when the order stopped.
Decision<Order> retry_ending(const OrderFacts& facts, ItemSubject& subject) {
  ItemFulfilment& fulfilment = subject.fulfilment();
  if (fulfilment.remote_id.empty() || fulfilment.error.empty()) return reject(Reason::order_final);
  fulfilment.error.clear();
  note(subject.order, facts, OrderAction::retried, subject.item().name);
  return subject.order;
}

}  // namespace

Decision<Order> decide(const OrderFacts& facts, const AcceptOrder& command) {
  Decision<Order> next = order_for_office(facts, Permission::order_accept);
  if (!next) return next;
  if (auto obstacle = obstacle_to_accepting(facts, *next)) {
    return tl::unexpected<Rejection>(*obstacle);
  }
  next->fulfilments.resize(next->document.items.size());
  if (auto problem = accept_items(facts, *next, command.items)) {
    return tl::unexpected<Rejection>(*problem);
  }
  next->lifecycle = OrderLifecycle::in_progress;
  next->review = Review::accepted;
  next->accepted_at = facts.at;
  note(*next, facts, OrderAction::accepted);
  verify_if_due(*next, facts);
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const ActivateItem& command) {
  Decision<ItemSubject> subject = item_in_work(facts, command.item_id);
  if (!subject) return tl::unexpected<Rejection>(subject.error());
  if (auto problem = problem_of_notes(command.remote_id, "remote_id")) {
    return tl::unexpected<Rejection>(*problem);
  }
  if (subject->order.consent == Consent::required) return reject(Reason::consent_missing);
  ItemFulfilment& fulfilment = subject->fulfilment();
  // Told twice is told once.
  const bool again =
      fulfilment.state == ItemState::active && fulfilment.remote_id == command.remote_id;
  if (again) return subject->order;
  const bool open = fulfilment.state == ItemState::pending ||
                    fulfilment.state == ItemState::activating ||
                    fulfilment.state == ItemState::failed;
  if (!open) return reject(Reason::item_not_open, "item_id");
  fulfilment.state = ItemState::active;
  fulfilment.remote_id = command.remote_id;
  fulfilment.error.clear();
  note(subject->order, facts, OrderAction::activated, subject->item().name);
  verify_if_due(subject->order, facts);
  return subject->order;
}

Decision<Order> decide(const OrderFacts& facts, const FailItem& command) {
  Decision<ItemSubject> subject = placed_item(facts, command.item_id);
  if (!subject) return tl::unexpected<Rejection>(subject.error());
  ItemFulfilment& fulfilment = subject->fulfilment();
  const bool ended = !is_in_work(subject->order);
  if (ended && fulfilment.remote_id.empty()) return reject(Reason::order_final);
  if (!ended) {
    if (fulfilment.state != ItemState::activating) return reject(Reason::item_not_open, "item_id");
    fulfilment.state = ItemState::failed;
  }
  fulfilment.error = first_letters(command.error, notes_length_max);
  note(subject->order, facts, ended ? OrderAction::ending_failed : OrderAction::activation_failed,
       subject->item().name + ": " + fulfilment.error);
  return subject->order;
}

Decision<Order> decide(const OrderFacts& facts, const RetryItem& command) {
  Decision<ItemSubject> subject = placed_item(facts, command.item_id);
  if (!subject) return tl::unexpected<Rejection>(subject.error());
  if (!is_in_work(subject->order)) return retry_ending(facts, *subject);
  if (subject->order.consent == Consent::required) return reject(Reason::consent_missing);
  if (subject->order.fraud_check.pending) return reject(Reason::fraud_check_running);
  ItemFulfilment& fulfilment = subject->fulfilment();
  if (fulfilment.state != ItemState::pending && fulfilment.state != ItemState::failed) {
    return reject(Reason::item_not_open, "item_id");
  }
  const Fulfilment* wanted = fulfilment_of(facts, subject->item());
  fulfilment.state = wanted == nullptr ? ItemState::active : ItemState::activating;
  if (wanted != nullptr && fulfilment.target.empty() && !wanted->offered.empty()) {
    fulfilment.target = wanted->offered.front();
  }
  fulfilment.error.clear();
  note(subject->order, facts, OrderAction::retried, subject->item().name);
  verify_if_due(subject->order, facts);
  return subject->order;
}

std::optional<Reason> verification_obstacle(const Order& order, const OrderFacts& facts) {
  if (order.lifecycle != OrderLifecycle::in_progress &&
      order.lifecycle != OrderLifecycle::completed) {
    return Reason::order_not_in_progress;
  }
  if (order.review != Review::accepted) return Reason::order_reviewed;
  if (order.payment != PaymentState::paid && order.payment != PaymentState::not_due) {
    return Reason::payment_missing;
  }
  if (order.settlement == Settlement::due) return Reason::settlement_missing;
  const bool active =
      std::all_of(order.fulfilments.begin(), order.fulfilments.end(),
                  [](const ItemFulfilment& each) { return each.state == ItemState::active; });
  if (!active) return Reason::items_not_active;
  const std::int64_t delay_ms = facts.organisation.verification_delay_minutes * minute_ms;
  if (facts.at.ms < order.accepted_at.ms + delay_ms) return Reason::verification_waits;
  return std::nullopt;
}

void verify_if_due(Order& order, const OrderFacts& facts) {
  if (verification_obstacle(order, facts)) return;
  order.review = Review::verified;
  note(order, facts, OrderAction::verified);
}

Decision<Order> decide(const OrderFacts& facts, const VerifyOrder&) {
  Decision<Order> next = order_for_office(facts, Permission::order_verify);
  if (!next) return next;
  if (const auto obstacle = verification_obstacle(*next, facts)) return reject(*obstacle);
  verify_if_due(*next, facts);
  return next;
}

void note_payment(Order& order, const OrderFacts& facts, std::string detail) {
  if (order.due.minor == 0) {
    order.payment = PaymentState::not_due;
  } else if (order.paid.minor == 0) {
    order.payment = PaymentState::unpaid;
  } else {
    order.payment = order.paid.minor < order.due.minor ? PaymentState::partial : PaymentState::paid;
  }
  note(order, facts, OrderAction::paid, std::move(detail));
  const bool works =
      order.lifecycle == OrderLifecycle::pending || order.lifecycle == OrderLifecycle::in_progress;
  const bool free = order.consent != Consent::required && !order.fraud_check.pending;
  if (order.payment == PaymentState::paid && facts.on_server && works && free) {
    start_auto_setup(order, facts.price_book, AutoSetup::on_payment);
  }
  verify_if_due(order, facts);
}

}  // namespace satchel
