// Recurrences and price terms in messages: short texts, absent for the usual.
#pragma once

#include <string_view>
#include <vector>

#include "shared/domain/billing/recurrence.h"
#include "shared/domain/catalog/price_book.h"
#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel {

/// Writes the field unless it is every month, as messages from before there was a choice have it.
void encode_recurrence(JsonWriter& out, std::string_view name, const Recurrence& every);

/// Returns the field, or every month without one.
Recurrence read_recurrence(ObjectReader& in, std::string_view name);

/// Writes the field as text unless there are none: `to 100: 1.50; beyond: 1`.
void encode_price_terms(JsonWriter& out, std::string_view name, const PriceTerms& terms);

/// Returns the field, or none without one.
PriceTerms read_price_terms(ObjectReader& in, std::string_view name);

/// Writes the field as text unless there are none: `trial 1 month; evergreen`.
void encode_plan_phases(JsonWriter& out, std::string_view name,
                        const std::vector<PlanPhase>& phases);

/// Returns the field, or none without one.
std::vector<PlanPhase> read_plan_phases(ObjectReader& in, std::string_view name);

}  // namespace satchel
