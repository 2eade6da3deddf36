// The dialog of one subscription: change, cancel, pause, resume, and record what was used.
#pragma once

#include <string>

#include "web/model/subscription_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

enum class SubscriptionAct { change, cancel, pause, resume, usage };

/// What is typed into the dialog.
struct SubscriptionActDraft {
  SubscriptionId chosen;  // Empty while the dialog is closed.
  bool open = false;
  std::size_t act = 0;  // Among those that are offered.
  std::int64_t quantity = 1;
  std::size_t plan = 0;
  bool current_prices = false;
  std::size_t when = 0;    // At the end of the period, or on `on`.
  std::string on;          // YYYY-MM-DD.
  std::size_t credit = 0;  // Given back, or served until what was billed is over.
  std::string reason;
  std::size_t metered = 0;
  std::string units;
  std::string note;
  bool tried = false;
  std::string acting;  // What the server is doing; empty while nothing.
  std::string error;
};

/// Returns the dialog as it opens for the subscription.
SubscriptionActDraft start_subscription_act(const SubscriptionRow& row, Date today);

void draw_subscription_dialog(const SubscriptionDetails& details, SubscriptionActDraft& draft,
                              Commands& out);

}  // namespace satchel::web
