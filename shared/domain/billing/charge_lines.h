// Charge lines: what one charge puts on a bill, and what it takes back.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "shared/domain/billing/billable_charge.h"
#include "shared/domain/billing/invoice.h"
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

/// A line before it is on an invoice: `price` × `units` × `share`, less the charge's discount,
/// rounded once.
struct ChargeLine {
  LineKind kind = LineKind::recurring;
  Period period;
  Share share;
  Decimal price;                 // For a whole period.
  std::int64_t units = 1;        // How many the price is for; 1 when it is already that of all.
  Money amount;                  // As priced: net, or with the tax that the price holds.
  std::optional<Decimal> usage;  // Units that usage lines are for.
  std::optional<ChargeSlot> credits = {};  // What a credit takes from.

  bool operator==(const ChargeLine&) const = default;
};

/// What a charge has billed, and what was used of it; both its own only.
struct ChargeHistory {
  std::span<const ChargeSlot> slots;
  std::span<const ChargeUsage> usage;
};

/// Returns the periods of a recurring charge that belong on a bill through `through`, oldest first,
/// whether billed before or not: in advance those that begin by then, in arrears those that have
/// ended. Together they tile the time from its start without gap or overlap.
std::vector<Period> due_periods(const BillableCharge& charge, unsigned bill_cycle_day,
                                Date through);

/// Returns the lines that the charge adds to a bill through `through`, credits first. A period
/// whose start has a slot is not billed again. Where the charge ends before a slot does, the rest
/// is credited by the same price and days, and a whole slot by its exact negative, if the policy
/// says so. Usage is rated by period once that is over, and brought up to the minimum spend of the
/// days served; what came late for a billed period adds the difference to what all of its usage
/// costs. Refuses an amount out of range.
Decision<std::vector<ChargeLine>> plan_charge(const BillableCharge& charge,
                                              const ChargeHistory& history, Date through,
                                              const BillingTerms& terms);

}  // namespace satchel
