// Subscriptions: what accounts go on receiving.
#pragma once

#include <string>

#include "web/kit/table.h"
#include "web/model/subscription_model.h"
#include "web/screens/commands.h"
#include "web/screens/subscription_dialog.h"

namespace satchel::web {

struct SubscriptionsDraft {
  std::string search;
  TableState table;
  SubscriptionActDraft act;
};

void draw_subscriptions(const SubscriptionsModel& model, SubscriptionsDraft& draft, Commands& out);

}  // namespace satchel::web
