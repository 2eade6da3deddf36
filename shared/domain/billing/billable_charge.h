// BillableCharge: one charge of an account as the bill cycles see it, and the slots it has used.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/decimal.h"
#include "shared/base/id.h"
#include "shared/domain/billing/coupon.h"
#include "shared/domain/billing/rating.h"
#include "shared/domain/billing/recurrence.h"
#include "shared/domain/billing/tax_table.h"
#include "shared/domain/catalog/price_book.h"

namespace satchel {

struct BillableCharge {
  BillableChargeId id;  // Derived from order, item and the charge's position in it.
  AccountId account_id;
  OrderId order_id;
  std::int64_t order_number = 0;
  std::int64_t position = 0;       // Within the order, for the order of invoice lines.
  OrderItemId order_item_id;       // Empty for a charge of the order itself.
  SubscriptionId subscription_id;  // Empty for a one-time charge.
  ChargeId catalogue_id;           // Empty for a charge of the order itself.
  std::string name;
  ChargeKind kind = ChargeKind::one_time;
  ChargeModel model = ChargeModel::per_unit;
  ChargeTiming timing = ChargeTiming::in_advance;
  Currency currency = Currency::usd;
  std::int64_t quantity = 1;
  Decimal unit_price;
  PriceTerms terms;
  std::int64_t discount_ppm = 0;
  std::int64_t tax_ppm = 0;       // Millionths on top of the amount: 20 % is 200,000.
  std::string tax_category = {};  // Of the tax table; empty: the rate above, whatever the place.
  std::int64_t price_book_version = 0;
  Date start = date(1970, 1, 1);          // First day of service; the day of a one-time charge.
  std::optional<Date> end;                // Exclusive last day of a recurring charge.
  Recurrence every;                       // Of a recurring charge.
  std::optional<Alignment> alignment;     // Nothing for the account's bill cycle day.
  std::optional<Date> terms_end;          // Where its terms end, whatever ended it earlier.
  std::optional<Date> closed_on;          // From then on the last period in arrears is billed.
  bool paused = false;                    // A pause ended it; resuming begins it again.
  ProductId product_id = {};              // Of its item; empty for a charge of the order itself.
  std::vector<CouponTerms> coupons = {};  // Of the order, the first one first.
  Date coupons_from = date(1970, 1, 1);   // First day of service: its periods are counted from it.

  bool operator==(const BillableCharge&) const = default;
};

/// How a slot's line was taxed.
struct SlotTax {
  std::int64_t ppm = 0;
  Money amount;  // With what adjusted the line.
  LineTax how;

  bool operator==(const SlotTax&) const = default;
};

/// A period of a charge that a live invoice line has billed. Unique on (charge, period start).
struct ChargeSlot {
  BillableChargeId charge_id;
  Period period;  // Up to what was credited of it.
  // As priced, before coupons, of the live line and its adjustments; 0 where nothing is given back.
  Money amount;
  std::optional<SlotTax> tax = {};       // Where something may be given back.
  std::vector<LineCoupon> coupons = {};  // What they took off it.
  OrderId order_id = {};                 // Where coupons did.

  bool operator==(const ChargeSlot&) const = default;
};

/// What was used of a usage charge, on one occasion.
struct ChargeUsage {
  BillableChargeId charge_id;
  Date used_on = date(1970, 1, 1);
  Decimal units;        // Or the event's value, for a percentage.
  bool billed = false;  // On a live invoice line.

  bool operator==(const ChargeUsage&) const = default;
};

}  // namespace satchel
