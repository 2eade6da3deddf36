// Organisation: the seller, and the settings that both sides decide by.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/base/date.h"
#include "shared/base/money.h"
#include "shared/domain/access/settings.h"
#include "shared/domain/billing/coupon.h"
#include "shared/domain/billing/tax_table.h"

namespace satchel {

struct Organisation {
  std::int64_t version = 0;
  std::string legal_name;
  std::string address;
  std::string tax_id;
  Currency currency = Currency::usd;
  std::string time_zone = "UTC";  // IANA name; the server turns instants into civil dates.
  unsigned bill_cycle_day = 1;    // 1 to 31; new accounts take it over.
  std::int64_t payment_terms_days = 30;
  std::int64_t verification_delay_minutes = 0;  // From acceptance to automatic verification.
  std::optional<Date> closed_through;           // Exclusive end of the last posted bill cycle.
  Settings settings;
  TaxTable taxes;
  Coupons coupons;
  std::string seal_key;  // Public key that customers' passwords are sealed to, in hex.
  bool demo = false;
  std::optional<Date> demo_today;  // The moved clock of a demo organisation.

  bool operator==(const Organisation&) const = default;
};

}  // namespace satchel
