// Rating: from units to an exact amount, by the charge's model.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "shared/base/decimal.h"
#include "shared/base/enum_words.h"

namespace satchel {

/// How units turn into money. A tiered charge is graduated: each unit costs what its own tier says;
/// with volume all units cost what the tier of their sum says. A package is charged once begun.
enum class RatingModel {
  flat,
  per_unit,
  tiered,
  volume,
  package,
  percentage,
  tiered_percentage,
  tiered_package
};
SATCHEL_ENUM_WORDS(RatingModel, "flat", "per_unit", "tiered", "volume", "package", "percentage",
                   "tiered_percentage", "tiered_package");

struct RatingTier {
  std::optional<Decimal> up_to;  // Last unit of the tier, or last package; nothing for no end.
  Decimal unit;                  // Per unit or per package; for a percentage, per cent.
  Decimal flat;                  // Once, when the tier is reached.
  Decimal size{1, 0};            // Units in a package of the tier.

  bool operator==(const RatingTier&) const = default;
};

struct Rating {
  RatingModel model = RatingModel::per_unit;
  Decimal unit_price;  // Per period, unit or package; for a percentage, per cent.
  std::vector<RatingTier> tiers;
  Decimal package_size{1, 0};
  Decimal free_units;              // Of a package or per-unit charge.
  Decimal fixed_per_event;         // Of a percentage charge, for each event that is not free.
  std::int64_t free_events = 0;    // The first ones of a period.
  std::optional<Decimal> minimum;  // Of the amount of each event that is not free.

  bool operator==(const Rating&) const = default;
};

/// Returns what `units` cost, exact to 12 decimals, before proration and discount; nothing when it
/// is out of range or `units` is negative. Beyond the last tier's end its price goes on.
std::optional<Decimal> rate(const Rating& rating, const Decimal& units);

/// Returns what the events of a period cost by a percentage of their values; likewise.
std::optional<Decimal> rate_events(const Rating& rating, const std::vector<Decimal>& values);

}  // namespace satchel
