// Setting the coupons that orders may name; the devices are told.
#pragma once

#include "server/catalogue/refusal.h"
#include "shared/domain/billing/coupon.h"

namespace satchel::server {

/// Replaces the whole list and returns it. Refuses what is malformed, with its fields, and codes
/// that stand twice. Orders that were placed keep what they were promised.
Result<Answer<Coupons>> put_coupons(const ServerWrite& write, const Editor& editor,
                                    const Coupons& coupons);

}  // namespace satchel::server
