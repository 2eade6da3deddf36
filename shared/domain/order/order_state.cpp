// Derives colours, status words and archives from the order's own axes.
#include "shared/domain/order/order_state.h"

#include <algorithm>

namespace satchel {
namespace {

bool owes_money(const Order& order) {
  return order.payment == PaymentState::unpaid || order.payment == PaymentState::partial;
}

bool items_done(const Order& order) {
  return std::all_of(order.fulfilments.begin(), order.fulfilments.end(),
                     [](const ItemFulfilment& each) { return each.state == ItemState::active; });
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
      if (order.quoted_until) return {StateColour::black, "Quote"};
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

StateChip customer_chip_of(const Order& order) {
  if (order.lifecycle == OrderLifecycle::fraud) return {StateColour::yellow, "Being checked"};
  if (order.lifecycle == OrderLifecycle::denied) return {StateColour::grey, "Not accepted"};
  return chip_of(order);
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
  return order.approval == Approval::approved && items_done(order) ? "Approved" : "In Progress";
}

std::string_view office_status_of(const Order& order) {
  switch (order.lifecycle) {
    case OrderLifecycle::draft:
      return {};
    case OrderLifecycle::pending:
      return "Pending";
    case OrderLifecycle::in_progress:
    case OrderLifecycle::completed:
      return "Active";
    case OrderLifecycle::cancelled:
    case OrderLifecycle::denied:
      return "Cancelled";
    case OrderLifecycle::fraud:
      return "Fraud";
  }
  return {};
}

std::vector<OpenAction> open_actions_of(const Order& order) {
  const bool pending = order.lifecycle == OrderLifecycle::pending;
  const bool accepted = order.lifecycle == OrderLifecycle::in_progress;
  if (!pending && !accepted && order.lifecycle != OrderLifecycle::completed) return {};
  std::vector<OpenAction> actions;
  const auto add = [&](bool is_open, OpenAction action) {
    if (is_open) actions.push_back(action);
  };
  const bool approval =
      order.approval == Approval::required || order.approval == Approval::rejected;
  add(approval, OpenAction::approve);
  add(order.consent == Consent::required, OpenAction::consent);
  add(order.fraud_check.pending, OpenAction::wait_for_fraud_check);
  add(pending, OpenAction::accept);
  add(!pending && !items_done(order), OpenAction::activate);
  add(accepted, OpenAction::complete);
  add(owes_money(order), OpenAction::pay);
  add(order.settlement == Settlement::due, OpenAction::settle);
  add(!pending && order.review == Review::accepted, OpenAction::verify);
  return actions;
}

std::string_view words_of(OpenAction action) {
  switch (action) {
    case OpenAction::approve:
      return "Approval";
    case OpenAction::consent:
      return "Consent of the customer";
    case OpenAction::wait_for_fraud_check:
      return "Answer of the fraud check";
    case OpenAction::accept:
      return "Acceptance";
    case OpenAction::activate:
      return "Activation of items";
    case OpenAction::complete:
      return "Completion";
    case OpenAction::pay:
      return "Payment";
    case OpenAction::settle:
      return "Payment by the reseller";
    case OpenAction::verify:
      return "Verification";
  }
  return {};
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
