// Begins and ends the billing of a completed order, also more than once.
#include <algorithm>

#include "shared/execute/order_money.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"

namespace satchel {
namespace {

/// Gives the charge an id and a start of its own, so that what was billed before stays billed.
Result<void> begin_again(Transaction& tx, BillableCharge& charge, const std::string& again,
                         Date today) {
  const auto billed_to = SATCHEL_TRY(find_billed_through(tx, charge.order_id, charge.position));
  charge.start = std::max({charge.start, today, billed_to.value_or(today)});
  charge.id = BillableChargeId::derive(charge.id.text(), again);
  charge.subscription_id = SubscriptionId::derive(charge.subscription_id.text(), again);
  return {};
}

/// What was invoiced before the order was completed keeps to the bill cycle day that the account
/// had then. Where the day has moved since, the charge is cut where that ends.
Result<std::vector<BillableCharge>> keep_to_billed(Transaction& tx, const Account& account,
                                                   BillableCharge charge) {
  const auto billed_to = SATCHEL_TRY(find_charge_billed_to(tx, charge.id));
  const bool follows = charge.kind == ChargeKind::recurring && !charge.alignment;
  if (!billed_to || !follows) return std::vector{charge};
  const Alignment now = align_to_day(charge.every, charge.start, account.bill_cycle_day);
  Date end = charge.start;
  while (end < *billed_to) end = period_holding(charge.every, now, end).end;
  if (end == *billed_to || charge.end == billed_to) return std::vector{charge};
  BillableCharge next = charge;
  next.id = BillableChargeId::derive(charge.id.text(), "from the new bill cycle day");
  next.start = *billed_to;
  charge.alignment = align_to_start(*billed_to);
  charge.end = charge.closed_on = billed_to;
  return std::vector{charge, next};
}

}  // namespace

Result<Touched> begin_order_billing(Transaction& tx, const Order& order, Date today) {
  const auto ended = SATCHEL_TRY(load_order_subscriptions(tx, order.id));
  const std::string again = "again/" + std::to_string(ended.size());
  Touched touched;
  for (Subscription& subscription : subscriptions_of(order)) {
    if (!ended.empty()) {
      subscription.id = SubscriptionId::derive(subscription.id.text(), again);
      subscription.start = std::max(subscription.start, today);
    }
    subscription.version = 1;
    SATCHEL_TRY(save_subscription(tx, subscription));
    touched.push_back({AggregateKind::subscription, subscription.id.text()});
  }
  const auto account = SATCHEL_TRY(find_account(tx, order.document.account_id));
  if (!account) return fail(ErrorCode::corrupt, "the account of an order is gone");
  for (BillableCharge& charge : billable_charges_of(order)) {
    const bool recurs = charge.kind == ChargeKind::recurring;
    if (recurs && !ended.empty()) SATCHEL_TRY(begin_again(tx, charge, again, today));
    for (const BillableCharge& each : SATCHEL_TRY(keep_to_billed(tx, *account, charge))) {
      SATCHEL_TRY(save_billable_charge(tx, each));
    }
  }
  return touched;
}

Result<Touched> end_order_billing(Transaction& tx, const Order& order, Date today) {
  Touched touched;
  for (Subscription& subscription : SATCHEL_TRY(load_order_subscriptions(tx, order.id))) {
    if (subscription.state == SubscriptionState::ended) continue;
    subscription.state = SubscriptionState::ended;
    subscription.end = std::max(subscription.start, today);
    subscription.version += 1;
    SATCHEL_TRY(save_subscription(tx, subscription));
    touched.push_back({AggregateKind::subscription, subscription.id.text()});
  }
  SATCHEL_TRY(end_billable_charges(tx, order.id, today));
  auto account = SATCHEL_TRY(find_account(tx, order.document.account_id));
  if (!account) return touched;
  account->version += 1;
  SATCHEL_TRY(save_account(tx, *account));
  touched.push_back({AggregateKind::account, account->id.text()});
  return touched;
}

}  // namespace satchel
