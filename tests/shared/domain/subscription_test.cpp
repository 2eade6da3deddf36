// What a completed order leaves behind: subscriptions and billable charges.
#include "shared/domain/subscription/subscription.h"

#include <doctest/doctest.h>

#include <set>

#include "tests/support/builders.h"

namespace satchel::subscription_test {

TEST_SUITE("subscriptions_of") {
  TEST_CASE("only items with a recurring charge become subscriptions") {
    Order order = a_completed_order();
    order.document.items[1].quantity = 2;
    order.document.items[1].discount_ppm = 100'000;

    const auto subscriptions = subscriptions_of(order);

    REQUIRE(subscriptions.size() == 1);
    CHECK(subscriptions[0].order_item_id == order.document.items[1].id);
    CHECK(subscriptions[0].account_id == order.document.account_id);
    CHECK(subscriptions[0].name == "Support");
    CHECK(subscriptions[0].quantity == 2);
    CHECK(subscriptions[0].monthly == usd(8820));
    CHECK(subscriptions[0].start == test_today);
    CHECK(subscriptions[0].state == SubscriptionState::active);
    CHECK(subscriptions == subscriptions_of(order));
  }

  TEST_CASE("one-time charges of an item do not count as monthly") {
    Order order = a_completed_order();
    order.document.items = {an_item(order.id, 0, metered, 2)};
    CHECK(subscriptions_of(order)[0].monthly == usd(2500));
  }
}

TEST_SUITE("recurrence of a charge") {
  TEST_CASE("a yearly charge counts a twelfth a month, and is billed as it was sold") {
    Order order = a_completed_order();
    order.document.items[1].charges[0].every = {1, PeriodUnit::year};
    CHECK(subscriptions_of(order)[0].monthly == usd(408));
    CHECK(totals_of(order.document)->recurring == usd(408));
    CHECK(billable_charges_of(order)[1].every == Recurrence{1, PeriodUnit::year});
  }

  TEST_CASE("what was signed before charges had a recurrence keeps its digest") {
    OrderDocument document = a_completed_order().document;
    const std::string monthly = digest_of(document);
    document.items[1].charges[0].every = {3, PeriodUnit::month};
    CHECK(digest_of(document) != monthly);
    document.items[1].charges[0].every = {1, PeriodUnit::month};
    CHECK(digest_of(document) == monthly);
  }
}

TEST_SUITE("billable_charges_of") {
  TEST_CASE("a trial charges nothing, a discounted phase less, and then it goes on") {
    Order order = a_completed_order();
    OrderItem& item = order.document.items[1];
    item.discount_ppm = 100'000;
    item.phases = *parse_plan_phases("trial 14 day; discounted 2 month 50 %; evergreen");
    item.charges[0].alignment = ChargeAlignment::anniversary;

    const auto charges = billable_charges_of(order);

    REQUIRE(charges.size() == 3);
    const Date paid_from = add_days(test_today, 14);
    CHECK(charges[1].start == paid_from);
    CHECK(*charges[1].end == date(2027, 2, 6));
    CHECK(charges[1].discount_ppm == 550'000);
    CHECK(charges[1].alignment->origin == paid_from);
    CHECK(charges[2].start == date(2027, 2, 6));
    CHECK_FALSE(charges[2].end);
    CHECK(charges[2].discount_ppm == 100'000);
    CHECK(charges[2].alignment->origin == paid_from);
    CHECK(charges[1].id != charges[2].id);
    CHECK(charges[1].subscription_id == charges[2].subscription_id);
  }

  TEST_CASE("a fixed term ends the service, and the order's own end comes first") {
    Order order = a_completed_order();
    order.document.items[1].phases = *parse_plan_phases("trial 1 month; fixed_term 1 year");
    CHECK(*subscriptions_of(order)[0].end == date(2027, 12, 22));
    CHECK(billable_charges_of(order).size() == 2);
    order.document.ends_on = date(2027, 1, 1);
    CHECK(*subscriptions_of(order)[0].end == date(2027, 1, 1));
    CHECK(*billable_charges_of(order)[1].end == date(2027, 1, 1));
    order.document.ends_on = date(2026, 12, 1);
    CHECK(billable_charges_of(order).size() == 1);
  }

  TEST_CASE("a subscription whose last day has passed has ended, whatever it was") {
    Subscription subscription;
    CHECK(state_on(subscription, test_today) == SubscriptionState::active);
    subscription.end = add_days(test_today, 1);
    subscription.state = SubscriptionState::paused;
    CHECK(state_on(subscription, test_today) == SubscriptionState::paused);
    CHECK(state_on(subscription, add_days(test_today, 1)) == SubscriptionState::ended);
  }

  TEST_CASE("every charge of items and order is billable, in the document's order") {
    Order order = a_completed_order();
    order.document.items.push_back(an_item(order.id, 2, metered));
    order.document.charges = {make_order_charge(order.id, 0, "Freight", usd(3238))};

    const auto charges = billable_charges_of(order);

    REQUIRE(charges.size() == 5);
    CHECK(charges[0].name == "Coffee");
    CHECK(charges[0].quantity == 3);
    CHECK(charges[0].subscription_id.empty());
    CHECK(charges[1].name == "Support");
    CHECK(charges[1].subscription_id == subscriptions_of(order)[0].id);
    CHECK(charges[2].name == "Meter, Set-up");
    CHECK(charges[3].name == "Meter, Usage");
    CHECK(charges[3].timing == ChargeTiming::in_arrears);
    CHECK(charges[4].name == "Freight");
    CHECK(charges[4].unit_price == dec("32.38"));
    CHECK(charges[4].order_item_id.empty());
    for (std::size_t index = 0; index < charges.size(); ++index) {
      CHECK(charges[index].position == static_cast<std::int64_t>(index));
      CHECK(charges[index].order_number == 1001);
      CHECK(charges[index].start == test_today);
    }
  }

  TEST_CASE("charges of two orders never share an id, even if their items claim the same one") {
    Order first = a_completed_order(1);
    Order second = a_completed_order(2);
    second.document.items = first.document.items;
    std::set<std::string> ids;
    for (const Order& order : {first, second}) {
      for (const BillableCharge& charge : billable_charges_of(order)) ids.insert(charge.id.text());
    }
    CHECK(ids.size() == 4);
    CHECK_FALSE(subscriptions_of(first)[0].id == subscriptions_of(second)[0].id);
  }
}

}  // namespace satchel::subscription_test
