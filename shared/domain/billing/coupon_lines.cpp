// Spreads coupons over lines, order by order.
#include "shared/domain/billing/coupon_lines.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "shared/domain/limits.h"

namespace satchel {
namespace {

/// How many of the charge's periods lie between the first day of service and the line's, counted
/// up to `most`.
std::int64_t period_of(const CouponedLine& couponed, unsigned bill_cycle_day, std::int64_t most) {
  const BillableCharge& charge = *couponed.charge;
  if (charge.kind == ChargeKind::one_time) return 0;
  const Alignment alignment =
      charge.alignment.value_or(align_to_day(charge.every, charge.coupons_from, bill_cycle_day));
  std::int64_t period = 0;
  Date end = period_holding(charge.every, alignment, charge.coupons_from).end;
  while (period < most && end <= couponed.line->period.start) {
    ++period;
    end = period_holding(charge.every, alignment, end).end;
  }
  return period;
}

/// The lines that one coupon counts for together: all for a percentage, of one period for an
/// amount.
struct CouponGroup {
  const CouponTerms* terms = nullptr;
  OrderId order_id;
  std::int64_t period = 0;
  std::vector<std::pair<InvoiceLine*, std::int64_t>> lines;  // Each with its period.
};

/// Orders as they come, then coupons as the order names them, then periods.
using CouponKey = std::tuple<std::size_t, std::size_t, std::int64_t>;

std::map<CouponKey, CouponGroup> groups_of(std::span<const CouponedLine> lines,
                                           unsigned bill_cycle_day) {
  std::map<CouponKey, CouponGroup> groups;
  std::map<std::string, std::size_t> orders;
  for (const CouponedLine& each : lines) {
    const BillableCharge& charge = *each.charge;
    if (each.line->kind == LineKind::credit || each.line->amount.minor <= 0) continue;
    const std::size_t order = orders.emplace(charge.order_id.text(), orders.size()).first->second;
    for (std::size_t place = 0; place < charge.coupons.size(); ++place) {
      const CouponTerms& terms = charge.coupons[place];
      if (!is_for(terms, charge.product_id)) continue;
      const std::int64_t most = periods_of(terms);
      const bool amount = terms.percent_ppm == 0;
      // Which period it is does not matter to a percentage that never ends.
      const bool endless = !amount && terms.duration == CouponDuration::forever;
      const std::int64_t period = endless ? 0 : period_of(each, bill_cycle_day, most);
      if (period >= most) continue;
      CouponGroup& group = groups[{order, place, amount ? period : 0}];
      group.terms = &terms;
      group.order_id = charge.order_id;
      group.period = period;
      group.lines.emplace_back(each.line, period);
    }
  }
  return groups;
}

/// What of an amount is taken off already.
std::int64_t used_of(const CouponGroup& group, const std::vector<LineCoupon>& coupons) {
  std::int64_t used = 0;
  for (const LineCoupon& coupon : coupons) {
    const bool same = coupon.terms.code == group.terms->code && coupon.period == group.period;
    if (same) used += coupon.off.minor;
  }
  return used;
}

/// The lines of a bill with what was billed before.
struct CouponHistory {
  std::span<const CouponedLine> lines;
  std::span<const ChargeSlot> slots;
};

/// What slots of the order have had of an amount in the period, less what this bill takes back.
std::int64_t used_minor(const CouponGroup& group, const CouponHistory& history) {
  std::int64_t used = 0;
  for (const ChargeSlot& slot : history.slots) {
    if (slot.order_id == group.order_id) used += used_of(group, slot.coupons);
  }
  for (const CouponedLine& each : history.lines) {
    if (each.line->kind != LineKind::credit) continue;
    if (each.charge->order_id == group.order_id) used += used_of(group, each.line->coupons);
  }
  return used;
}

void take_off(const CouponGroup& group, const CouponHistory& history) {
  std::vector<std::int64_t> weights;
  Money sum{0, group.lines.front().first->amount.currency};
  for (const auto& each : group.lines) {
    weights.push_back(each.first->amount.minor);
    sum = sum + each.first->amount;
  }
  if (sum.minor <= 0) return;
  Money off = scale(sum, group.terms->percent_ppm, discount_ppm_max);
  if (group.terms->percent_ppm == 0) {
    const std::int64_t left = group.terms->amount.minor - used_minor(group, history);
    off.minor = std::clamp<std::int64_t>(left, 0, sum.minor);
  }
  if (off.minor == 0) return;
  const std::vector<Money> parts = allocate(off, weights);
  for (std::size_t index = 0; index < parts.size(); ++index) {
    const auto& [line, period] = group.lines[index];
    if (parts[index].minor == 0) continue;
    line->amount = line->amount - parts[index];
    CouponTerms terms = *group.terms;
    terms.products.clear();
    line->coupons.push_back({std::move(terms), period, parts[index]});
  }
}

}  // namespace

void apply_coupons(std::span<const CouponedLine> lines, std::span<const ChargeSlot> slots,
                   unsigned bill_cycle_day) {
  for (const auto& entry : groups_of(lines, bill_cycle_day)) {
    take_off(entry.second, {lines, slots});
  }
}

void mirror_coupons(InvoiceLine& line, const ChargeSlot& slot) {
  const Money priced{-line.amount.minor, line.amount.currency};
  if (slot.amount.minor <= 0) return;
  for (const LineCoupon& coupon : slot.coupons) {
    const Money part = scale(coupon.off, priced.minor, slot.amount.minor);
    if (part.minor == 0) continue;
    line.amount = line.amount + part;
    line.coupons.push_back({coupon.terms, coupon.period, {-part.minor, part.currency}});
  }
}

void add_coupon(std::vector<LineCoupon>& coupons, const LineCoupon& more) {
  const auto same = [&](const LineCoupon& each) {
    return each.terms.code == more.terms.code && each.period == more.period;
  };
  const auto found = std::find_if(coupons.begin(), coupons.end(), same);
  if (found == coupons.end()) {
    coupons.push_back(more);
  } else {
    found->off = found->off + more.off;
  }
}

Money coupons_off(const std::vector<LineCoupon>& coupons, Currency currency) {
  Money off{0, currency};
  for (const LineCoupon& coupon : coupons) off = off + coupon.off;
  return off;
}

}  // namespace satchel
