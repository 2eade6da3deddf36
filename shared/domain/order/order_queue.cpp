// Names the queues.
#include "shared/domain/order/order_queue.h"

namespace satchel {

std::string_view words_of(OrderQueue queue) {
  switch (queue) {
    case OrderQueue::pending:
      return "Pending";
    case OrderQueue::awaiting_payment:
      return "Awaiting payment";
    case OrderQueue::awaiting_approval:
      return "Awaiting approval";
    case OrderQueue::needs_approval:
      return "Needs an approval";
    case OrderQueue::failed_items:
      return "Failed items";
    case OrderQueue::settlement:
      return "Awaiting settlement";
    case OrderQueue::fraud:
      return "Fraud";
    case OrderQueue::follow_up:
      return "To follow up";
  }
  return {};
}

}  // namespace satchel
