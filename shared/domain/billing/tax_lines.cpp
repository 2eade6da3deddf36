// Rates lines, and rounds their taxes one by one or together.
#include "shared/domain/billing/tax_lines.h"

#include <algorithm>
#include <map>
#include <utility>

#include "shared/domain/billing/coupon_lines.h"
#include "shared/domain/limits.h"

namespace satchel {
namespace {

/// The exact tax of an amount: `whole` minor units and `rest` / `parts` of one, 0 <= rest < parts.
struct ExactTax {
  std::int64_t whole = 0;
  std::int64_t rest = 0;
  std::int64_t parts = 1;
};

std::int64_t floor_of(std::int64_t top, std::int64_t bottom) {
  return top / bottom - (top % bottom < 0 ? 1 : 0);
}

ExactTax exact_tax(Money priced, std::int64_t ppm, bool inclusive) {
  const std::int64_t parts = tax_ppm_whole + (inclusive ? ppm : 0);
  const std::int64_t times = floor_of(priced.minor, parts);
  const std::int64_t left = (priced.minor - times * parts) * ppm;
  return {times * ppm + left / parts, left % parts, parts};
}

std::int64_t rounded(const ExactTax& tax, Rounding rounding) {
  const std::int64_t twice = 2 * tax.rest;
  if (twice != tax.parts) return tax.whole + (twice > tax.parts ? 1 : 0);
  const bool odd = tax.whole % 2 != 0;
  const bool up = rounding == Rounding::half_even ? odd : tax.whole >= 0;
  return tax.whole + (up ? 1 : 0);
}

struct TaxedLine {
  InvoiceLine* line;
  ExactTax tax;
};

/// Rounds the taxes of lines of one rate together; they add up to what that comes to.
void round_together(std::vector<TaxedLine>& lines, Rounding rounding) {
  ExactTax sum{0, 0, lines.front().tax.parts};
  std::int64_t given = 0;
  for (const TaxedLine& each : lines) {
    sum.whole += each.tax.whole;
    sum.rest += each.tax.rest;
    given += each.tax.whole;
  }
  sum.whole += sum.rest / sum.parts;
  sum.rest %= sum.parts;
  std::stable_sort(lines.begin(), lines.end(), [](const TaxedLine& one, const TaxedLine& other) {
    return one.tax.rest > other.tax.rest;
  });
  std::int64_t left = rounded(sum, rounding) - given;
  for (TaxedLine& each : lines) {
    each.line->tax.minor = each.tax.whole + (left > 0 ? 1 : 0);
    --left;
  }
}

/// What a slot's line was taxed; computed for slots that do not say.
SlotTax tax_of_slot(const ChargeSlot& slot, const BillableCharge& charge, const TaxTerms& terms) {
  if (slot.tax) return *slot.tax;
  const RatedTax rated = rate_of(terms, {charge.tax_category, charge.tax_ppm}, slot.period.start);
  const Money left = slot.amount - coupons_off(slot.coupons, slot.amount.currency);
  return {rated.ppm, tax_of(left, rated.ppm, rated.how.inclusive, Rounding::half_up), rated.how};
}

}  // namespace

Date tax_day_of(const BillableCharge& charge, const ChargeLine& planned) {
  const bool advance =
      planned.kind == LineKind::recurring && charge.timing == ChargeTiming::in_advance;
  if (advance || planned.kind == LineKind::fixed) return planned.period.start;
  return add_days(planned.period.end, -1);
}

void rate_line(InvoiceLine& line, const BillableCharge& charge, const ChargeLine& planned,
               const TaxTerms& terms) {
  line.tax = {0, line.amount.currency};
  if (!planned.credits) {
    const TaxedAs sold{charge.tax_category, charge.tax_ppm};
    RatedTax rated = rate_of(terms, sold, tax_day_of(charge, planned));
    line.tax_ppm = rated.ppm;
    line.taxed = std::move(rated.how);
    return;
  }
  const ChargeSlot& slot = *planned.credits;
  SlotTax billed = tax_of_slot(slot, charge, terms);
  const Money part = tax_of({-line.amount.minor, line.amount.currency}, billed.ppm,
                            billed.how.inclusive, Rounding::half_up);
  const bool whole = -planned.amount.minor == slot.amount.minor;
  line.tax.minor = -(whole ? billed.amount.minor : std::min(part.minor, billed.amount.minor));
  if (billed.how.inclusive) line.amount = line.amount - line.tax;
  line.tax_ppm = billed.ppm;
  line.taxed = std::move(billed.how);
}

void tax_lines(std::vector<InvoiceLine>& lines, Rounding rounding) {
  std::map<std::pair<std::int64_t, bool>, std::vector<TaxedLine>> by_rate;
  for (InvoiceLine& line : lines) {
    if (line.kind == LineKind::credit) continue;
    const bool inclusive = line.taxed.inclusive;
    const ExactTax tax = exact_tax(line.amount, line.tax_ppm, inclusive);
    if (line.taxed.rounding == TaxRounding::invoice) {
      by_rate[{line.tax_ppm, inclusive}].push_back({&line, tax});
    } else {
      line.tax.minor = rounded(tax, rounding);
    }
  }
  for (auto& entry : by_rate) round_together(entry.second, rounding);
  for (InvoiceLine& line : lines) {
    const bool within = line.taxed.inclusive && line.kind != LineKind::credit;
    if (within) line.amount = line.amount - line.tax;
  }
}

Money tax_of(Money priced, std::int64_t ppm, bool inclusive, Rounding rounding) {
  return {rounded(exact_tax(priced, ppm, inclusive), rounding), priced.currency};
}

Money priced_amount(const InvoiceLine& line) {
  return line.taxed.inclusive ? line.amount + line.tax : line.amount;
}

ChargeSlot slot_of(const InvoiceLine& line) {
  return {line.charge_id,
          line.period,
          priced_amount(line) + coupons_off(line.coupons, line.amount.currency),
          SlotTax{line.tax_ppm, line.tax, line.taxed},
          line.coupons,
          line.order_id};
}

}  // namespace satchel
