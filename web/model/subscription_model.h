// Subscriptions: what accounts go on receiving, with whom and how much a month.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/domain/subscription/subscription.h"
#include "shared/domain/subscription/usage.h"
#include "shared/store/database.h"
#include "web/model/model_context.h"

namespace satchel::web {

struct SubscriptionRow {
  SubscriptionId id;
  AccountId account_id;
  OrderId order_id;
  std::string name;
  std::string customer;
  std::int64_t quantity = 1;
  Money monthly;
  Date start = date(1970, 1, 1);
  std::optional<Date> end;
  SubscriptionState state = SubscriptionState::active;
};

struct NamedPlan {
  PlanId id;
  std::string name;
};

struct NamedCharge {
  ChargeId id;
  std::string name;
};

/// What can be done with the chosen subscription.
struct SubscriptionDetails {
  SubscriptionRow row;
  PlanId plan_id;
  std::vector<NamedPlan> plans;      // Of its product, in the price book in force.
  std::vector<NamedCharge> metered;  // Its usage charges.
  std::vector<UsageRecord> usage;    // As far as this device knows it, newest first.
  bool may_change = false;
  bool may_record = false;
};

struct SubscriptionsModel {
  std::vector<SubscriptionRow> rows;  // Newest start first.
  std::optional<Money> monthly;       // Of the active rows, when they are of one currency.
  std::optional<SubscriptionDetails> chosen;
  Date today = date(1970, 1, 1);
};

/// Returns the subscriptions whose name or customer holds every word of `text`.
Result<SubscriptionsModel> load_subscriptions(Transaction& tx, std::string_view text, Date today);

/// Returns what can be done with a subscription; nothing when this device does not have it.
Result<std::optional<SubscriptionDetails>> load_subscription_details(Transaction& tx,
                                                                     const ModelContext& context,
                                                                     const SubscriptionId& id);

}  // namespace satchel::web
