// Rating: from units to an exact amount, by the charge's model.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "shared/base/decimal.h"
#include "shared/base/enum_words.h"

namespace satchel {

/// How units turn into money. A tiered charge is graduated: each unit costs what its own tier says;
/// with volume all units cost what the tier of their sum says. A package is charged once begun.
enum class ChargeModel {
  flat,
  per_unit,
  tiered,
  volume,
  package,
  percentage,
  tiered_percentage,
  tiered_package
};
SATCHEL_ENUM_WORDS(ChargeModel, "flat", "per_unit", "tiered", "volume", "package", "percentage",
                   "tiered_percentage", "tiered_package");

struct RatingTier {
  std::optional<Decimal> up_to;  // Last unit of the tier, or last package; nothing for no end.
  Decimal unit;                  // Per unit or per package; for a percentage, per cent.
  Decimal flat;                  // Once, when the tier is reached.
  Decimal size{1, 0};            // Units in a package of the tier.

  bool operator==(const RatingTier&) const = default;
};

/// What a price has beside its amount; nothing for a flat or simple unit price.
struct PriceTerms {
  std::vector<RatingTier> tiers;
  Decimal package_size{1, 0};
  Decimal free_units;                    // Of a package or per-unit charge.
  Decimal fixed_per_event;               // Of a percentage, for each event that is not free.
  std::int64_t free_events = 0;          // The first ones of a period.
  std::optional<Decimal> minimum;        // Of the amount of each event that is not free.
  std::optional<Decimal> minimum_spend;  // Of a whole period; a true-up line brings it up to that.

  bool operator==(const PriceTerms&) const = default;
};

struct Rating : PriceTerms {
  ChargeModel model = ChargeModel::per_unit;
  Decimal unit_price;  // Per period, unit or package; for a percentage, per cent.

  bool operator==(const Rating&) const = default;
};

/// Returns how the model counts, in words: `per unit`, `in tiers`.
std::string_view words_of(ChargeModel model);

/// Returns whether the model's price stands in tiers instead of one amount.
bool has_tiers(ChargeModel model);

/// What an amount is computed from: `price` × `units`.
struct PricedUnits {
  std::optional<Decimal> price;  // Nothing when it is out of range.
  std::int64_t units = 1;
};

/// Returns the unit price and the quantity as they are where that is all there is to it; for any
/// other model the price of all units together, once.
PricedUnits price_units(const Rating& rating, std::int64_t quantity);

/// One step of a rating: what a tier, or the whole, adds to the amount.
struct RatedStep {
  Decimal units;   // Units, or packages.
  Decimal price;   // Of each; for a percentage, per cent.
  Decimal flat;    // Once.
  Decimal amount;  // Of both together.
};

/// Returns what `units` cost, exact to 12 decimals, before proration and discount; nothing when it
/// is out of range or `units` is negative. Beyond the last tier's end its price goes on. Each step
/// of it is added to `steps`, if there is one.
std::optional<Decimal> rate(const Rating& rating, const Decimal& units,
                            std::vector<RatedStep>* steps = nullptr);

/// Returns what the events of a period cost by a percentage of their values; likewise.
std::optional<Decimal> rate_events(const Rating& rating, const std::vector<Decimal>& values);

}  // namespace satchel
