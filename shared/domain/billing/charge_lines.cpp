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

/// What a whole period costs; a model with tiers knows that only for all units together.
std::optional<Decimal> price_of(const BillableCharge& charge) {
  return charge.rating ? rate(*charge.rating, {charge.quantity, 0}) : charge.unit_price;
}

std::int64_t units_of(const BillableCharge& charge) {
  return charge.rating || charge.model == ChargeModel::flat ? 1 : charge.quantity;
}

/// Makes the lines of one charge.
class LinePlanner {
 public:
  LinePlanner(const BillableCharge& charge, Decimal price, const BillingTerms& terms)
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
    return line;
  }

 private:
  Share share(const Period& part) const {
    const Period whole = period_holding(charge_.every, alignment_, part.start);
    return share_of(charge_.every, part, whole, terms_.policy.proration);
  }

  std::optional<ChargeLine> priced(LineKind kind, const Period& part, const Share& share) const {
    const std::int64_t units = units_of(charge_);
    const Ratio ratio{units * (discount_ppm_max - charge_.discount_ppm) * share.days,
                      discount_ppm_max * share.whole};
    const auto amount = extend(price_, ratio, charge_.currency, terms_.policy.rounding);
    if (!amount) return std::nullopt;
    return ChargeLine{kind, part, share, price_, units, *amount};
  }

  const BillableCharge& charge_;
  Decimal price_;
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
                                              std::span<const ChargeSlot> slots, Date through,
                                              const BillingTerms& terms) {
  const auto price = price_of(charge);
  if (!price) return reject(Reason::amount_out_of_range, charge.name);
  const LinePlanner planner(charge, *price, terms);
  std::vector<std::optional<ChargeLine>> planned;
  if (charge.kind == ChargeKind::one_time) {
    if (slots.empty()) planned.push_back(planner.once());
  } else {
    for (const ChargeSlot& slot : slots) {
      if (!terms.policy.credits_unused || !charge.end) break;
      // What was given back whole is an empty period.
      const bool unused = std::max(*charge.end, slot.period.start) < slot.period.end;
      if (unused) planned.push_back(planner.credited(slot, *charge.end));
    }
    for (const Period& period : wanted_periods(charge, terms.bill_cycle_day, through, slots)) {
      planned.push_back(planner.charged(period));
    }
  }
  std::vector<ChargeLine> lines;
  for (const auto& line : planned) {
    if (!line) return reject(Reason::amount_out_of_range, charge.name);
    lines.push_back(*line);
  }
  return lines;
}

}  // namespace satchel
