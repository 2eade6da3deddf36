// Derives colours, status words and archives from the order's own axes.
#include "shared/domain/order/order_state.h"

#include <algorithm>

namespace satchel {
namespace {

bool owes_money(const Order& order) {
  return order.payment == PaymentState::unpaid || order.payment == PaymentState::partial;
}

StateChip chip_of_placed(const Order& order) {
  if (order.payment == PaymentState::refunded) return {StateColour::grey, "Refunded"};
  if (owes_money(order)) return {StateColour::red, "Awaiting payment"};
  if (order.review == Review::verified) return {StateColour::green, "Paid and approved"};
  return {StateColour::yellow, "Awaiting approval"};
}

}  // namespace

StateChip chip_of(const Order& order) {
  switch (order.lifecycle) {
    case OrderLifecycle::draft:
      return {StateColour::black, order.saved ? "Draft" : "Incomplete"};
    case OrderLifecycle::cancelled:
      return {StateColour::grey, "Canceled"};
    case OrderLifecycle::denied:
      return {StateColour::violet, "Denied"};
    case OrderLifecycle::fraud:
      return {StateColour::violet, "Fraud"};
    case OrderLifecycle::pending:
    case OrderLifecycle::in_progress:
    case OrderLifecycle::completed:
      return chip_of_placed(order);
  }
  return {StateColour::grey, "Unknown"};
}

std::string_view status_of(const Order& order) {
  switch (order.lifecycle) {
    case OrderLifecycle::draft:
      return "Draft";
    case OrderLifecycle::cancelled:
      return "Canceled";
    case OrderLifecycle::completed:
      return "Completed";
    case OrderLifecycle::denied:
      return "Denied";
    case OrderLifecycle::fraud:
      return "Fraud";
    case OrderLifecycle::pending:
    case OrderLifecycle::in_progress:
      break;
  }
  const bool items_done = std::all_of(order.item_states.begin(), order.item_states.end(),
                                      [](ItemState state) { return state == ItemState::active; });
  return order.approval == Approval::approved && items_done ? "Approved" : "In Progress";
}

Archive archive_of(const Order& order) {
  switch (chip_of(order).colour) {
    case StateColour::black:
      return Archive::incomplete;
    case StateColour::red:
      return Archive::awaiting_payment;
    case StateColour::yellow:
      return Archive::awaiting_approval;
    case StateColour::green:
      return Archive::handled;
    case StateColour::violet:
    case StateColour::grey:
      return Archive::closed;
  }
  return Archive::closed;
}

}  // namespace satchel
