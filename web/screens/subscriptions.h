// Subscriptions: what accounts go on receiving.
#pragma once

#include <string>

#include "web/kit/table.h"
#include "web/model/subscription_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct SubscriptionsDraft {
  std::string search;
  TableState table;
};

void draw_subscriptions(const SubscriptionsModel& model, SubscriptionsDraft& draft, Commands& out);

}  // namespace satchel::web
