// Subscriptions: what accounts go on receiving, with whom and how much a month.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/domain/subscription/subscription.h"
#include "shared/store/database.h"

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

struct SubscriptionsModel {
  std::vector<SubscriptionRow> rows;  // Newest start first.
  std::optional<Money> monthly;       // Of the active rows, when they are of one currency.
};

/// Returns the subscriptions whose name or customer holds every word of `text`.
Result<SubscriptionsModel> load_subscriptions(Transaction& tx, std::string_view text);

}  // namespace satchel::web
