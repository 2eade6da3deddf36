// Orders: totals, the digest of what is signed, and how items are made.
#include "shared/domain/order/order.h"

#include <utility>

#include "shared/base/check.h"
#include "shared/base/hash.h"
#include "shared/domain/billing/price_terms.h"
#include "shared/domain/billing/tax_lines.h"
#include "shared/domain/limits.h"

namespace satchel {
namespace {

void add_configuration(FieldDigest& digest, const std::vector<ConfigurationValue>& values) {
  digest.add(static_cast<std::int64_t>(values.size()));
  for (const ConfigurationValue& value : values) digest.add(value.key).add(value.value);
}

void add_item(FieldDigest& digest, const OrderItem& item) {
  digest.add(item.id.text()).add(item.product_id.text()).add(item.plan_id.text()).add(item.name);
  digest.add(item.detail).add(item.quantity).add(item.discount_ppm).add(item.tax_ppm);
  digest.add(item.base_item_id.text());
  add_configuration(digest, item.configuration);
  digest.add(static_cast<std::int64_t>(item.charges.size()));
  for (const ItemCharge& charge : item.charges) {
    digest.add(charge.charge_id.text()).add(charge.name).add(to_text(charge.kind));
    digest.add(to_text(charge.model)).add(to_text(charge.timing));
    digest.add(to_text(charge.list_price)).add(to_text(charge.unit_price));
    // Documents were signed before charges had a recurrence: a month adds nothing.
    if (charge.every != Recurrence{}) digest.add(to_text(charge.every));
    if (charge.terms != PriceTerms{}) digest.add("terms").add(to_text(charge.terms));
    if (charge.alignment != ChargeAlignment{}) digest.add(to_text(charge.alignment));
  }
  if (!item.phases.empty()) digest.add("phases").add(to_text(item.phases));
  if (!item.tax_category.empty()) digest.add("tax category").add(item.tax_category);
}

/// Adds to a total unless it leaves the range in which every document's totals lie.
bool add_amount(Money& total, Money amount) {
  if (amount.minor > total_minor_max || amount.minor < -total_minor_max) return false;
  const Money sum = total + amount;
  if (sum.minor > total_minor_max || sum.minor < -total_minor_max) return false;
  total = sum;
  return true;
}

/// Adds the tax on a one-time charge; false when it is out of range.
bool add_tax(OrderTotals& totals, Money priced, const RatedTax& rated) {
  const bool within = rated.how.inclusive;
  return add_amount(within ? totals.tax_within : totals.tax,
                    tax_of(priced, rated.ppm, within, Rounding::half_up));
}

/// Adds the item's charges to the totals; false when an amount is out of range.
bool add_item_amounts(OrderTotals& totals, const OrderItem& item, const RatedTax& rated) {
  const Currency currency = totals.goods.currency;
  OrderItem undiscounted = item;
  undiscounted.discount_ppm = 0;
  for (const ItemCharge& charge : item.charges) {
    const auto net = amount_of(item, charge, currency);
    const auto gross = amount_of(undiscounted, charge, currency);
    if (!net || !gross) return false;
    if (charge.kind == ChargeKind::usage) continue;
    if (charge.kind == ChargeKind::recurring) {
      if (!add_amount(totals.recurring, monthly_share(*net, charge.every))) return false;
    } else if (!add_amount(totals.goods, *net) || !add_amount(totals.gross, *gross) ||
               !add_tax(totals, *net, rated)) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::optional<Money> amount_of(const OrderItem& item, const ItemCharge& charge, Currency currency) {
  // A draft may hold anything; beyond these bounds the product of both would overflow.
  if (item.quantity < 0 || item.quantity > quantity_max) return std::nullopt;
  if (item.discount_ppm < 0 || item.discount_ppm > discount_ppm_max) return std::nullopt;
  if (charge.kind == ChargeKind::usage) return Money{0, currency};
  const PricedUnits priced =
      price_units({charge.terms, charge.model, charge.unit_price}, item.quantity);
  if (!priced.price) return std::nullopt;
  return extend(*priced.price, priced.units * (discount_ppm_max - item.discount_ppm),
                discount_ppm_max, currency);
}

std::optional<OrderTotals> totals_of(const OrderDocument& document, const TaxTerms& taxes) {
  const Money zero{0, document.currency};
  OrderTotals totals{zero, zero, zero, zero, zero, zero, zero};
  for (const OrderItem& item : document.items) {
    const RatedTax rated = rate_of(taxes, {item.tax_category, item.tax_ppm}, start_of(document));
    if (!add_item_amounts(totals, item, rated)) return std::nullopt;
  }
  for (const OrderCharge& charge : document.charges) {
    if (charge.amount.currency != document.currency) return std::nullopt;
    if (!add_amount(totals.charges, charge.amount)) return std::nullopt;
  }
  totals.one_time = totals.goods;
  if (!add_amount(totals.one_time, totals.charges)) return std::nullopt;
  return totals;
}

std::string digest_of(const OrderDocument& document) {
  FieldDigest digest;
  digest.add("order document 1").add(document.account_id.text()).add(to_text(document.ordered_on));
  digest.add(to_text(document.currency)).add(document.price_book_version);
  digest.add(to_text(document.payment_method)).add(to_text(start_of(document)));
  digest.add(document.ends_on ? to_text(*document.ends_on) : "");
  add_configuration(digest, document.configuration);
  digest.add(document.signed_by).add(static_cast<std::int64_t>(document.items.size()));
  for (const OrderItem& item : document.items) add_item(digest, item);
  digest.add(static_cast<std::int64_t>(document.charges.size()));
  for (const OrderCharge& charge : document.charges) {
    digest.add(charge.id.text()).add(charge.name).add(charge.amount.minor);
    digest.add(to_text(charge.amount.currency));
  }
  if (!document.coupons.empty()) digest.add("coupons").add(to_text(document.coupons));
  return digest.hex();
}

std::optional<OrderItem> make_item(const NewItem& place, const Product& product, const Plan& plan) {
  OrderItem item;
  item.id = OrderItemId::derive(place.order_id.text(), "item/" + std::to_string(place.position));
  item.product_id = product.id;
  item.plan_id = plan.id;
  item.name = product.name;
  item.detail = product.detail;
  item.tax_ppm = product.tax_rate_ppm;
  item.tax_category = product.tax_category;
  item.phases = plan.phases;
  if (product.quantity_required) item.quantity = 0;
  for (const Charge& charge : plan.charges) {
    const Price* price = find_price(charge, place.currency);
    if (price == nullptr) return std::nullopt;
    const bool open = product.price_required && !has_tiers(charge.model);
    item.charges.push_back({charge.id, charge.name, charge.kind, charge.model, charge.timing,
                            price->amount, open ? Decimal{} : price->amount, charge.every,
                            price->terms, charge.alignment});
  }
  return item;
}

std::optional<OrderItem> with_plan(const OrderItem& item, const Product& product, const Plan& plan,
                                   Currency currency) {
  auto fresh = make_item({OrderId(), 0, currency}, product, plan);
  if (!fresh) return std::nullopt;
  OrderItem changed = item;
  changed.plan_id = plan.id;
  changed.charges = std::move(fresh->charges);
  changed.phases = std::move(fresh->phases);
  return changed;
}

std::optional<OrderItem> make_item(const OrderId& order_id, std::size_t position,
                                   const Product& product, Currency currency) {
  if (product.plans.empty()) return std::nullopt;
  return make_item({order_id, position, currency}, product, product.plans.front());
}

std::vector<OrderItem> make_items(NewItem place, const PriceBook& book, const Product& product) {
  std::vector<OrderItem> items;
  if (product.kind != ProductKind::bundle) {
    if (product.plans.empty()) return {};
    if (auto item = make_item(place, product, product.plans.front())) items.push_back(*item);
    return items;
  }
  for (const BundleMember& member : product.members) {
    const Product* found = find_product(book, member.product_id);
    const Plan* plan = found == nullptr ? nullptr : find_plan(*found, member.plan_id);
    auto item = plan == nullptr ? std::nullopt : make_item(place, *found, *plan);
    if (!item) return {};
    item->quantity = member.quantity;
    items.push_back(*std::move(item));
    ++place.position;
  }
  return items;
}

OrderCharge make_order_charge(const OrderId& order_id, std::size_t position, std::string name,
                              Money amount) {
  return {OrderChargeId::derive(order_id.text(), "charge/" + std::to_string(position)),
          std::move(name), amount};
}

}  // namespace satchel
