// Subscription: what an account goes on receiving, made from a completed order's item.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/enum_words.h"
#include "shared/base/id.h"
#include "shared/base/money.h"
#include "shared/domain/billing/billable_charge.h"
#include "shared/domain/order/order.h"

namespace satchel {

/// A paused subscription is not charged until it is resumed.
enum class SubscriptionState { active, paused, ended };
SATCHEL_ENUM_WORDS(SubscriptionState, "active", "paused", "ended");

struct Subscription {
  SubscriptionId id;  // Derived from order and item: completing twice makes it once.
  std::int64_t version = 0;
  AccountId account_id;
  OrderId order_id;
  OrderItemId order_item_id;
  ProductId product_id;
  PlanId plan_id;
  std::string name;
  std::int64_t quantity = 1;
  Money monthly;  // Recurring charges of an average month, net of discount.
  Date start = date(1970, 1, 1);
  std::optional<Date> end;  // Exclusive.
  SubscriptionState state = SubscriptionState::active;

  bool operator==(const Subscription&) const = default;
};

/// Returns the state on the day: an end that was set for later comes by itself.
SubscriptionState state_on(const Subscription& subscription, Date day);

/// Returns one subscription for each item of the order that has a recurring charge.
std::vector<Subscription> subscriptions_of(const Order& order);

/// Returns every charge of the order as the bill cycles will bill it: those of its items, then its
/// own. Their ids derive from item and position, so the result is the same on every machine.
std::vector<BillableCharge> billable_charges_of(const Order& order);

}  // namespace satchel
