// The coupon store: what the organisation offers, and how often orders named it.
#pragma once

#include "shared/domain/billing/coupon.h"
#include "shared/domain/order/order.h"
#include "shared/store/database.h"

namespace satchel {

/// Returns the coupons in their order.
Result<Coupons> load_coupons(Transaction& tx);

/// Replaces them; unchanged ones are left alone.
Result<void> save_coupons(Transaction& tx, const Coupons& coupons);

/// Returns for each coupon how many placed orders name it, without `except`; cancelled, denied and
/// fraud orders have released it.
Result<std::vector<std::int64_t>> count_coupon_uses(Transaction& tx,
                                                    const std::vector<CouponTerms>& coupons,
                                                    const OrderId& except);

/// Reads, writes and erases the coupons of an order.
Result<void> load_order_coupons(Transaction& tx, Order& order);
Result<void> save_order_coupons(Transaction& tx, const Order& order);

}  // namespace satchel
