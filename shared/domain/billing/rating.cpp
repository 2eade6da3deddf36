// The charge models, on exact decimals.
#include "shared/domain/billing/rating.h"

#include <algorithm>

namespace satchel {
namespace {

constexpr Decimal no_units{0, 0};

/// A sum that remembers that a part was out of range, and its steps.
class Sum {
 public:
  explicit Sum(std::vector<RatedStep>* steps = nullptr) : steps_(steps) {}

  void add_step(RatedStep step, const std::optional<Decimal>& part) {
    add(part);
    add(step.flat);
    const auto amount = part ? satchel::add(*part, step.flat) : std::nullopt;
    if (steps_ == nullptr || !amount) return;
    step.amount = *amount;
    steps_->push_back(step);
  }

  void add(std::optional<Decimal> part) {
    if (total_ && part) {
      total_ = satchel::add(*total_, *part);
    } else {
      total_.reset();
    }
  }

  std::optional<Decimal> take() const {
    if (!total_) return std::nullopt;
    return trimmed(*total_, 0);
  }

 private:
  std::optional<Decimal> total_ = no_units;
  std::vector<RatedStep>* steps_;
};

std::optional<Decimal> share_of(const Decimal& value, const Decimal& percent) {
  const auto product = multiply(value, percent);
  if (!product) return std::nullopt;
  return multiply(*product, {1, 2});
}

Decimal packages_of(const Decimal& units, const Decimal& size) {
  return {ceil_divide(std::max(units, no_units), size), 0};
}

/// Walks the tiers: `price` gives what the units within one tier cost. Without units only a
/// percentage has reached its first tier.
template <class Price>
std::optional<Decimal> rate_tiers(const Rating& rating, const Decimal& units, Sum sum,
                                  Price price) {
  Decimal below = no_units;
  for (std::size_t index = 0; index < rating.tiers.size(); ++index) {
    const RatingTier& tier = rating.tiers[index];
    const bool first = index == 0 && rating.model == ChargeModel::tiered_percentage;
    if (!first && !(below < units)) break;
    const bool last = !tier.up_to || index + 1 == rating.tiers.size();
    const Decimal end = last ? units : std::min(units, *tier.up_to);
    const auto within = add(end, negated(below));
    if (!within) return std::nullopt;
    sum.add_step({*within, tier.unit, tier.flat, {}}, price(tier, *within));
    if (last) break;
    below = *tier.up_to;
  }
  return sum.take();
}

std::optional<Decimal> rate_volume(const Rating& rating, const Decimal& units, Sum sum) {
  for (std::size_t index = 0; index < rating.tiers.size() && no_units < units; ++index) {
    const RatingTier& tier = rating.tiers[index];
    const bool last = !tier.up_to || index + 1 == rating.tiers.size();
    if (!last && *tier.up_to < units) continue;
    sum.add_step({units, tier.unit, tier.flat, {}}, multiply(units, tier.unit));
    break;
  }
  return sum.take();
}

/// Tiers of packages: each holds at most so many packages of its own size.
std::optional<Decimal> rate_tiered_packages(const Rating& rating, Decimal units, Sum sum) {
  for (const RatingTier& tier : rating.tiers) {
    if (!(no_units < units)) break;
    Decimal packages = packages_of(units, tier.size);
    if (tier.up_to && &tier != &rating.tiers.back()) packages = std::min(packages, *tier.up_to);
    sum.add_step({packages, tier.unit, {}, {}}, multiply(packages, tier.unit));
    const auto held = multiply(packages, tier.size);
    const auto left = held ? add(units, negated(*held)) : std::nullopt;
    if (!left) return std::nullopt;
    units = *left;
  }
  return sum.take();
}

/// What is left of the units when the free ones are taken off.
std::optional<Decimal> charged_units(const Rating& rating, const Decimal& units) {
  const auto left = add(units, negated(rating.free_units));
  if (!left) return std::nullopt;
  return std::max(*left, no_units);
}

/// Units or packages at the one price that there is.
std::optional<Decimal> rate_simply(const Rating& rating, const Decimal& counted,
                                   std::vector<RatedStep>* steps) {
  const auto amount = multiply(counted, rating.unit_price);
  if (steps != nullptr && amount) steps->push_back({counted, rating.unit_price, {}, *amount});
  return amount;
}

}  // namespace

std::string_view words_of(ChargeModel model) {
  switch (model) {
    case ChargeModel::flat:
      return "flat";
    case ChargeModel::per_unit:
      return "per unit";
    case ChargeModel::tiered:
      return "in tiers";
    case ChargeModel::volume:
      return "by volume";
    case ChargeModel::package:
      return "per package";
    case ChargeModel::percentage:
      return "per cent";
    case ChargeModel::tiered_percentage:
      return "per cent in tiers";
    case ChargeModel::tiered_package:
      return "per package in tiers";
  }
  return "";
}

bool has_tiers(ChargeModel model) {
  return model == ChargeModel::tiered || model == ChargeModel::volume ||
         model == ChargeModel::tiered_percentage || model == ChargeModel::tiered_package;
}

std::optional<Decimal> rate(const Rating& rating, const Decimal& units,
                            std::vector<RatedStep>* steps) {
  if (units < no_units) return std::nullopt;
  const Sum sum(steps);
  const auto charged = charged_units(rating, units);
  if (!charged) return std::nullopt;
  switch (rating.model) {
    case ChargeModel::flat:
      return rating.unit_price;
    case ChargeModel::per_unit:
      return rate_simply(rating, *charged, steps);
    case ChargeModel::tiered:
      return rate_tiers(rating, units, sum, [](const RatingTier& tier, const Decimal& within) {
        return multiply(within, tier.unit);
      });
    case ChargeModel::tiered_percentage:
      return rate_tiers(rating, units, sum, [](const RatingTier& tier, const Decimal& within) {
        return share_of(within, tier.unit);
      });
    case ChargeModel::volume:
      return rate_volume(rating, units, sum);
    case ChargeModel::package:
      return rate_simply(rating, packages_of(*charged, rating.package_size), steps);
    case ChargeModel::tiered_package:
      return rate_tiered_packages(rating, units, sum);
    case ChargeModel::percentage:
      return rate_events(rating, {units});
  }
  return std::nullopt;
}

PricedUnits price_units(const Rating& rating, std::int64_t quantity) {
  if (rating.model == ChargeModel::flat) return {rating.unit_price, 1};
  const bool simple = rating.model == ChargeModel::per_unit && rating.free_units == no_units;
  if (simple) return {rating.unit_price, quantity};
  return {rate(rating, {quantity, 0}), 1};
}

std::optional<Decimal> rate_events(const Rating& rating, const std::vector<Decimal>& values) {
  Sum sum;
  for (std::size_t index = 0; index < values.size(); ++index) {
    if (static_cast<std::int64_t>(index) < rating.free_events) continue;
    auto amount = share_of(values[index], rating.unit_price);
    if (amount) amount = add(*amount, rating.fixed_per_event);
    if (amount && rating.minimum) amount = std::max(*amount, *rating.minimum);
    sum.add(amount);
  }
  return sum.take();
}

}  // namespace satchel
