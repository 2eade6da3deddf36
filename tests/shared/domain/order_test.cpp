// Orders: totals rounded once per charge, and a digest of everything signed.
#include "shared/domain/order/order.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <functional>
#include <set>

#include "tests/support/builders.h"

namespace satchel::order_test {
namespace {

using Change = std::function<void(OrderDocument&)>;

/// A document in which no field has its default.
OrderDocument a_full_document() {
  OrderDocument document = a_document(an_order_id());
  document.items.push_back(an_item(an_order_id(), 2, metered, 2));
  document.charges = {make_order_charge(an_order_id(), 0, "Freight", usd(3238)),
                      make_order_charge(an_order_id(), 1, "Handling", usd(250))};
  return document;
}

/// One change for each field that a customer signs.
std::vector<Change> changes() {
  return {
      [](OrderDocument& d) { d.account_id = id_of<AccountId>(999); },
      [](OrderDocument& d) { d.ordered_on = date(2026, 11, 21); },
      [](OrderDocument& d) { d.currency = Currency::eur; },
      [](OrderDocument& d) { d.price_book_version = 2; },
      [](OrderDocument& d) { d.payment_method = PaymentMethod::cash; },
      [](OrderDocument& d) { d.starts_on = date(2026, 12, 1); },
      [](OrderDocument& d) { d.ends_on = date(2027, 12, 1); },
      [](OrderDocument& d) {
        d.configuration = {{"delivery", "door"}};
      },
      [](OrderDocument& d) {
        d.items[0].configuration = {{"domain", "alfreds.example"}};
      },
      [](OrderDocument& d) { d.items[0].tax_ppm = 190'000; },
      [](OrderDocument& d) { d.items[0].base_item_id = id_of<OrderItemId>(998); },
      [](OrderDocument& d) { d.signed_by += "x"; },
      [](OrderDocument& d) { d.items.pop_back(); },
      [](OrderDocument& d) { std::swap(d.items[0], d.items[1]); },
      [](OrderDocument& d) { d.items[0].id = id_of<OrderItemId>(999); },
      [](OrderDocument& d) { d.items[0].product_id = support; },
      [](OrderDocument& d) { d.items[0].plan_id = id_of<PlanId>(999); },
      [](OrderDocument& d) { d.items[0].name += "x"; },
      [](OrderDocument& d) { d.items[0].detail += "x"; },
      [](OrderDocument& d) { d.items[0].quantity = 4; },
      [](OrderDocument& d) { d.items[0].discount_ppm = 1; },
      [](OrderDocument& d) { d.items[0].charges.clear(); },
      [](OrderDocument& d) { d.items[0].charges[0].charge_id = id_of<ChargeId>(999); },
      [](OrderDocument& d) { d.items[0].charges[0].name += "x"; },
      [](OrderDocument& d) { d.items[0].charges[0].kind = ChargeKind::recurring; },
      [](OrderDocument& d) { d.items[0].charges[0].model = ChargeModel::flat; },
      [](OrderDocument& d) { d.items[0].charges[0].timing = ChargeTiming::in_arrears; },
      [](OrderDocument& d) { d.items[0].charges[0].list_price = dec("11.00"); },
      [](OrderDocument& d) { d.items[0].charges[0].unit_price = dec("11.00"); },
      [](OrderDocument& d) { d.charges.pop_back(); },
      [](OrderDocument& d) { std::swap(d.charges[0], d.charges[1]); },
      [](OrderDocument& d) { d.charges[0].id = id_of<OrderChargeId>(999); },
      [](OrderDocument& d) { d.charges[0].name += "x"; },
      [](OrderDocument& d) { d.charges[0].amount.minor += 1; },
      [](OrderDocument& d) { d.charges[0].amount.currency = Currency::eur; },
  };
}

}  // namespace

TEST_SUITE("totals_of") {
  TEST_CASE("one-time and recurring charges, discount and freight add up") {
    OrderDocument document = a_full_document();
    document.items[0].discount_ppm = 50'000;

    const auto totals = totals_of(document);

    REQUIRE(totals);
    CHECK(totals->gross == usd(3297 + 6000));
    CHECK(totals->goods == usd(3132 + 6000));
    CHECK(totals->charges == usd(3488));
    CHECK(totals->one_time == usd(3132 + 6000 + 3488));
    CHECK(totals->recurring == usd(4900 + 2500));
  }

  TEST_CASE("an amount is rounded once, after quantity and discount") {
    OrderItem item = an_item(an_order_id(), 0, coffee, 3);
    item.charges[0].unit_price = dec("0.335");
    CHECK(amount_of(item, item.charges[0], Currency::usd) == usd(101));
    item.discount_ppm = 250'000;
    CHECK(amount_of(item, item.charges[0], Currency::usd) == usd(75));
  }

  TEST_CASE("a flat charge does not count the quantity") {
    OrderItem item = an_item(an_order_id(), 0, support, 12);
    item.charges[0].model = ChargeModel::flat;
    CHECK(amount_of(item, item.charges[0], Currency::usd) == usd(4900));
  }

  TEST_CASE("an empty document totals zero in its currency") {
    OrderDocument document;
    document.currency = Currency::jpy;
    CHECK(totals_of(document)->one_time == jpy(0));
    CHECK(totals_of(document)->recurring == jpy(0));
  }
}

TEST_SUITE("digest_of") {
  TEST_CASE("references and addresses may be corrected after signing") {
    OrderDocument document = a_full_document();
    document.purchase_order += "x";
    document.referral = "Fair";
    document.bill_to_email = "books@alfreds.example";
    document.contact_email = "maria@alfreds.example";
    CHECK(digest_of(document) == digest_of(a_full_document()));
  }

  TEST_CASE("the digest is 64 hex characters and the same for the same document") {
    CHECK(digest_of(a_full_document()).size() == 64);
    CHECK(digest_of(a_full_document()) == digest_of(a_full_document()));
  }

  TEST_CASE("the digest changes when any one field changes, and each change differs") {
    std::set<std::string> digests{digest_of(a_full_document())};
    for (const Change& change : changes()) {
      OrderDocument document = a_full_document();
      change(document);
      digests.insert(digest_of(document));
    }
    CHECK(digests.size() == changes().size() + 1);
  }

  TEST_CASE("documents with different changes never share a digest") {
    CHECK(rc::check([] {
      const std::vector<Change> all = changes();
      const auto chosen = *rc::gen::unique<std::vector<std::size_t>>(
          3, rc::gen::inRange<std::size_t>(7, all.size()));
      OrderDocument first = a_full_document();
      OrderDocument second = a_full_document();
      all[chosen[0]](first);
      all[chosen[1]](second);
      RC_ASSERT((first == second) == (digest_of(first) == digest_of(second)));
    }));
  }
}

TEST_SUITE("make_item") {
  TEST_CASE("an item carries the first plan's charges at list price") {
    const PriceBook book = a_price_book();
    const auto item = make_item(an_order_id(), 3, book.products[2], Currency::eur);

    REQUIRE(item);
    CHECK(item->id == OrderItemId::derive(an_order_id().text(), "item/3"));
    CHECK(item->name == "Meter");
    CHECK(item->quantity == 1);
    REQUIRE(item->charges.size() == 2);
    CHECK(item->charges[1].kind == ChargeKind::recurring);
    CHECK(item->charges[1].unit_price == dec("12.5"));
  }

  TEST_CASE("a product without a plan or a price in the currency makes no item") {
    PriceBook book = a_price_book();
    CHECK_FALSE(make_item(an_order_id(), 0, book.products[0], Currency::jpy));
    book.products[0].plans.clear();
    CHECK_FALSE(make_item(an_order_id(), 0, book.products[0], Currency::usd));
  }
}

}  // namespace satchel::order_test
