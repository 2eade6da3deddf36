// Charge lines: what one charge puts on a bill, and what it takes back.
#pragma once

#include <span>
#include <vector>

#include "shared/domain/billing/billable_charge.h"
#include "shared/domain/rejection.h"

namespace satchel {

/// How an organisation bills; the defaults are ours.
struct BillingPolicy {
  Proration proration = Proration::actual_days;
  Rounding rounding = Rounding::half_up;
  bool credits_unused = false;  // Whether what was billed beyond a charge's end is given back.

  bool operator==(const BillingPolicy&) const = default;
};

/// What a bill depends on beside the charges.
struct BillingTerms {
  unsigned bill_cycle_day = 1;  // For charges without an alignment of their own.
  BillingPolicy policy;
};

/// One-time amounts are fixed lines; a credit takes back a part of what a slot has billed.
enum class LineKind { recurring, fixed, usage, credit };
SATCHEL_ENUM_WORDS(LineKind, "recurring", "fixed", "usage", "credit");

/// A line before it is on an invoice: `price` × `units` × `share`, less the charge's discount,
/// rounded once.
struct ChargeLine {
  LineKind kind = LineKind::recurring;
  Period period;
  Share share;
  Decimal price;           // For a whole period.
  std::int64_t units = 1;  // How many the price is for; 1 when it is already that of all.
  Money amount;

  bool operator==(const ChargeLine&) const = default;
};

/// Returns the periods of a recurring charge that belong on a bill through `through`, oldest first,
/// whether billed before or not: in advance those that begin by then, in arrears those that have
/// ended. Together they tile the time from its start without gap or overlap.
std::vector<Period> due_periods(const BillableCharge& charge, unsigned bill_cycle_day,
                                Date through);

/// Returns the lines that the charge adds to a bill through `through`, credits first. `slots` are
/// the charge's own. A period whose start has a slot is not billed again. Where the charge ends
/// before a slot does, the rest is credited by the same price and days, and a whole slot by its
/// exact negative, if the policy says so. Refuses an amount out of range.
Decision<std::vector<ChargeLine>> plan_charge(const BillableCharge& charge,
                                              std::span<const ChargeSlot> slots, Date through,
                                              const BillingTerms& terms);

}  // namespace satchel
