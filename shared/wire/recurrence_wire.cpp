// Writes and reads recurrences and price terms.
#include "shared/wire/recurrence_wire.h"

#include "shared/domain/billing/price_terms.h"

namespace satchel {

void encode_recurrence(JsonWriter& out, std::string_view name, const Recurrence& every) {
  if (every != Recurrence{}) out.field(name, to_text(every));
}

Recurrence read_recurrence(ObjectReader& in, std::string_view name) {
  if (!in.has(name)) return {};
  if (const auto every = parse_recurrence(in.text(name))) return *every;
  in.report(name, "must be a count and day, week, month or year, as in 3 month");
  return {};
}

void encode_price_terms(JsonWriter& out, std::string_view name, const PriceTerms& terms) {
  if (terms != PriceTerms{}) out.field(name, to_text(terms));
}

PriceTerms read_price_terms(ObjectReader& in, std::string_view name) {
  if (!in.has(name)) return {};
  if (const auto terms = parse_price_terms(in.text(name))) return *terms;
  in.report(name, "must be tiers and other terms, as in to 100: 1.50; beyond: 1");
  return {};
}

void encode_plan_phases(JsonWriter& out, std::string_view name,
                        const std::vector<PlanPhase>& phases) {
  if (!phases.empty()) out.field(name, to_text(phases));
}

std::vector<PlanPhase> read_plan_phases(ObjectReader& in, std::string_view name) {
  if (!in.has(name)) return {};
  if (auto phases = parse_plan_phases(in.text(name))) return *std::move(phases);
  in.report(name, "must be phases, as in trial 14 day; discounted 3 month 50 %; evergreen");
  return {};
}

}  // namespace satchel
