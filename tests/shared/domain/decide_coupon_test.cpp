// Coupons at placing: what the device may promise, and what the server counts.
#include <doctest/doctest.h>

#include "shared/domain/order/decide_office.h"
#include "tests/support/builders.h"

namespace satchel::decide_coupon_test {
namespace {

const PriceBook& book() {
  static const PriceBook made = a_price_book();
  return made;
}

Coupon offered() {
  Coupon coupon;
  coupon.code = "WELCOME";
  coupon.name = "Welcome";
  coupon.percent_ppm = 100'000;
  coupon.valid_until = test_today;
  coupon.redemptions_max = 2;
  return coupon;
}

OrderFacts facts_with(const Coupon& coupon) {
  OrderFacts facts = order_facts(book());
  facts.organisation.coupons = {coupon};
  return facts;
}

OrderDocument document_with(std::vector<CouponTerms> coupons) {
  OrderDocument document = a_document(an_order_id());
  document.coupons = std::move(coupons);
  return document;
}

Reason refused(const OrderFacts& facts, const OrderDocument& document) {
  const auto decided = decide(facts, place_order_of(an_order_id(), document));
  REQUIRE_FALSE(decided);
  REQUIRE_FALSE(decided.error().fields.empty());
  CHECK(decided.error().fields.back().field.starts_with("coupons["));
  return decided.error().fields.back().reason;
}

}  // namespace

TEST_SUITE("coupons on orders") {
  TEST_CASE("an order keeps what was promised, and what is due now is less") {
    const auto terms = *terms_of(offered(), Currency::usd);
    OrderDocument document = document_with({terms});
    document.payment_method = PaymentMethod::bank_transfer;
    const auto placed = decide(facts_with(offered()), place_order_of(an_order_id(), document));
    REQUIRE(placed);
    CHECK(placed->document.coupons == std::vector{terms});
    // 32.97 and 9 of 30 days of 49.00 are 47.67; 4.77 off.
    CHECK(placed->due == usd(4767 - 477));
    CHECK(digest_of(document) != digest_of(a_document(an_order_id())));
  }

  TEST_CASE("unknown codes, other terms, other days and currencies are refused") {
    const auto terms = *terms_of(offered(), Currency::usd);
    CouponTerms unknown = terms;
    unknown.code = "NOBODY";
    CHECK(refused(facts_with(offered()), document_with({unknown})) == Reason::coupon_unknown);
    CouponTerms more = terms;
    more.percent_ppm = 500'000;
    CHECK(refused(facts_with(offered()), document_with({more})) == Reason::coupon_not_valid);
    Coupon over = offered();
    over.valid_until = add_days(test_today, -1);
    CHECK(refused(facts_with(over), document_with({terms})) == Reason::coupon_not_valid);
    CHECK(refused(facts_with(offered()), document_with({terms, terms})) == Reason::field_invalid);
  }

  TEST_CASE("the server refuses a coupon that was used as often as it may be") {
    const auto terms = *terms_of(offered(), Currency::usd);
    OrderFacts facts = facts_with(offered());
    facts.coupon_uses = {1};
    CHECK(decide(facts, place_order_of(an_order_id(), document_with({terms}))));
    facts.coupon_uses = {2};
    CHECK(refused(facts, document_with({terms})) == Reason::coupon_used_up);
  }
}

}  // namespace satchel::decide_coupon_test
