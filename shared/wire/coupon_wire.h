// Coupons in JSON: as they are offered, as orders were promised them, and on lines.
#pragma once

#include "shared/domain/billing/coupon.h"
#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel {

/// Writes the list `coupons` of an object unless it is empty.
void encode_offered_coupons(JsonWriter& out, const Coupons& coupons);
/// Reads the list `coupons`; absent means none.
Coupons read_offered_coupons(ObjectReader& in);

/// Likewise for what an order was promised; amounts are in its currency.
void encode_promised_coupons(JsonWriter& out, const std::vector<CouponTerms>& coupons);
std::vector<CouponTerms> read_promised_coupons(ObjectReader& in, Currency currency);

/// Likewise for what coupons took off a line.
void encode_line_coupons(JsonWriter& out, const std::vector<LineCoupon>& coupons);
std::vector<LineCoupon> read_line_coupons(ObjectReader& in);

/// Returns the coupons in a file `{"coupons": [...]}`, or what is wrong with it.
Result<Coupons> parse_coupon_file(std::string_view text);

/// Returns the coupons as such a file.
std::string coupon_file(const Coupons& coupons);

}  // namespace satchel
