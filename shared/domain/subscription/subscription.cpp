// From a completed order to subscriptions and billable charges.
#include "shared/domain/subscription/subscription.h"

#include <algorithm>

namespace satchel {
namespace {

/// The order takes part in what ids derive from: an item's id alone is what a device claims.
std::string within(const Order& order, const std::string& part_id) {
  return order.id.text() + "/" + part_id;
}

SubscriptionId subscription_id_of(const Order& order, const OrderItem& item) {
  return SubscriptionId::derive(within(order, item.id.text()), "subscription");
}

bool is_recurring(const ItemCharge& charge) { return charge.kind == ChargeKind::recurring; }

BillableCharge of_order(const Order& order) {
  BillableCharge charge;
  charge.account_id = order.document.account_id;
  charge.order_id = order.id;
  charge.order_number = order.number;
  charge.price_book_version = order.document.price_book_version;
  charge.currency = order.document.currency;
  charge.start = start_of(order.document);
  return charge;
}

BillableCharge of_item(const Order& order, const OrderItem& item, std::size_t index) {
  const ItemCharge& sold = item.charges[index];
  BillableCharge charge = of_order(order);
  charge.id =
      BillableChargeId::derive(within(order, item.id.text()), "charge/" + std::to_string(index));
  charge.order_item_id = item.id;
  if (is_recurring(sold)) {
    charge.subscription_id = subscription_id_of(order, item);
    charge.end = order.document.ends_on;
  }
  charge.name = item.charges.size() == 1 ? item.name : item.name + ", " + sold.name;
  charge.kind = sold.kind;
  charge.model = sold.model;
  charge.timing = sold.timing;
  charge.every = sold.every;
  charge.quantity = item.quantity;
  charge.unit_price = sold.unit_price;
  charge.discount_ppm = item.discount_ppm;
  charge.tax_ppm = item.tax_ppm;
  return charge;
}

}  // namespace

std::vector<Subscription> subscriptions_of(const Order& order) {
  std::vector<Subscription> subscriptions;
  for (const OrderItem& item : order.document.items) {
    if (!std::any_of(item.charges.begin(), item.charges.end(), is_recurring)) continue;
    Subscription subscription;
    subscription.id = subscription_id_of(order, item);
    subscription.account_id = order.document.account_id;
    subscription.order_id = order.id;
    subscription.order_item_id = item.id;
    subscription.name = item.name;
    subscription.quantity = item.quantity;
    subscription.monthly = {0, order.document.currency};
    for (const ItemCharge& charge : item.charges) {
      if (!is_recurring(charge)) continue;
      const auto amount = amount_of(item, charge, order.document.currency);
      if (!amount) continue;
      subscription.monthly = subscription.monthly + monthly_share(*amount, charge.every);
    }
    subscription.start = start_of(order.document);
    subscription.end = order.document.ends_on;
    subscriptions.push_back(subscription);
  }
  return subscriptions;
}

std::vector<BillableCharge> billable_charges_of(const Order& order) {
  std::vector<BillableCharge> charges;
  for (const OrderItem& item : order.document.items) {
    for (std::size_t index = 0; index < item.charges.size(); ++index) {
      charges.push_back(of_item(order, item, index));
    }
  }
  for (const OrderCharge& own : order.document.charges) {
    BillableCharge charge = of_order(order);
    charge.id = BillableChargeId::derive(within(order, own.id.text()), "charge");
    charge.name = own.name;
    charge.model = ChargeModel::flat;
    charge.unit_price = to_decimal(own.amount);
    charges.push_back(charge);
  }
  for (std::size_t index = 0; index < charges.size(); ++index) {
    charges[index].position = static_cast<std::int64_t>(index);
  }
  return charges;
}

}  // namespace satchel
