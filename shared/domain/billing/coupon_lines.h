// Coupon lines: what coupons take off the lines of an invoice, before tax.
#pragma once

#include <span>
#include <vector>

#include "shared/domain/billing/billable_charge.h"
#include "shared/domain/billing/charge_lines.h"
#include "shared/domain/billing/invoice.h"

namespace satchel {

/// A line with the charge it comes from.
struct CouponedLine {
  InvoiceLine* line;
  const BillableCharge* charge;
};

/// Takes the coupons of each order off its lines, the first one first, each on what the earlier
/// left: a percentage of all lines it counts for, rounded once, or an amount for each period, less
/// what `slots` have had of it. It is spread over the lines by their amounts. Credits and negative
/// lines are left alone. Amounts are as priced, before and after.
void apply_coupons(std::span<const CouponedLine> lines, std::span<const ChargeSlot> slots,
                   unsigned bill_cycle_day);

/// Takes back what coupons took off the slot: a part of it, or all of it with the whole slot.
void mirror_coupons(InvoiceLine& line, const ChargeSlot& slot);

/// Adds what a coupon took off, or gave back, to what it had taken off in the same period.
void add_coupon(std::vector<LineCoupon>& coupons, const LineCoupon& more);

/// Returns what coupons took off together.
Money coupons_off(const std::vector<LineCoupon>& coupons, Currency currency);

}  // namespace satchel
