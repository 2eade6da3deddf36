// Writes and reads coupons.
#include "shared/wire/coupon_wire.h"

#include "shared/base/words.h"
#include "shared/domain/limits.h"

namespace satchel {
namespace {

constexpr std::size_t coupons_read_max = 10'000;
constexpr std::size_t coupon_products_max = 10'000;
constexpr int percent_scale = 4;

/// Millionths from per cent with at most four decimals.
std::int64_t read_percent(ObjectReader& in) {
  if (!in.has("percent")) return 0;
  Decimal percent = trimmed(in.decimal("percent"), 0);
  if (percent.scale > percent_scale || percent.coefficient < 0 || Decimal{100, 0} < percent) {
    in.report("percent", "must lie between 0 and 100, with at most 4 decimals");
    return 0;
  }
  for (; percent.scale < percent_scale; ++percent.scale) percent.coefficient *= 10;
  return percent.coefficient;
}

void encode_percent(JsonWriter& out, std::int64_t ppm) {
  if (ppm != 0) out.field("percent", trimmed(Decimal{ppm, percent_scale}, 0));
}

void encode_products(JsonWriter& out, const std::vector<ProductId>& products) {
  if (products.empty()) return;
  out.key("products");
  out.begin_array();
  for (const ProductId& product : products) out.text(product.text());
  out.end_array();
}

std::vector<ProductId> read_products(ObjectReader& in) {
  std::vector<ProductId> products;
  if (!in.has("products")) return products;
  for (const std::string& text : in.texts("products", coupon_products_max)) {
    if (const auto id = ProductId::parse(text)) {
      products.push_back(*id);
    } else {
      in.report("products", "must hold UUIDs in lower case");
    }
  }
  return products;
}

Coupon read_coupon(ObjectReader& in) {
  Coupon coupon;
  coupon.code = in.text("code");
  coupon.name = in.text("name");
  coupon.percent_ppm = read_percent(in);
  in.each_object("amounts", coupons_read_max, [&](ObjectReader& each) {
    coupon.amounts.push_back(
        {each.bounded_number("minor", amount_minor_max), each.word<Currency>("currency")});
  });
  coupon.duration = in.word<CouponDuration>("duration");
  coupon.periods = in.optional_number("periods", 1);
  coupon.products = read_products(in);
  coupon.valid_from = in.day("valid_from");
  coupon.valid_until = in.optional_day("valid_until");
  if (in.has("redemptions_max")) coupon.redemptions_max = in.number("redemptions_max");
  return coupon;
}

void encode_coupon(JsonWriter& out, const Coupon& coupon) {
  out.begin_object();
  out.field("code", coupon.code);
  out.field("name", coupon.name);
  encode_percent(out, coupon.percent_ppm);
  out.key("amounts");
  out.begin_array();
  for (const Money& amount : coupon.amounts) out.money(amount);
  out.end_array();
  out.field("duration", coupon.duration);
  if (coupon.periods != 1) out.field("periods", coupon.periods);
  encode_products(out, coupon.products);
  out.field("valid_from", coupon.valid_from);
  out.field("valid_until", coupon.valid_until);
  if (coupon.redemptions_max) out.field("redemptions_max", *coupon.redemptions_max);
  out.end_object();
}

void encode_terms(JsonWriter& out, const CouponTerms& terms) {
  out.field("code", terms.code);
  out.field("name", terms.name);
  encode_percent(out, terms.percent_ppm);
  if (terms.amount.minor != 0) out.field("amount_minor", terms.amount.minor);
  out.field("duration", terms.duration);
  if (terms.periods != 1) out.field("periods", terms.periods);
  encode_products(out, terms.products);
}

CouponTerms read_terms(ObjectReader& in, Currency currency) {
  CouponTerms terms;
  terms.code = in.text("code");
  terms.name = in.text("name");
  terms.percent_ppm = read_percent(in);
  terms.amount = {0, currency};
  if (in.has("amount_minor")) {
    terms.amount.minor = in.bounded_number("amount_minor", amount_minor_max);
  }
  terms.duration = in.word<CouponDuration>("duration");
  terms.periods = in.optional_number("periods", 1);
  terms.products = read_products(in);
  return terms;
}

void encode_list(JsonWriter& out, const Coupons& coupons) {
  out.key("coupons");
  out.begin_array();
  for (const Coupon& coupon : coupons) encode_coupon(out, coupon);
  out.end_array();
}

}  // namespace

void encode_offered_coupons(JsonWriter& out, const Coupons& coupons) {
  if (!coupons.empty()) encode_list(out, coupons);
}

Coupons read_offered_coupons(ObjectReader& in) {
  Coupons coupons;
  if (!in.has("coupons")) return coupons;
  in.each_object("coupons", coupons_read_max,
                 [&](ObjectReader& each) { coupons.push_back(read_coupon(each)); });
  return coupons;
}

void encode_promised_coupons(JsonWriter& out, const std::vector<CouponTerms>& coupons) {
  if (coupons.empty()) return;
  out.key("coupons");
  out.begin_array();
  for (const CouponTerms& terms : coupons) {
    out.begin_object();
    encode_terms(out, terms);
    out.end_object();
  }
  out.end_array();
}

std::vector<CouponTerms> read_promised_coupons(ObjectReader& in, Currency currency) {
  std::vector<CouponTerms> coupons;
  if (!in.has("coupons")) return coupons;
  in.each_object("coupons", order_coupons_max,
                 [&](ObjectReader& each) { coupons.push_back(read_terms(each, currency)); });
  return coupons;
}

void encode_line_coupons(JsonWriter& out, const std::vector<LineCoupon>& coupons) {
  if (coupons.empty()) return;
  out.key("coupons");
  out.begin_array();
  for (const LineCoupon& coupon : coupons) {
    out.begin_object();
    encode_terms(out, coupon.terms);
    out.field("period", coupon.period);
    out.field("off", coupon.off);
    out.end_object();
  }
  out.end_array();
}

std::vector<LineCoupon> read_line_coupons(ObjectReader& in) {
  std::vector<LineCoupon> coupons;
  if (!in.has("coupons")) return coupons;
  in.each_object("coupons", order_coupons_max, [&](ObjectReader& each) {
    const Money off = each.money("off");
    coupons.push_back({read_terms(each, off.currency), each.number("period"), off});
  });
  return coupons;
}

Result<Coupons> parse_coupon_file(std::string_view text) {
  return read_document(text, Strictness::strict, read_offered_coupons);
}

std::string coupon_file(const Coupons& coupons) {
  JsonWriter out;
  out.begin_object();
  encode_list(out, coupons);
  out.end_object();
  return out.take();
}

}  // namespace satchel
