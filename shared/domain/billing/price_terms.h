// PriceTerms as text: how tiers, packages and minimums are stored, imported and typed.
//
// Parts are separated by "; ", amounts are exact decimals:
//   to 100: 1.50 + 10       units up to the hundredth at 1.50 each, and 10 once the tier is reached
//   beyond: 0.90            all further units; the last tier
//   to 10: 5 per 100        a tier of packages: at most ten packages of 100 units, 5 each
//   package 1000            a package holds 1000 units
//   free 50                 the first 50 units cost nothing
//   fixed 0.30              for each event of a percentage, on top
//   free events 3           the first three events cost nothing
//   event minimum 1         an event costs at least that
//   minimum spend 50        a whole period costs at least that
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/domain/billing/rating.h"

namespace satchel {

/// Returns the terms as text; empty for none.
std::string to_text(const PriceTerms& terms);

/// Returns the terms that `text` says, or nothing when it is none. Spaces around parts are free.
std::optional<PriceTerms> parse_price_terms(std::string_view text);

/// Returns whether the terms make sense for the model: tiers exactly where they are asked for, with
/// rising ends and only the last one open; packages, free units and events where they count; no
/// negative numbers, and at most 100 tiers.
bool fits(const PriceTerms& terms, ChargeModel model);

}  // namespace satchel
