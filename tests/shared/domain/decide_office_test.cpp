// The back office: accepting, completing and cancelling placed orders.
#include <doctest/doctest.h>

#include <set>

#include "shared/domain/limits.h"
#include "shared/domain/order/decide_office.h"
#include "tests/support/builders.h"

namespace satchel::decide_office_test {
namespace {

const PriceBook& book() {
  static const PriceBook made = a_price_book();
  return made;
}

OrderFacts office_facts(const Order& order) {
  OrderFacts facts = order_facts(book());
  facts.actor = an_admin();
  facts.order = order;
  return facts;
}

Order an_accepted_order() {
  Order order = a_placed_order();
  order.lifecycle = OrderLifecycle::in_progress;
  order.review = Review::accepted;
  order.accepted_at = test_now;
  order.fulfilments.assign(2, ItemFulfilment{ItemState::active, {}, {}, {}, {}});
  return order;
}

Reason refusal(const Decision<Order>& decided) {
  REQUIRE_FALSE(decided);
  return decided.error().reason;
}

const AcceptOrder accept{an_order_id(), {}};
const CompleteOrder complete{an_order_id()};
const CancelOrder cancel{an_order_id(), "Customer withdrew"};

}  // namespace

TEST_SUITE("decide AcceptOrder") {
  TEST_CASE("an accepted order is in progress with all items active") {
    OrderFacts facts = office_facts(a_placed_order());
    facts.organisation.verification_delay_minutes = 60;

    const auto decided = decide(facts, accept);

    REQUIRE(decided);
    CHECK(decided->lifecycle == OrderLifecycle::in_progress);
    CHECK(decided->review == Review::accepted);
    CHECK(item_states(*decided) == std::vector<ItemState>(2, ItemState::active));
    CHECK(decided->history.back().action == OrderAction::accepted);
    CHECK(decided->history.back().by == an_admin().name);
  }

  TEST_CASE("only pending orders are accepted, once") {
    CHECK(refusal(decide(office_facts(a_draft_order()), accept)) == Reason::order_not_pending);
    CHECK(refusal(decide(office_facts(an_accepted_order()), accept)) == Reason::order_not_pending);
    CHECK(refusal(decide(office_facts(a_completed_order()), accept)) == Reason::order_not_pending);
  }

  TEST_CASE("an order that needs an approval waits for it") {
    Order order = a_placed_order();
    order.approval = Approval::required;
    CHECK(refusal(decide(office_facts(order), accept)) == Reason::approval_missing);
    order.approval = Approval::rejected;
    CHECK(refusal(decide(office_facts(order), accept)) == Reason::approval_missing);
    order.approval = Approval::approved;
    CHECK(decide(office_facts(order), accept));
  }
}

TEST_SUITE("decide CompleteOrder") {
  TEST_CASE("a completed order is verified at once without a delay") {
    const auto decided = decide(office_facts(an_accepted_order()), complete);

    REQUIRE(decided);
    CHECK(decided->lifecycle == OrderLifecycle::completed);
    CHECK(decided->review == Review::verified);
    CHECK(decided->history.back().action == OrderAction::verified);
  }

  TEST_CASE("with a delay, verification comes later") {
    OrderFacts facts = office_facts(an_accepted_order());
    facts.organisation.verification_delay_minutes = 60;

    const auto decided = decide(facts, complete);

    REQUIRE(decided);
    CHECK(decided->review == Review::accepted);
    CHECK(decided->history.back().action == OrderAction::completed);
  }

  TEST_CASE("only accepted orders whose items are all active are completed") {
    CHECK(refusal(decide(office_facts(a_placed_order()), complete)) ==
          Reason::order_not_in_progress);
    CHECK(refusal(decide(office_facts(a_completed_order()), complete)) ==
          Reason::order_not_in_progress);
    Order failed = an_accepted_order();
    failed.fulfilments[1].state = ItemState::failed;
    CHECK(refusal(decide(office_facts(failed), complete)) == Reason::items_not_active);
  }
}

TEST_SUITE("decide CancelOrder") {
  TEST_CASE("S7: a placed order is cancelled with all its items, with a reason") {
    for (const Order& order : {a_placed_order(), an_accepted_order(), a_completed_order()}) {
      const auto decided = decide(office_facts(order), cancel);

      REQUIRE(decided);
      CHECK(decided->lifecycle == OrderLifecycle::cancelled);
      // What was active on the other side is terminated there (S7).
      const bool running = order.lifecycle != OrderLifecycle::pending;
      CHECK(item_states(*decided) ==
            std::vector<ItemState>(2, running ? ItemState::terminated : ItemState::cancelled));
      CHECK(decided->history.back().reason == "Customer withdrew");
    }
  }

  TEST_CASE("drafts and cancelled orders are not cancelled") {
    CHECK(refusal(decide(office_facts(a_draft_order()), cancel)) == Reason::order_final);
    const Order cancelled = *decide(office_facts(a_placed_order()), cancel);
    CHECK(refusal(decide(office_facts(cancelled), cancel)) == Reason::order_final);
  }

  TEST_CASE("the reason is required and held to the rules of notes") {
    const auto with = [](std::string reason) {
      return refusal(
          decide(office_facts(a_placed_order()), CancelOrder{an_order_id(), std::move(reason)}));
    };
    CHECK(with("  ") == Reason::field_required);
    CHECK(with("\xff") == Reason::field_invalid);
    CHECK(with(std::string(notes_length_max + 1, 'x')) == Reason::field_too_long);
    CHECK(with("4111 1111 1111 1111") == Reason::card_number_refused);
  }
}

TEST_SUITE("acts of the back office") {
  TEST_CASE("a rep may not act for the back office, whether the order exists or not") {
    OrderFacts facts = office_facts(a_placed_order());
    facts.actor = a_rep();
    CHECK(refusal(decide(facts, accept)) == Reason::role_not_allowed);
    CHECK(refusal(decide(facts, complete)) == Reason::role_not_allowed);
    CHECK(refusal(decide(facts, cancel)) == Reason::role_not_allowed);
    facts.order.reset();
    CHECK(refusal(decide(facts, accept)) == Reason::role_not_allowed);
  }

  TEST_CASE("an order that does not exist is not found") {
    OrderFacts facts = order_facts(book());
    facts.actor = an_admin();
    CHECK(refusal(decide(facts, accept)) == Reason::order_not_found);
    CHECK(refusal(decide(facts, complete)) == Reason::order_not_found);
    CHECK(refusal(decide(facts, cancel)) == Reason::order_not_found);
  }

  TEST_CASE("what may be given offline is this and no more") {
    using enum CommandKind;
    const std::set<CommandKind> offline{
        create_account, edit_account, save_draft,    cancel_draft,  place_order,    save_quote,
        withdraw_order, amend_order,  consent_order, decline_order, record_payment, record_usage};
    for (std::size_t index = 0; index < EnumWords<CommandKind>::words.size(); ++index) {
      const auto kind = static_cast<CommandKind>(index);
      CAPTURE(to_text(kind));
      CHECK(is_online_only(kind) == (offline.count(kind) == 0));
    }
  }
}

TEST_SUITE("command") {
  TEST_CASE("a command's target and account are those it names") {
    const Account account = a_company_account();
    const AggregateRef account_ref{AggregateKind::account, account.id.text()};
    const AggregateRef order_ref{AggregateKind::order, an_order_id().text()};
    CHECK(target_of(CreateAccount{account}) == account_ref);
    CHECK(target_of(EditAccount{account.id, {}}) == account_ref);
    CHECK(target_of(a_save_draft()) == order_ref);
    CHECK(target_of(accept) == order_ref);
    CHECK(account_of(CreateAccount{account}) == account.id);
    CHECK(account_of(EditAccount{account.id, {}}) == account.id);
    CHECK(account_of(a_place_order()) == account.id);
    CHECK(account_of(accept).empty());
  }

  TEST_CASE("every reason has a sentence for people") {
    for (std::size_t index = 0; index < EnumWords<Reason>::words.size(); ++index) {
      CAPTURE(EnumWords<Reason>::words[index]);
      const std::string_view sentence = describe(static_cast<Reason>(index));
      CHECK(sentence.size() > 10);
      CHECK(sentence.back() == '.');
    }
  }
}

}  // namespace satchel::decide_office_test
