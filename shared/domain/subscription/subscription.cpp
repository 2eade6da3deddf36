// From a completed order to subscriptions and billable charges.
#include "shared/domain/subscription/subscription.h"

#include <algorithm>

#include "shared/domain/limits.h"

namespace satchel {
namespace {

/// The order takes part in what ids derive from: an item's id alone is what a device claims.
std::string within(const Order& order, const std::string& part_id) {
  return order.id.text() + "/" + part_id;
}

SubscriptionId subscription_id_of(const Order& order, const OrderItem& item) {
  return SubscriptionId::derive(within(order, item.id.text()), "subscription");
}

/// Whether it goes on with the service.
bool is_recurring(const ItemCharge& charge) { return charge.kind != ChargeKind::one_time; }

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

/// A time in which the item's charges are the same.
struct ServiceSpan {
  Date start = date(1970, 1, 1);
  std::optional<Date> end;
  std::int64_t discount_ppm = 0;
};

/// The times in which the item is charged: between its phases, trials left out. After the last
/// phase it goes on at the full price, unless that was a fixed term.
std::vector<ServiceSpan> service_spans(const Order& order, const OrderItem& item) {
  std::vector<ServiceSpan> spans;
  Date start = start_of(order.document);
  bool goes_on = true;
  for (const PlanPhase& phase : item.phases) {
    if (!phase.length) break;
    const Date end = billing_date(*phase.length, align_to_start(start), 1);
    if (phase.kind != PhaseKind::trial) spans.push_back({start, end, phase.discount_ppm});
    goes_on = phase.kind != PhaseKind::fixed_term;
    start = end;
  }
  if (goes_on) spans.push_back({start, {}, 0});
  const std::optional<Date>& last = order.document.ends_on;
  if (!last) return spans;
  for (ServiceSpan& span : spans) {
    if (!span.end || *last < *span.end) span.end = *last;
  }
  spans.erase(std::remove_if(spans.begin(), spans.end(),
                             [&](const ServiceSpan& span) { return !(span.start < *span.end); }),
              spans.end());
  return spans;
}

/// What two discounts, one after the other, take off together; rounded to a millionth.
std::int64_t both_discounts(std::int64_t one, std::int64_t other) {
  const std::int64_t left = (discount_ppm_max - one) * (discount_ppm_max - other);
  return discount_ppm_max - (left + discount_ppm_max / 2) / discount_ppm_max;
}

BillableCharge of_item(const Order& order, const OrderItem& item, std::size_t index) {
  const ItemCharge& sold = item.charges[index];
  BillableCharge charge = of_order(order);
  charge.id =
      BillableChargeId::derive(within(order, item.id.text()), "charge/" + std::to_string(index));
  charge.order_item_id = item.id;
  charge.catalogue_id = sold.charge_id;
  charge.terms = sold.terms;
  charge.name = item.charges.size() == 1 ? item.name : item.name + ", " + sold.name;
  charge.kind = sold.kind;
  charge.model = sold.model;
  charge.timing = sold.timing;
  charge.every = sold.every;
  charge.quantity = item.quantity;
  charge.unit_price = sold.unit_price;
  charge.discount_ppm = item.discount_ppm;
  charge.tax_ppm = item.tax_ppm;
  charge.tax_category = item.tax_category;
  charge.product_id = item.product_id;
  charge.coupons = order.document.coupons;
  charge.coupons_from = charge.start;
  return charge;
}

/// The item's charge once for each span of its service.
void add_spans(const Order& order, const OrderItem& item, std::size_t index,
               std::vector<BillableCharge>& charges) {
  const BillableCharge whole = of_item(order, item, index);
  const auto spans = service_spans(order, item);
  for (std::size_t at = 0; at < spans.size(); ++at) {
    BillableCharge charge = whole;
    charge.subscription_id = subscription_id_of(order, item);
    charge.start = spans[at].start;
    charge.end = spans[at].end;
    charge.terms_end = spans[at].end;
    charge.coupons_from = spans.front().start;
    charge.discount_ppm = both_discounts(item.discount_ppm, spans[at].discount_ppm);
    if (item.charges[index].alignment == ChargeAlignment::anniversary) {
      charge.alignment = align_to_start(spans.front().start);
    }
    if (at > 0) charge.id = BillableChargeId::derive(whole.id.text(), std::to_string(at));
    charges.push_back(std::move(charge));
  }
}

}  // namespace

SubscriptionState state_on(const Subscription& subscription, Date day) {
  const bool over = subscription.end && *subscription.end <= day;
  return over ? SubscriptionState::ended : subscription.state;
}

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
    const auto spans = service_spans(order, item);
    subscription.end = spans.empty() ? order.document.ends_on : spans.back().end;
    subscription.product_id = item.product_id;
    subscription.plan_id = item.plan_id;
    subscriptions.push_back(subscription);
  }
  return subscriptions;
}

std::vector<BillableCharge> billable_charges_of(const Order& order) {
  std::vector<BillableCharge> charges;
  for (const OrderItem& item : order.document.items) {
    for (std::size_t index = 0; index < item.charges.size(); ++index) {
      if (is_recurring(item.charges[index])) {
        add_spans(order, item, index, charges);
      } else {
        charges.push_back(of_item(order, item, index));
      }
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
