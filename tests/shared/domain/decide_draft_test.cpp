// Drafts: saved, refused, cancelled.
#include <doctest/doctest.h>

#include "shared/domain/limits.h"
#include "shared/domain/order/decide_office.h"
#include "tests/support/builders.h"

namespace satchel::decide_draft_test {
namespace {

const PriceBook& book() {
  static const PriceBook made = a_price_book();
  return made;
}

Reason refusal(const Decision<Order>& decided) {
  REQUIRE_FALSE(decided);
  return decided.error().reason;
}

OrderFacts facts_with(const Order& order) {
  OrderFacts facts = order_facts(book());
  facts.order = order;
  return facts;
}

}  // namespace

TEST_SUITE("decide SaveDraft") {
  TEST_CASE("a first save opens the draft and remembers who, when and the provisional number") {
    const auto decided = decide(order_facts(book()), a_save_draft());

    REQUIRE(decided);
    CHECK(*decided == a_draft_order());
    CHECK(decided->history.size() == 2);
  }

  TEST_CASE("an automatic save keeps the draft incomplete; saving on purpose is noted once") {
    SaveDraft command = a_save_draft();
    command.saved = false;
    const auto incomplete = decide(order_facts(book()), command);
    REQUIRE(incomplete);
    CHECK_FALSE(incomplete->saved);
    CHECK(incomplete->history.size() == 1);

    const auto saved = decide(facts_with(a_draft_order()), a_save_draft());
    REQUIRE(saved);
    CHECK(saved->history.size() == 2);
    CHECK(decide(facts_with(a_draft_order()), command)->saved);
  }

  TEST_CASE("a draft may be empty and unfinished") {
    SaveDraft command = a_save_draft();
    command.document.items.clear();
    command.document.price_book_version = 0;
    const auto decided = decide(order_facts(book()), command);
    REQUIRE(decided);
    CHECK(decided->fulfilments.empty());
  }

  TEST_CASE("the account must be there and in scope") {
    OrderFacts facts = order_facts(book());
    facts.account.reset();
    CHECK(refusal(decide(facts, a_save_draft())) == Reason::account_not_found);
    facts = order_facts(book());
    facts.actor = another_rep();
    CHECK(refusal(decide(facts, a_save_draft())) == Reason::account_not_found);
  }

  TEST_CASE("a placed order is no draft, and another rep's draft is not yours") {
    CHECK(refusal(decide(facts_with(a_placed_order()), a_save_draft())) == Reason::order_not_draft);
    Order theirs = a_draft_order();
    theirs.taken_by = another_rep().user_id;
    CHECK(refusal(decide(facts_with(theirs), a_save_draft())) == Reason::order_not_yours);
    OrderFacts office = facts_with(theirs);
    office.actor = an_admin();
    CHECK(decide(office, a_save_draft()));
  }

  TEST_CASE("notes are refused when malformed, too long or a card number") {
    SaveDraft command = a_save_draft();
    command.notes = "\xff";
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::field_invalid);
    command.notes = std::string(notes_length_max + 1, 'x');
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::field_too_long);
    command.notes = "4111-1111-1111-1111";
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::card_number_refused);
  }

  TEST_CASE("texts of the document are held to the same rules as notes") {
    SaveDraft command = a_save_draft();
    command.document.purchase_order = "4111-1111-1111-1111";
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::card_number_refused);
    command = a_save_draft();
    command.document.signed_by = std::string(name_length_max + 1, 'x');
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::field_too_long);
    command = a_save_draft();
    command.document.items[0].charges[0].name = "\xff";
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::field_invalid);
    command = a_save_draft();
    command.provisional_number = std::string(short_text_length_max + 1, 'x');
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::field_too_long);
  }

  TEST_CASE("too many items, item charges or order charges are refused") {
    SaveDraft command = a_save_draft();
    command.document.items.assign(order_items_max + 1, command.document.items[0]);
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::too_many_items);
    command = a_save_draft();
    auto& charges = command.document.items[0].charges;
    charges.assign(item_charges_max + 1, charges[0]);
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::too_many_items);
    command = a_save_draft();
    command.document.charges.assign(order_charges_max + 1,
                                    make_order_charge(command.order_id, 0, "Freight", usd(1)));
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::too_many_items);
  }

  TEST_CASE("amounts that cannot be added up are refused and never stop the program") {
    SaveDraft command = a_save_draft();
    command.document.items[0].quantity = INT64_MAX;
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::amount_out_of_range);
    command.document.items[0].quantity = -1;
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::amount_out_of_range);
    command = a_save_draft();
    command.document.items[0].discount_ppm = INT64_MIN;
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::amount_out_of_range);
    command = a_save_draft();
    command.document.charges = {make_order_charge(command.order_id, 0, "Freight", eur(100))};
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::amount_out_of_range);
    command.document.charges = {make_order_charge(command.order_id, 0, "A", usd(INT64_MAX)),
                                make_order_charge(command.order_id, 1, "B", usd(INT64_MAX))};
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::amount_out_of_range);
  }
}

TEST_SUITE("decide CancelDraft") {
  TEST_CASE("a cancelled draft stays, with all its items cancelled") {
    const auto decided = decide(facts_with(a_draft_order()), CancelDraft{an_order_id()});

    REQUIRE(decided);
    CHECK(decided->lifecycle == OrderLifecycle::cancelled);
    CHECK(item_states(*decided) == std::vector<ItemState>(2, ItemState::cancelled));
    CHECK(decided->history.back().action == OrderAction::cancelled);
  }

  TEST_CASE("a missing or foreign draft is not found; a placed or cancelled one is no draft") {
    const CancelDraft command{an_order_id()};
    CHECK(refusal(decide(order_facts(book()), command)) == Reason::order_not_found);
    OrderFacts foreign = facts_with(a_draft_order());
    foreign.actor = another_rep();
    CHECK(refusal(decide(foreign, command)) == Reason::order_not_found);
    CHECK(refusal(decide(facts_with(a_placed_order()), command)) == Reason::order_not_draft);
    const Order cancelled = *decide(facts_with(a_draft_order()), command);
    CHECK(refusal(decide(facts_with(cancelled), command)) == Reason::order_not_draft);
    Order theirs = a_draft_order();
    theirs.taken_by = another_rep().user_id;
    CHECK(refusal(decide(facts_with(theirs), command)) == Reason::order_not_yours);
  }
}

}  // namespace satchel::decide_draft_test
