// Plans the lines of one charge from its history and its slots.
#include "shared/domain/billing/charge_lines.h"

#include <algorithm>

#include "shared/domain/limits.h"

namespace satchel {
namespace {

Alignment alignment_of(const BillableCharge& charge, unsigned bill_cycle_day) {
  if (charge.alignment) return *charge.alignment;
  return align_to_day(charge.every, charge.start, bill_cycle_day);
}

Rating rating_of(const BillableCharge& charge) {
  return {charge.terms, charge.model, charge.unit_price};
}

/// What was used within a period: all of it, and how much of that no line bills yet.
struct UsedUnits {
  std::vector<Decimal> events;
  std::optional<Decimal> total = Decimal{};
  bool open = false;
};

UsedUnits used_in(const Period& period, std::span<const ChargeUsage> usage) {
  UsedUnits used;
  for (const ChargeUsage& each : usage) {
    if (each.used_on < period.start || !(each.used_on < period.end)) continue;
    used.events.push_back(each.units);
    used.total = used.total ? add(*used.total, each.units) : std::nullopt;
    used.open = used.open || !each.billed;
  }
  return used;
}

/// Makes the lines of one charge.
class LinePlanner {
 public:
  LinePlanner(const BillableCharge& charge, PricedUnits price, const BillingTerms& terms)
      : charge_(charge),
        price_(price),
        alignment_(alignment_of(charge, terms.bill_cycle_day)),
        terms_(terms) {}

  std::optional<ChargeLine> once() const {
    return priced(LineKind::fixed, {charge_.start, add_days(charge_.start, 1)}, {});
  }

  std::optional<ChargeLine> charged(const Period& part) const {
    return priced(LineKind::recurring, part, share(part));
  }

  /// What `slot` has billed from `end` on, with the sign of a credit; never more than is left.
  std::optional<ChargeLine> credited(const ChargeSlot& slot, Date end) const {
    const Period part{std::max(end, slot.period.start), slot.period.end};
    auto line = priced(LineKind::credit, part, share(part));
    if (!line) return std::nullopt;
    const bool whole = part == slot.period || slot.amount.minor < line->amount.minor;
    line->amount.minor = -(whole ? slot.amount.minor : line->amount.minor);
    line->credits = slot;
    return line;
  }

  /// What the usage of a period costs by itself.
  std::optional<ChargeLine> used(const Period& period, const UsedUnits& units) const {
    if (!units.total) return std::nullopt;
    const Rating rating = rating_of(charge_);
    const bool events = rating.model == ChargeModel::percentage;
    const auto price = events ? rate_events(rating, units.events) : rate(rating, *units.total);
    auto line = priced(LineKind::usage, period, {}, {price, 1});
    if (line) line->usage = units.total;
    return line;
  }

  /// What brings `amount` up to the minimum spend of the period's days; nothing to add is 0.
  std::optional<ChargeLine> true_up(const Period& period, Money amount) const {
    const Decimal least = charge_.terms.minimum_spend.value_or(Decimal{});
    auto line = priced(LineKind::true_up, period, share(period), {least, 1});
    if (line) line->amount.minor = std::max<std::int64_t>(0, line->amount.minor - amount.minor);
    return line;
  }

 private:
  Share share(const Period& part) const {
    const Period whole = period_holding(charge_.every, alignment_, part.start);
    return share_of(charge_.every, part, whole, terms_.policy.proration);
  }

  std::optional<ChargeLine> priced(LineKind kind, const Period& part, const Share& share) const {
    return priced(kind, part, share, price_);
  }

  std::optional<ChargeLine> priced(LineKind kind, const Period& part, const Share& share,
                                   const PricedUnits& price) const {
    const Ratio ratio{price.units * (discount_ppm_max - charge_.discount_ppm) * share.days,
                      discount_ppm_max * share.whole};
    if (!price.price) return std::nullopt;
    const auto amount = extend(*price.price, ratio, charge_.currency, terms_.policy.rounding);
    if (!amount) return std::nullopt;
    return ChargeLine{kind, part, share, *price.price, price.units, *amount, {}, {}};
  }

  const BillableCharge& charge_;
  PricedUnits price_;
  Alignment alignment_;
  const BillingTerms& terms_;
};

std::vector<Period> wanted_periods(const BillableCharge& charge, unsigned bill_cycle_day,
                                   Date through, std::span<const ChargeSlot> slots) {
  std::vector<Period> wanted = due_periods(charge, bill_cycle_day, through);
  std::vector<Date> taken;
  for (const ChargeSlot& slot : slots) taken.push_back(slot.period.start);
  std::sort(taken.begin(), taken.end());
  const auto has_slot = [&](const Period& period) {
    return std::binary_search(taken.begin(), taken.end(), period.start);
  };
  wanted.erase(std::remove_if(wanted.begin(), wanted.end(), has_slot), wanted.end());
  return wanted;
}

using PlannedLines = std::vector<std::optional<ChargeLine>>;

void plan_used(const LinePlanner& planner, const Period& period, const UsedUnits& units,
               PlannedLines& planned) {
  const auto used = planner.used(period, units);
  const auto more = used ? planner.true_up(period, used->amount) : std::nullopt;
  const bool adds = !more || more->amount.minor > 0;
  // A period without usage bills nothing and takes no slot: what comes late is its first line.
  if (used && used->amount.minor == 0 && units.events.empty() && !adds) return;
  planned.push_back(used);
  if (adds) planned.push_back(more);
}

/// What all usage of a billed period costs now, less what was billed for it.
void plan_late(const LinePlanner& planner, const ChargeSlot& slot, const UsedUnits& units,
               PlannedLines& planned) {
  auto late = planner.used(slot.period, units);
  const auto more = late ? planner.true_up(slot.period, late->amount) : std::nullopt;
  if (late && more) {
    late->kind = LineKind::late_usage;
    late->amount = late->amount + more->amount;
    late->amount.minor -= slot.amount.minor;
  }
  planned.push_back(more ? late : std::nullopt);
}

PlannedLines plan_usage(const BillableCharge& charge, const ChargeHistory& history, Date through,
                        const BillingTerms& terms) {
  const LinePlanner planner(charge, {Decimal{}, 1}, terms);
  PlannedLines planned;
  for (const ChargeSlot& slot : history.slots) {
    const UsedUnits units = used_in(slot.period, history.usage);
    if (units.open) plan_late(planner, slot, units, planned);
  }
  for (const Period& period :
       wanted_periods(charge, terms.bill_cycle_day, through, history.slots)) {
    plan_used(planner, period, used_in(period, history.usage), planned);
  }
  return planned;
}

PlannedLines plan_recurring(const BillableCharge& charge, std::span<const ChargeSlot> slots,
                            Date through, const BillingTerms& terms) {
  const LinePlanner planner(charge, price_units(rating_of(charge), charge.quantity), terms);
  PlannedLines planned;
  if (charge.kind == ChargeKind::one_time) {
    if (slots.empty()) planned.push_back(planner.once());
    return planned;
  }
  for (const ChargeSlot& slot : slots) {
    if (!terms.policy.credits_unused || !charge.end) break;
    // What was given back whole is an empty period.
    const bool unused =
        slot.amount.minor != 0 && std::max(*charge.end, slot.period.start) < slot.period.end;
    if (unused) planned.push_back(planner.credited(slot, *charge.end));
  }
  for (const Period& period : wanted_periods(charge, terms.bill_cycle_day, through, slots)) {
    planned.push_back(planner.charged(period));
  }
  return planned;
}

}  // namespace

std::vector<Period> due_periods(const BillableCharge& charge, unsigned bill_cycle_day,
                                Date through) {
  const Alignment alignment = alignment_of(charge, bill_cycle_day);
  const bool closed = charge.closed_on && *charge.closed_on <= through;
  std::vector<Period> periods;
  for (Date start = charge.start; !charge.end || start < *charge.end;) {
    Period period{start, period_holding(charge.every, alignment, start).end};
    const bool last = charge.end && *charge.end <= period.end;
    if (last) period.end = *charge.end;
    const bool due = charge.timing == ChargeTiming::in_advance
                         ? period.start <= through
                         : period.end <= through || (last && closed);
    if (!due) break;
    periods.push_back(period);
    start = period.end;
  }
  return periods;
}

Decision<std::vector<ChargeLine>> plan_charge(const BillableCharge& charge,
                                              const ChargeHistory& history, Date through,
                                              const BillingTerms& terms) {
  const PlannedLines planned = charge.kind == ChargeKind::usage
                                   ? plan_usage(charge, history, through, terms)
                                   : plan_recurring(charge, history.slots, through, terms);
  std::vector<ChargeLine> lines;
  for (const auto& line : planned) {
    if (!line) return reject(Reason::amount_out_of_range, charge.name);
    lines.push_back(*line);
  }
  return lines;
}

}  // namespace satchel
