// Coupons through the store: amounts over several bills, credits, and how often codes are used.
#include <doctest/doctest.h>

#include "shared/execute/execute.h"
#include "shared/execute/order_money.h"
#include "shared/execute/post_invoice.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/coupon_store.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"
#include "tests/shared/execute/subscribed_account.h"
#include "tests/support/books.h"
#include "tests/support/dump.h"

namespace satchel::coupon_change_test {
namespace {

const Date start = date(2026, 12, 1);

CouponTerms an_amount(std::int64_t minor, std::int64_t periods) {
  return {"FIVER", "Five off", 0, usd(minor), CouponDuration::periods, periods, {}};
}

/// An account with support from 1 December, 49.00 a month in arrears, and coffee once.
struct World : SubscribedAccount {
  explicit World(const CouponTerms& terms, ChargeTiming timing) {
    need(save_account(*tx, account));
    need(save_price_book(*tx, a_price_book()));
    order.document.starts_on = start;
    order.document.coupons = {terms};
    order.document.items[1].charges[0].timing = timing;
    need(save_order(*tx, order));
    need(begin_order_billing(*tx, order, start));
  }
};

}  // namespace

TEST_SUITE("coupons through changes") {
  TEST_CASE("an amount is given once for each period, whatever bill its lines are on") {
    World world(an_amount(4000, 2), ChargeTiming::in_arrears);
    // The coffee at 32.97 takes what it can of the first period; December's support the rest.
    CHECK(world.bill(date(2026, 12, 2))->net == usd(0));
    CHECK(world.bill(date(2027, 1, 1))->net == usd(4900 - (4000 - 3297)));
    CHECK(world.bill(date(2027, 2, 1))->net == usd(4900 - 4000));
    CHECK(world.bill(date(2027, 3, 1))->net == usd(4900));
    CHECK_FALSE(world.bill(date(2027, 3, 1)));
  }

  TEST_CASE("a line is taken back with its coupon, in one part or in two") {
    for (const bool whole : {true, false}) {
      World world(an_amount(1000, 1), ChargeTiming::in_advance);
      const Invoice billed = *world.bill(date(2026, 12, 2));
      // 10.00 off 32.97 and 49.00, by amounts.
      CHECK(billed.lines[0].amount == usd(3297 - 402));
      CHECK(billed.lines[1].amount == usd(4900 - 598));
      world.cancel(whole ? start : date(2026, 12, 20));
      const Invoice note = *world.bill(date(2026, 12, 21));
      if (whole) {
        CHECK(note.lines[0].amount + billed.lines[1].amount == usd(0));
      } else {
        CHECK(note.lines[0].amount == usd(-(1897 - 232)));
        need(
            world.tx->run("UPDATE billable_charge SET ends_on = $1, closed_on = $1 "
                          "WHERE kind = 'recurring'",
                          start));
        const Invoice rest = *world.bill(date(2026, 12, 22));
        CHECK(note.net + rest.net + billed.lines[1].amount == usd(0));
      }
      CHECK_FALSE(world.bill(date(2026, 12, 31)));
    }
  }

  TEST_CASE("what a change takes back of an amount is there for the new line of its period") {
    World world(an_amount(2000, 1), ChargeTiming::in_advance);
    const Money first = world.bill(date(2026, 12, 2))->net;
    CHECK(first == usd(3297 + 4900 - 2000));
    world.change_quantity(2, date(2026, 12, 1));
    const Invoice next = *world.bill(date(2026, 12, 3));
    // As if two had been ordered in the first place: 20.00 off coffee and twice the support.
    CHECK(first + next.net == usd(3297 + 9800 - 2000));
  }

  TEST_CASE("codes are counted on placed orders; what is cancelled gives its use back") {
    World world(an_amount(1000, 1), ChargeTiming::in_advance);
    const std::vector<CouponTerms> coupons{an_amount(1000, 1)};
    const OrderId other = an_order_id(2);
    CHECK(need(count_coupon_uses(*world.tx, coupons, other)) == std::vector<std::int64_t>{1});
    CHECK(need(count_coupon_uses(*world.tx, coupons, world.order.id)) ==
          std::vector<std::int64_t>{0});
    Order second = a_placed_order(2);
    second.document.coupons = coupons;
    second.document.coupons[0].code = "fiver";
    need(save_order(*world.tx, second));
    CHECK(need(count_coupon_uses(*world.tx, coupons, an_order_id(3)))[0] == 2);
    second.lifecycle = OrderLifecycle::cancelled;
    need(save_order(*world.tx, second));
    CHECK(need(count_coupon_uses(*world.tx, coupons, an_order_id(3)))[0] == 1);
    CHECK(need(find_order(*world.tx, second.id))->document == second.document);
  }

  TEST_CASE("the list comes back as it was saved, with the organisation") {
    World world(an_amount(1000, 1), ChargeTiming::in_advance);
    Organisation organisation = an_organisation();
    Coupon percent;
    percent.code = "TEN";
    percent.name = "Ten";
    percent.percent_ppm = 100'000;
    percent.duration = CouponDuration::forever;
    percent.products = {coffee, support};
    percent.valid_until = date(2027, 1, 1);
    percent.redemptions_max = 5;
    Coupon amount;
    amount.code = "FIVER";
    amount.name = "Five off";
    amount.amounts = {usd(500), jpy(70)};
    organisation.coupons = {percent, amount};
    need(save_organisation(*world.tx, organisation));
    CHECK(need(find_organisation(*world.tx)) == organisation);
    organisation.coupons.clear();
    need(save_organisation(*world.tx, organisation));
    CHECK(need(load_coupons(*world.tx)).empty());
  }
}

}  // namespace satchel::coupon_change_test
