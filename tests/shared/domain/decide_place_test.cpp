// Placing: one signed document, taken or refused whole.
#include <doctest/doctest.h>

#include "shared/domain/limits.h"
#include "shared/domain/order/decide_office.h"
#include "tests/support/builders.h"

namespace satchel::decide_place_test {
namespace {

const PriceBook& book() {
  static const PriceBook made = a_price_book();
  return made;
}

/// Places the usual document after `change` was made to it, totals and digest matching.
template <class Change>
Decision<Order> place_with(Change change) {
  OrderDocument document = a_document(an_order_id());
  change(document);
  PlaceOrder command = a_place_order();
  command.document = document;
  const auto totals = totals_of(document);
  if (totals) {
    command.quoted_one_time = totals->one_time;
    command.quoted_recurring = totals->recurring;
  }
  command.document_digest = digest_of(document);
  return decide(order_facts(book()), command);
}

template <class Change>
Rejection refused_with(Change change) {
  const auto decided = place_with(change);
  REQUIRE_FALSE(decided);
  return decided.error();
}

Reason refusal(const Decision<Order>& decided) {
  REQUIRE_FALSE(decided);
  return decided.error().reason;
}

}  // namespace

TEST_SUITE("decide PlaceOrder") {
  TEST_CASE("a placed order is pending, with the signed document and its digest") {
    const PlaceOrder command = a_place_order();

    const auto decided = decide(order_facts(book()), command);

    REQUIRE(decided);
    CHECK(decided->lifecycle == OrderLifecycle::pending);
    CHECK(decided->payment == PaymentState::not_due);
    CHECK(decided->document == command.document);
    CHECK(decided->document_digest == command.document_digest);
    CHECK(item_states(*decided) == std::vector<ItemState>(2, ItemState::pending));
    CHECK(decided->taken_by == a_rep().user_id);
    CHECK(decided->number == 0);
    CHECK(decided->history.back().action == OrderAction::placed);
  }

  TEST_CASE("what a draft held before does not shape the placed order") {
    OrderFacts facts = order_facts(book());
    facts.order = a_draft_order();
    facts.order->document.items.clear();

    const auto decided = decide(facts, a_place_order());

    REQUIRE(decided);
    CHECK(decided->document == a_document(an_order_id()));
    CHECK(decided->history.size() == 3);
  }

  TEST_CASE("a price override, a discount and a freight charge are part of what is signed") {
    const auto decided = place_with([](OrderDocument& document) {
      document.items[0].charges[0].unit_price = dec("9.80");
      document.items[0].discount_ppm = 50'000;
      document.charges = {make_order_charge(an_order_id(), 0, "Freight", usd(3238))};
    });
    REQUIRE(decided);
    CHECK(totals_of(decided->document)->one_time == usd(2793 + 3238));
  }

  TEST_CASE("an order cannot be placed twice, or over another rep's draft") {
    OrderFacts facts = order_facts(book());
    facts.order = a_placed_order();
    CHECK(refusal(decide(facts, a_place_order())) == Reason::order_not_draft);
    facts.order = a_draft_order();
    facts.order->taken_by = another_rep().user_id;
    CHECK(refusal(decide(facts, a_place_order())) == Reason::order_not_yours);
  }

  TEST_CASE("a draft never moves to another customer") {
    OrderFacts facts = order_facts(book());
    facts.order = a_draft_order();
    facts.order->document.account_id = AccountId::derive(an_order_id().text(), "another customer");
    CHECK(refusal(decide(facts, a_place_order())) == Reason::field_invalid);
  }

  TEST_CASE("an item id that repeats is one problem for each repetition, not for each pair") {
    OrderFacts facts = order_facts(book());
    OrderDocument document = a_place_order().document;
    document.items.assign(40, document.items.front());
    CHECK(problems_of(document, facts, std::nullopt).size() == 39);
  }

  TEST_CASE("account, price book and currency must be known and agree") {
    OrderFacts facts = order_facts(book());
    facts.account.reset();
    CHECK(refusal(decide(facts, a_place_order())) == Reason::account_not_found);
    facts = order_facts(book());
    facts.price_book = nullptr;
    CHECK(refusal(decide(facts, a_place_order())) == Reason::price_book_unknown);
    facts = order_facts(book());
    facts.account->currency = Currency::eur;
    CHECK(refusal(decide(facts, a_place_order())) == Reason::currency_differs);
  }

  TEST_CASE("an order needs items, and not too many") {
    CHECK(refused_with([](OrderDocument& document) { document.items.clear(); }).reason ==
          Reason::no_items);
    const auto many = [](OrderDocument& document) {
      document.items.assign(order_items_max + 1, document.items[0]);
    };
    CHECK(refused_with(many).reason == Reason::too_many_items);
  }

  TEST_CASE("items must be sold in the pinned version, on the order's date") {
    const auto unknown = refused_with(
        [](OrderDocument& document) { document.items[1].product_id = id_of<ProductId>(99); });
    CHECK(unknown.fields == std::vector<FieldProblem>{{"items[1]", Reason::product_not_sold}});
    CHECK(refused_with([](OrderDocument& document) {
            document.items[0].plan_id = id_of<PlanId>(99);
          }).reason == Reason::product_not_sold);

    PriceBook limited = a_price_book();
    limited.products[0].available_from = date(2026, 11, 23);
    CHECK(refusal(decide(order_facts(limited), a_place_order())) == Reason::product_not_available);
    limited.products[0].available_from = date(2026, 11, 22);
    limited.products[0].available_until = date(2026, 11, 22);
    CHECK(decide(order_facts(limited), a_place_order()));
    limited.products[0].available_until = date(2026, 11, 21);
    CHECK(refusal(decide(order_facts(limited), a_place_order())) == Reason::product_not_available);
    limited = a_price_book();
    limited.products[0].plans[0].charges[0].prices = {{Currency::eur, dec("10.99")}};
    CHECK(refusal(decide(order_facts(limited), a_place_order())) == Reason::product_not_sold);
  }

  TEST_CASE("charges must be those of the plan, at its list price") {
    const auto refused = [](auto change) {
      return refused_with([&](OrderDocument& document) { change(document.items[0].charges); })
          .reason;
    };
    using Charges = std::vector<ItemCharge>;
    CHECK(refused([](Charges& charges) { charges.clear(); }) == Reason::charges_differ);
    CHECK(refused([](Charges& charges) { charges.push_back(charges[0]); }) ==
          Reason::charges_differ);
    CHECK(refused([](Charges& charges) { charges[0].list_price = dec("10.98"); }) ==
          Reason::charges_differ);
    CHECK(refused([](Charges& charges) { charges[0].kind = ChargeKind::recurring; }) ==
          Reason::charges_differ);
    CHECK(refused([](Charges& charges) { charges[0].model = ChargeModel::flat; }) ==
          Reason::charges_differ);
    CHECK(refused([](Charges& charges) { charges[0].timing = ChargeTiming::in_arrears; }) ==
          Reason::charges_differ);
    CHECK(refused([](Charges& charges) { charges[0].charge_id = id_of<ChargeId>(99); }) ==
          Reason::charges_differ);
    CHECK(refused([](Charges& charges) { charges[0].name = "Gift"; }) == Reason::charges_differ);
  }

  TEST_CASE("an item's name and tax are the catalogue's, whatever the device says") {
    const auto refused = [](auto change) {
      return refused_with([&](OrderDocument& document) { change(document.items[0]); }).reason;
    };
    CHECK(refused([](OrderItem& item) { item.tax_ppm += 10'000; }) == Reason::charges_differ);
    CHECK(refused([](OrderItem& item) { item.name = "Something else"; }) == Reason::charges_differ);
  }

  TEST_CASE("quantities, prices and discounts have bounds") {
    const auto refused = [](auto change) {
      return refused_with([&](OrderDocument& document) { change(document.items[0]); }).reason;
    };
    CHECK(refused([](OrderItem& item) { item.quantity = 0; }) == Reason::quantity_out_of_range);
    CHECK(refused([](OrderItem& item) { item.quantity = quantity_max + 1; }) ==
          Reason::quantity_out_of_range);
    CHECK(refused([](OrderItem& item) { item.discount_ppm = -1; }) ==
          Reason::discount_out_of_range);
    CHECK(refused([](OrderItem& item) { item.discount_ppm = discount_ppm_max + 1; }) ==
          Reason::discount_out_of_range);
    CHECK(refused([](OrderItem& item) { item.charges[0].unit_price = dec("-0.01"); }) ==
          Reason::price_out_of_range);
    CHECK(refused([](OrderItem& item) { item.charges[0].unit_price = dec("1000000000.01"); }) ==
          Reason::price_out_of_range);
    CHECK(refused([](OrderItem& item) {
            item.charges[0].unit_price = dec("1000000000");
            item.quantity = quantity_max;
          }) == Reason::amount_out_of_range);
    CHECK(place_with([](OrderDocument& document) {
      document.items[0].discount_ppm = discount_ppm_max;
      document.items[0].quantity = quantity_max;
    }));
  }

  TEST_CASE("items and order charges have ids of their own") {
    const auto items =
        refused_with([](OrderDocument& document) { document.items[1].id = document.items[0].id; });
    CHECK(items.fields == std::vector<FieldProblem>{{"items[1].id", Reason::field_invalid}});
    const auto charges = refused_with([](OrderDocument& document) {
      document.charges.assign(2, make_order_charge(an_order_id(), 0, "Freight", usd(1)));
    });
    CHECK(charges.fields == std::vector<FieldProblem>{{"charges[1].id", Reason::field_invalid}});
  }

  TEST_CASE("order charges have a name, the order's currency and an amount in range") {
    const auto refused = [](std::string name, Money amount) {
      return refused_with([&](OrderDocument& document) {
               document.charges = {make_order_charge(an_order_id(), 0, name, amount)};
             })
          .reason;
    };
    CHECK(refused(" ", usd(1)) == Reason::field_required);
    CHECK(refused("Freight", usd(-1)) == Reason::price_out_of_range);
    CHECK(refused("Freight", usd(amount_minor_max + 1)) == Reason::price_out_of_range);
    CHECK(refused("Freight", eur(1)) == Reason::currency_differs);
    CHECK(refused(std::string(name_length_max + 1, 'x'), usd(1)) == Reason::field_too_long);
  }

  TEST_CASE("O4: the date lies between the account's creation and tomorrow, in no closed cycle") {
    const auto at = [](Date day) {
      return [day](OrderDocument& document) { document.ordered_on = day; };
    };
    CHECK(refused_with(at(date(2025, 12, 31))).reason == Reason::date_before_account);
    CHECK(place_with(at(date(2026, 1, 1))));
    CHECK(place_with(at(date(2026, 11, 23))));
    CHECK(refused_with(at(date(2026, 11, 24))).reason == Reason::date_in_future);

    PlaceOrder command = a_place_order();
    command.closed_through = date(2026, 11, 22);
    CHECK(decide(order_facts(book()), command));
    command.closed_through = date(2026, 11, 23);
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::date_in_closed_cycle);
  }

  TEST_CASE("O2: the service starts within the bound of the order's date and ends later") {
    const auto fields = [](std::optional<Date> start, std::optional<Date> end) {
      const auto decided = place_with([&](OrderDocument& document) {
        document.starts_on = start;
        document.ends_on = end;
      });
      return decided ? std::vector<FieldProblem>() : decided.error().fields;
    };
    using Problems = std::vector<FieldProblem>;
    CHECK(fields(date(2027, 3, 1), date(2028, 3, 1)).empty());
    CHECK(fields({}, add_days(test_today, 1)).empty());
    CHECK(fields({}, test_today) == Problems{{"ends_on", Reason::end_before_start}});
    CHECK(fields(date(2027, 3, 1), date(2027, 3, 1)) ==
          Problems{{"ends_on", Reason::end_before_start}});
    CHECK(fields(date(2025, 12, 31), {}) == Problems{{"starts_on", Reason::date_before_account}});

    PlaceOrder command = a_place_order();
    command.document.starts_on = date(2026, 10, 31);
    command.document_digest = digest_of(command.document);
    command.closed_through = date(2026, 11, 1);
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::date_in_closed_cycle);
  }

  TEST_CASE("O1: who is invoiced and who is contacted are addresses, or those of the account") {
    const auto refused = [](std::string invoiced, std::string contacted) {
      const auto decided = place_with([&](OrderDocument& document) {
        document.bill_to_email = invoiced;
        document.contact_email = contacted;
      });
      return decided ? std::vector<FieldProblem>() : decided.error().fields;
    };
    using Problems = std::vector<FieldProblem>;
    CHECK(refused("", "").empty());
    CHECK(refused("bills@alfreds.example", "maria@alfreds.example").empty());
    CHECK(refused("bills", "maria@") == Problems{{"bill_to_email", Reason::field_invalid},
                                                 {"contact_email", Reason::field_invalid}});
  }

  TEST_CASE("texts are refused when malformed, too long or a card number") {
    const auto reference = [](std::string text) {
      return refused_with([&](OrderDocument& document) { document.purchase_order = text; }).reason;
    };
    CHECK(reference("\xff") == Reason::field_invalid);
    CHECK(reference(std::string(short_text_length_max + 1, 'x')) == Reason::field_too_long);
    CHECK(reference("5555 5555 5555 4444") == Reason::card_number_refused);
    const auto detail = [](OrderDocument& document) {
      document.items[0].detail = std::string(name_length_max + 1, 'x');
    };
    CHECK(refused_with(detail).reason == Reason::field_too_long);
    PlaceOrder command = a_place_order();
    command.notes = "4111 1111 1111 1111";
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::card_number_refused);
  }

  TEST_CASE("totals and digest must be those the customer was shown") {
    PlaceOrder command = a_place_order();
    command.quoted_one_time = usd(3298);
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::totals_differ);
    command = a_place_order();
    command.quoted_recurring = usd(4899);
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::totals_differ);
    command = a_place_order();
    command.document.signed_by = "Somebody else";
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::document_differs);
  }

  TEST_CASE("O11: a quote becomes an order by the name of whoever accepts it") {
    OrderFacts facts = order_facts(book());
    PlaceOrder command = a_place_order();
    command.document.signed_by = " ";
    command.document_digest = digest_of(command.document);
    CHECK(decide(facts, command));
    facts.order = a_draft_order();
    facts.order->document = command.document;
    facts.order->quoted_until = add_days(facts.today, 7);
    const auto refused = decide(facts, command);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason == Reason::field_required);
    CHECK(refused.error().fields ==
          std::vector<FieldProblem>{{"signed_by", Reason::field_required}});
    command.document.signed_by = "Maria Anders";
    command.document_digest = digest_of(command.document);
    CHECK(decide(facts, command));
  }

  TEST_CASE("all problems are reported together, the first one as the reason") {
    const auto rejection = refused_with([](OrderDocument& document) {
      document.items[0].quantity = 0;
      document.items[1].discount_ppm = -1;
    });
    CHECK(rejection.reason == Reason::quantity_out_of_range);
    CHECK(rejection.fields ==
          std::vector<FieldProblem>{{"items[0]", Reason::quantity_out_of_range},
                                    {"items[1]", Reason::discount_out_of_range}});
  }
}

}  // namespace satchel::decide_place_test
