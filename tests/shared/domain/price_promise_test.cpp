// The price promise and quotes: which prices are honoured, until when, and what needs consent.
#include "shared/domain/order/price_promise.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "shared/domain/limits.h"
#include "shared/domain/order/decide_office.h"
#include "tests/support/builders.h"

namespace satchel::price_promise_test {
namespace {

const PriceBook& book() {
  static const PriceBook made = a_price_book();
  return made;
}

OrderFacts server_facts(const PriceBook& sold = book()) {
  OrderFacts facts = order_facts(sold);
  facts.on_server = true;
  facts.orders_before = 3;
  return facts;
}

OrderFacts office_facts(const Order& order) {
  OrderFacts facts = server_facts();
  facts.actor = an_admin();
  facts.order = order;
  return facts;
}

Reason refusal(const Decision<Order>& decided) {
  REQUIRE_FALSE(decided);
  return decided.error().reason;
}

}  // namespace

TEST_SUITE("price promise") {
  TEST_CASE("a version that ended is honoured for the promised days, a withdrawn one is not") {
    PriceBook ended = a_price_book();
    ended.valid_until = add_days(test_today, -14);
    const Organisation organisation = an_organisation();
    CHECK(is_honoured(book(), organisation, test_today));
    CHECK(is_honoured(ended, organisation, test_today));
    CHECK_FALSE(is_honoured(ended, organisation, add_days(test_today, 1)));
    ended.valid_until.reset();
    ended.withdrawn = true;
    CHECK_FALSE(is_honoured(ended, organisation, test_today));
  }

  TEST_CASE("an order under a version no longer honoured waits for the customer's consent") {
    PriceBook old = a_price_book();
    old.withdrawn = true;
    PriceBook current = a_price_book();
    current.version = 2;
    current.products[0].plans[0].charges[0].prices[0].amount = dec("11.49");
    OrderFacts facts = server_facts(old);
    facts.current_book = &current;

    const auto placed = decide(facts, a_place_order());

    REQUIRE(placed);
    CHECK(placed->consent == Consent::required);
    REQUIRE(placed->amendments.size() == 1);
    CHECK(placed->amendments[0].signed_value == "10.99");
    CHECK(placed->amendments[0].amended_value == "11.49");
    CHECK(placed->document.price_book_version == 2);
    CHECK(refusal(decide(office_facts(*placed), AcceptOrder{placed->id, {}})) ==
          Reason::consent_missing);
    OrderFacts author = server_facts();
    author.order = *placed;
    const auto agreed =
        decide(author, ConsentOrder{placed->id, placed->document_digest, "Maria", "M0 0L9 9"});
    REQUIRE(agreed);
    CHECK(agreed->consent == Consent::given);
    CHECK(agreed->document.signed_by == "Maria");
    CHECK(agreed->document_digest == digest_of(agreed->document));
    const auto declined = decide(author, DeclineOrder{placed->id, "Too dear"});
    REQUIRE(declined);
    CHECK(declined->lifecycle == OrderLifecycle::cancelled);
  }

  TEST_CASE("a quote binds its prices until its last day and not longer") {
    OrderFacts facts = server_facts();
    const auto quote = decide(facts, a_save_quote());
    REQUIRE(quote);
    CHECK(quote->lifecycle == OrderLifecycle::draft);
    CHECK(quote->quoted_until == add_days(test_today, 30));
    facts.order = *quote;
    PriceBook withdrawn = a_price_book();
    withdrawn.withdrawn = true;
    facts.price_book = &withdrawn;
    facts.current_book = &book();

    const auto placed = decide(facts, a_place_order());
    facts.today = add_days(test_today, 31);
    const auto signed_in_time = decide(facts, a_place_order());
    facts.at.ms += 33LL * 24 * 60 * 60 * 1000;
    facts.today = add_days(test_today, 33);
    const auto late = decide(facts, a_place_order());

    REQUIRE(placed);
    CHECK(placed->consent == Consent::none);
    REQUIRE(signed_in_time);
    CHECK(signed_in_time->consent == Consent::none);
    CHECK(refusal(late) == Reason::quote_expired);
  }

  TEST_CASE("a quote binds only what was quoted, and only under prices that are honoured") {
    OrderFacts facts = server_facts();
    const auto quote = decide(facts, a_save_quote());
    REQUIRE(quote);
    facts.order = *quote;
    OrderDocument other = quote->document;
    other.items[0].quantity += 1;
    PriceBook withdrawn = a_price_book();
    withdrawn.withdrawn = true;
    PriceBook dearer = a_price_book();
    dearer.version += 1;
    for (Product& product : dearer.products) {
      for (Plan& plan : product.plans) {
        for (Charge& charge : plan.charges) charge.prices[0].amount.coefficient += 100;
      }
    }
    facts.price_book = &withdrawn;
    facts.current_book = &dearer;

    const auto placed = decide(facts, place_order_of(an_order_id(), other));
    const auto requoted = decide(facts, a_save_quote());
    SaveDraft signing = a_save_draft();
    signing.document = quote->document;
    signing.document.signed_by = "Maria A";
    const auto kept = decide(facts, signing);

    REQUIRE(placed);
    CHECK(placed->consent == Consent::required);
    CHECK(refusal(requoted) == Reason::quote_expired);
    REQUIRE(kept);
    CHECK(kept->quoted_until == quote->quoted_until);
  }
}

}  // namespace satchel::price_promise_test
