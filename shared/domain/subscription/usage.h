// Usage: what was used of a subscription, as a meter reading or an import says.
#pragma once

#include <cstdint>
#include <string>

#include "shared/base/clock.h"
#include "shared/base/date.h"
#include "shared/base/decimal.h"
#include "shared/base/id.h"

namespace satchel {

/// What whoever read the meter says about it; never changed once recorded.
struct TakenUsage {
  UsageRecordId id;
  AccountId account_id;
  SubscriptionId subscription_id;
  ChargeId charge_id;  // The catalogue's usage charge.
  Date used_on = date(1970, 1, 1);
  Decimal units;     // The event's value, for a percentage.
  std::string note;  // Meter number, reading or source.

  bool operator==(const TakenUsage&) const = default;
};

struct UsageRecord : TakenUsage {
  std::int64_t version = 0;  // The server's count of writes; 0 while only this device knows it.
  UserId recorded_by;
  std::string recorded_by_name;
  Timestamp recorded_at;
  BillableChargeId billable_id;  // The charge that was in force; empty on devices.
  bool billed = false;           // On a live invoice line.

  bool operator==(const UsageRecord&) const = default;
};

}  // namespace satchel
