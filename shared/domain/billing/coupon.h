// Coupon: what a code takes off the charges of an order, and for how long.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/enum_words.h"
#include "shared/base/id.h"
#include "shared/base/money.h"
#include "shared/domain/rejection.h"

namespace satchel {

/// How many billing periods of a charge a coupon counts for, from the first day of service. What is
/// charged once belongs to the first.
enum class CouponDuration { once, periods, forever };
SATCHEL_ENUM_WORDS(CouponDuration, "once", "periods", "forever");

/// What an order was promised for a code.
struct CouponTerms {
  std::string code;
  std::string name;              // As printed.
  std::int64_t percent_ppm = 0;  // Millionths off; or
  Money amount;                  // off all charges of a period together.
  CouponDuration duration = CouponDuration::once;
  std::int64_t periods = 1;         // Of duration `periods`.
  std::vector<ProductId> products;  // Off these; empty: off every product.

  bool operator==(const CouponTerms&) const = default;
};

/// A coupon as the organisation offers it.
struct Coupon {
  std::string code;  // Letters, digits and dashes; case does not count.
  std::string name;
  std::int64_t percent_ppm = 0;
  std::vector<Money> amounts;  // One per currency, instead of a percentage.
  CouponDuration duration = CouponDuration::once;
  std::int64_t periods = 1;
  std::vector<ProductId> products;
  Date valid_from = date(1970, 1, 1);  // First day on which an order may name it.
  std::optional<Date> valid_until;     // Last day.
  std::optional<std::int64_t> redemptions_max;

  bool operator==(const Coupon&) const = default;
};

using Coupons = std::vector<Coupon>;

/// Returns the coupon with this code, whatever the case, or null.
const Coupon* find_coupon(const Coupons& coupons, std::string_view code);

/// Returns what the coupon promises in the currency, or nothing where it has no amount in it.
std::optional<CouponTerms> terms_of(const Coupon& coupon, Currency currency);

/// Returns whether an order of that day may name it.
bool is_valid(const Coupon& coupon, Date ordered_on);

/// Returns whether the terms take something off the product.
bool is_for(const CouponTerms& terms, const ProductId& product);

/// Returns for how many periods of a charge the terms count.
std::int64_t periods_of(const CouponTerms& terms);

/// Returns what the terms take off, in words: "10 % off, for 3 periods".
std::string words_of(const CouponTerms& terms);

/// Returns the terms as one text, a line each, and what such a text says.
std::string to_text(const std::vector<CouponTerms>& coupons);
std::vector<CouponTerms> parse_coupons(std::string_view text, Currency currency);

/// Returns what is malformed, with paths as in `coupons[3].code`; empty when they may be saved.
std::vector<FieldProblem> problems_of(const Coupons& coupons);

/// What one coupon took off one line; with the other sign where a credit takes that back.
struct LineCoupon {
  CouponTerms terms;        // Without its products.
  std::int64_t period = 0;  // Of the charge, from the first day of service, from 0.
  Money off;

  bool operator==(const LineCoupon&) const = default;
};

/// Returns what coupons took off a line as one text, a line each, and what such a text says.
std::string to_text(const std::vector<LineCoupon>& coupons);
std::vector<LineCoupon> parse_line_coupons(std::string_view text, Currency currency);

}  // namespace satchel
