// What waits for the office to do something; an order may wait in several queues.
#pragma once

#include <string_view>

#include "shared/base/enum_words.h"

namespace satchel {

enum class OrderQueue {
  pending,            // Placed, neither accepted nor denied.
  awaiting_payment,   // Placed, and money is due.
  awaiting_approval,  // Paid or not due, and not yet verified.
  needs_approval,     // A rule asks for somebody's approval before it can be completed.
  failed_items,       // An item could not be activated.
  settlement,         // The reseller has not paid for it.
  fraud,              // Stopped as fraud, for somebody to look at.
  follow_up           // A cart whose reason nobody has found out, or a consent that stays away.
};
SATCHEL_ENUM_WORDS(OrderQueue, "pending", "awaiting_payment", "awaiting_approval", "needs_approval",
                   "failed_items", "settlement", "fraud", "follow_up");

/// Returns what the queue is called: "Pending", "Awaiting payment", ...
std::string_view words_of(OrderQueue queue);

}  // namespace satchel
