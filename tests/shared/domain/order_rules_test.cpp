// Approval rules, fraud rules, and items as they are accepted, withdrawn and deleted.
#include <doctest/doctest.h>

#include <algorithm>

#include "shared/domain/limits.h"
#include "shared/domain/order/approval_rules.h"
#include "shared/domain/order/decide_office.h"
#include "shared/domain/order/fraud_rules.h"
#include "shared/domain/order/order_state.h"
#include "tests/support/builders.h"

namespace satchel::order_rules_test {
namespace {

const PriceBook& book() {
  static const PriceBook made = a_price_book();
  return made;
}

/// The price book whose support needs a server, and whose meter is set up on payment.
PriceBook a_hosting_book() {
  PriceBook hosting = a_price_book();
  hosting.products[1].fulfilment = {
      FulfilmentKind::provisioning, "panel", {"web-1", "web-2"}, AutoSetup::never};
  return hosting;
}

OrderFacts server_facts(const PriceBook& sold = book()) {
  OrderFacts facts = order_facts(sold);
  facts.on_server = true;
  facts.orders_before = 3;
  return facts;
}

OrderFacts office_facts(const Order& order, const PriceBook& sold = book()) {
  OrderFacts facts = server_facts(sold);
  facts.actor = an_admin();
  facts.order = order;
  return facts;
}

std::vector<ApprovalRule> broken_by(const OrderDocument& document, const OrderFacts& facts) {
  return approval_rules_of(document, facts);
}

Reason refusal(const Decision<Order>& decided) {
  REQUIRE_FALSE(decided);
  return decided.error().reason;
}

}  // namespace

TEST_SUITE("approval rules") {
  TEST_CASE("A9: each rule asks for an approval, and placing says which") {
    OrderFacts facts = server_facts();
    OrderDocument document = a_document(an_order_id());
    CHECK(broken_by(document, facts).empty());

    ApprovalRules& rules = facts.organisation.settings.approval;
    rules.discount_limits = {{Role::rep, 100'000}};
    rules.price_override = true;
    rules.total_limits = {usd(10'000)};
    rules.new_customer = true;
    rules.backdated_days = 7;
    rules.credit_limits = {usd(20'000)};
    CHECK(broken_by(document, facts).empty());

    document.items[0].discount_ppm = 100'001;
    CHECK(broken_by(document, facts) == std::vector{ApprovalRule::discount_over_limit});
    document = a_document(an_order_id());
    document.items[0].charges[0].unit_price = dec("10.00");
    CHECK(broken_by(document, facts) == std::vector{ApprovalRule::price_override});
    document = a_document(an_order_id());
    document.items[0].quantity = 10;
    CHECK(broken_by(document, facts) == std::vector{ApprovalRule::total_over_limit});
    document = a_document(an_order_id());
    document.ordered_on = add_days(test_today, -8);
    CHECK(broken_by(document, facts) == std::vector{ApprovalRule::backdated});
    // Entered on its day and sent ten days later, it is not backdated.
    OrderFacts late = facts;
    late.at.ms -= 10LL * 86'400'000;
    CHECK(broken_by(document, late).empty());
    facts.outstanding = usd(11'804);
    document = a_document(an_order_id());
    CHECK(broken_by(document, facts) == std::vector{ApprovalRule::credit_limit});
    facts.outstanding = usd(11'803);
    facts.orders_before = 0;
    CHECK(broken_by(document, facts) == std::vector{ApprovalRule::new_customer});

    const auto placed = decide(facts, a_place_order());
    REQUIRE(placed);
    CHECK(placed->approval == Approval::required);
    CHECK(placed->approval_rules == std::vector{ApprovalRule::new_customer});
  }

  TEST_CASE("S3: approving is separate from completing, and never the author's") {
    Order order = a_placed_order();
    order.approval = Approval::required;
    OrderFacts facts = office_facts(order);
    facts.actor.user_id = a_rep().user_id;
    CHECK(refusal(decide(facts, ApproveOrder{order.id, ""})) == Reason::approver_is_author);

    const auto approved = decide(office_facts(order), ApproveOrder{order.id, "Known customer"});
    REQUIRE(approved);
    CHECK(approved->approval == Approval::approved);
    CHECK(approved->lifecycle == OrderLifecycle::pending);
    CHECK(status_of(*approved) == "In Progress");
    CHECK(decide(office_facts(*approved), AcceptOrder{order.id, {}}));
  }

  TEST_CASE("S3: whoever placed, saved or edited an order never approves it, however late") {
    OrderFacts facts = server_facts();
    facts.actor = an_admin();
    facts.order = a_draft_order();
    facts.organisation.settings.approval.price_override = true;
    OrderDocument document = a_document(an_order_id());
    document.items[0].charges[0].unit_price = dec("9.00");
    auto order = decide(facts, place_order_of(an_order_id(), document));
    REQUIRE(order);
    CHECK(order->taken_by == a_rep().user_id);
    CHECK(order->approval == Approval::required);
    OrderFacts editing = office_facts(*order);
    editing.actor.user_id = id_of<UserId>(850);
    order = decide(editing, EditOrder{.order_id = order->id, .notes = "Ring first"});
    REQUIRE(order);

    for (const UserId& author : {an_admin().user_id, editing.actor.user_id, a_rep().user_id}) {
      OrderFacts approving = office_facts(*order);
      approving.actor.user_id = author;
      CHECK(refusal(decide(approving, ApproveOrder{order->id, ""})) == Reason::approver_is_author);
    }
    OrderFacts other = office_facts(*order);
    other.actor.user_id = id_of<UserId>(851);
    CHECK(decide(other, ApproveOrder{order->id, ""}));
  }

  TEST_CASE("a refused approval gives the author his draft back, without the signature") {
    Order order = a_placed_order();
    order.approval = Approval::required;
    order.signature = "M0 0L1 1";
    const auto refused = decide(office_facts(order), RejectApproval{order.id, "Too dear"});
    REQUIRE(refused);
    OrderFacts facts = server_facts();
    facts.order = *refused;

    const auto draft = decide(facts, AmendOrder{order.id});

    REQUIRE(draft);
    CHECK(draft->lifecycle == OrderLifecycle::draft);
    CHECK(draft->saved);
    CHECK(draft->signature.empty());
    CHECK(draft->document_digest.empty());
    CHECK(draft->approval == Approval::none);
  }
}

TEST_SUITE("fraud rules") {
  TEST_CASE("A6: every sign adds its weight and is told in words") {
    OrderFacts facts = server_facts();
    FraudRules& rules = facts.organisation.settings.fraud;
    rules.threshold = 50;
    rules.email_domains = {"Alfreds.example"};
    rules.amounts = {usd(1'000)};
    rules.velocity_orders = 2;
    facts.orders_last_day = 2;
    facts.account->created_on = add_days(test_today, -2);

    const FraudCheck check = fraud_check_of(a_document(an_order_id()), facts);

    std::vector<std::string> found;
    for (const FraudFinding& finding : check.findings) found.push_back(finding.rule);
    CHECK(found == std::vector<std::string>{"email_domain", "velocity", "amount", "new_account"});
    CHECK(check.score == 100);
    facts.account->email = "maria@alfreds.fr";
    facts.account->created_on = date(2026, 1, 1);
    facts.orders_last_day = 0;
    const FraudCheck other = fraud_check_of(a_document(an_order_id()), facts);
    REQUIRE(other.findings.size() == 2);
    CHECK(other.findings[0].rule == "country_mismatch");
    CHECK(other.score == 40);
  }

  TEST_CASE("S9: a fraud score over the threshold goes straight to Fraud") {
    OrderFacts facts = server_facts();
    FraudRules& rules = facts.organisation.settings.fraud;
    rules.threshold = 19;
    rules.amounts = {usd(1'000)};

    const auto fraud = decide(facts, a_place_order());
    rules.threshold = 20;
    const auto pending = decide(facts, a_place_order());
    facts.on_server = false;
    rules.threshold = 0;
    const auto on_device = decide(facts, a_place_order());

    REQUIRE(fraud);
    CHECK(fraud->lifecycle == OrderLifecycle::fraud);
    CHECK(item_states(*fraud) == std::vector<ItemState>(2, ItemState::fraud));
    CHECK(fraud->history.back().action == OrderAction::marked_fraud);
    REQUIRE(pending);
    CHECK(pending->lifecycle == OrderLifecycle::pending);
    CHECK(pending->fraud_check.score == 20);
    REQUIRE(on_device);
    CHECK(on_device->lifecycle == OrderLifecycle::pending);
  }

  TEST_CASE("A7: set back to pending, items wait for a fresh activation") {
    Order order = a_completed_order();
    const auto fraud = decide(office_facts(order), MarkFraud{order.id, "Stolen card"});
    REQUIRE(fraud);
    CHECK(item_states(*fraud) == std::vector<ItemState>(2, ItemState::fraud));

    const auto back = decide(office_facts(*fraud), ResetOrder{order.id, "It was the customer"});

    REQUIRE(back);
    CHECK(back->lifecycle == OrderLifecycle::pending);
    CHECK(back->review == Review::unreviewed);
    CHECK(item_states(*back) == std::vector<ItemState>(2, ItemState::pending));
  }

  TEST_CASE("A7: marked as fraud while the checker was asked, it can be accepted once set back") {
    Order order = a_placed_order();
    order.fraud_check = {"checker", 0, true, {}};
    const auto fraud = decide(office_facts(order), MarkFraud{order.id, "Stolen card"});
    REQUIRE(fraud);
    CHECK_FALSE(fraud->fraud_check.pending);
    const auto back = decide(office_facts(*fraud), ResetOrder{order.id, "He called"});
    REQUIRE(back);
    CHECK(decide(office_facts(*back), AcceptOrder{order.id, {}}));
  }
}

TEST_SUITE("accepting items") {
  TEST_CASE("A2: an item of a module is created on the chosen server, or waits") {
    const PriceBook hosting = a_hosting_book();
    const Order order = a_placed_order();
    const OrderItemId support_item = order.document.items[1].id;
    const OrderFacts facts = office_facts(order, hosting);

    const auto created = decide(
        facts, AcceptOrder{order.id, {{support_item, "web-2", "maria", "secret", true, true}}});
    const auto waiting = decide(facts, AcceptOrder{order.id, {}});
    const auto nowhere =
        decide(facts, AcceptOrder{order.id, {{support_item, "web-9", "maria", "", true, false}}});

    REQUIRE(created);
    CHECK(item_states(*created) == std::vector{ItemState::active, ItemState::activating});
    CHECK(created->fulfilments[1].target == "web-2");
    CHECK(created->fulfilments[1].username == "maria");
    CHECK(created->review == Review::accepted);
    REQUIRE(waiting);
    CHECK(item_states(*waiting) == std::vector{ItemState::active, ItemState::pending});
    CHECK(refusal(decide(office_facts(*waiting, hosting), CompleteOrder{order.id})) ==
          Reason::items_not_active);
    CHECK(refusal(nowhere) == Reason::field_invalid);
  }

  TEST_CASE("an item that failed is tried again, and told twice it is active once") {
    const PriceBook hosting = a_hosting_book();
    Order order = a_placed_order();
    order.lifecycle = OrderLifecycle::in_progress;
    order.review = Review::accepted;
    order.fulfilments[0].state = ItemState::active;
    order.fulfilments[1] = {ItemState::activating, "web-1", "maria", "", ""};
    const OrderItemId item = order.document.items[1].id;

    const auto failed = decide(office_facts(order, hosting), FailItem{order.id, item, "Disk full"});
    REQUIRE(failed);
    CHECK(failed->fulfilments[1].error == "Disk full");
    const auto retried = decide(office_facts(*failed, hosting), RetryItem{order.id, item});
    REQUIRE(retried);
    CHECK(retried->fulfilments[1].state == ItemState::activating);
    const auto active =
        decide(office_facts(*retried, hosting), ActivateItem{order.id, item, "acc-7"});
    REQUIRE(active);
    CHECK(active->fulfilments[1].remote_id == "acc-7");
    CHECK(active->review == Review::verified);
    const auto twice =
        decide(office_facts(*active, hosting), ActivateItem{order.id, item, "acc-7"});
    REQUIRE(twice);
    CHECK(*twice == *active);
  }

  TEST_CASE("A4: auto-setup on payment activates items while the order stays pending") {
    PriceBook hosting = a_hosting_book();
    hosting.products[1].fulfilment.auto_setup = AutoSetup::on_payment;
    Order order = a_placed_order();
    order.document.payment_method = PaymentMethod::cash;
    order.due = usd(4'767);
    order.payment = PaymentState::unpaid;
    OrderFacts facts = office_facts(order, hosting);

    order.paid = usd(1'000);
    note_payment(order, facts, "10.00 USD in cash");
    CHECK(order.payment == PaymentState::partial);
    CHECK(item_states(order) == std::vector<ItemState>(2, ItemState::pending));
    order.paid = usd(4'767);
    note_payment(order, facts, "37.67 USD in cash");

    CHECK(order.payment == PaymentState::paid);
    CHECK(order.lifecycle == OrderLifecycle::pending);
    CHECK(item_states(order) == std::vector{ItemState::pending, ItemState::activating});
    CHECK(office_status_of(order) == "Pending");
  }

  TEST_CASE("A4: auto-setup waits for the customer's consent, which starts it") {
    PriceBook hosting = a_hosting_book();
    hosting.products[1].fulfilment.auto_setup = AutoSetup::on_order;
    OrderFacts facts = server_facts(hosting);
    Order waiting = a_placed_order();
    waiting.consent = Consent::required;
    facts.order = waiting;
    const ConsentOrder consent{waiting.id, waiting.document_digest, "Maria", ""};

    const auto agreed = decide(facts, consent);
    facts.order->fraud_check.pending = true;
    const auto checked = decide(facts, consent);
    facts.order = waiting;
    facts.on_server = false;
    const auto on_device = decide(facts, consent);

    REQUIRE(agreed);
    CHECK(agreed->consent == Consent::given);
    CHECK(agreed->lifecycle == OrderLifecycle::pending);
    CHECK(item_states(*agreed) == std::vector{ItemState::pending, ItemState::activating});
    CHECK(agreed->fulfilments[1].target == "web-1");
    REQUIRE(checked);
    CHECK(item_states(*checked) == std::vector<ItemState>(2, ItemState::pending));
    REQUIRE(on_device);
    CHECK(item_states(*on_device) == std::vector<ItemState>(2, ItemState::pending));
  }

  TEST_CASE("S19: an order of a reseller's site is handled only after the reseller paid") {
    OrderFacts facts = server_facts();
    facts.site_code = "S-7";
    facts.of_reseller = true;
    const auto placed = decide(facts, a_place_order());
    REQUIRE(placed);
    CHECK(placed->site_code == "S-7");
    const auto accepted = decide(office_facts(*placed), AcceptOrder{placed->id, {}});
    REQUIRE(accepted);
    CHECK(accepted->review == Review::accepted);
    CHECK(archive_of(*accepted) == Archive::awaiting_approval);

    const auto settled =
        decide(office_facts(*accepted), SettleOrder{placed->id, usd(8'197), test_today, "R-1"});

    REQUIRE(settled);
    CHECK(settled->settlement_note == "81.97 USD on 2026-11-22, R-1");
    CHECK(archive_of(*settled) == Archive::handled);
  }
}

TEST_SUITE("withdrawing") {
  TEST_CASE("a rep withdraws his own order while nobody looked at it") {
    OrderFacts facts = server_facts();
    facts.order = a_placed_order();
    facts.order->quoted_until = add_days(test_today, 30);  // It came from a quote.
    const auto draft = decide(facts, WithdrawOrder{an_order_id()});
    REQUIRE(draft);
    CHECK(draft->lifecycle == OrderLifecycle::draft);
    CHECK(draft->payment == PaymentState::none);
    CHECK(chip_of(*draft) == StateChip{StateColour::black, "Draft"});
  }

  TEST_CASE("what runs already is not withdrawn; the back office ends it") {
    OrderFacts facts = server_facts();
    facts.order = a_placed_order();
    facts.order->fulfilments[0].state = ItemState::active;
    CHECK(refusal(decide(facts, WithdrawOrder{an_order_id()})) == Reason::order_reviewed);
    facts.order->consent = Consent::required;
    const auto declined = decide(facts, DeclineOrder{an_order_id(), "Too dear"});
    REQUIRE(declined);
    CHECK(item_states(*declined)[0] == ItemState::terminated);
    CHECK(item_states(*declined)[1] == ItemState::cancelled);
  }

  TEST_CASE("A8: deleting wants the number typed, and no payment on the invoice") {
    const Order order = *decide(office_facts(a_placed_order()), CancelOrder{an_order_id(), "Test"});
    OrderFacts facts = office_facts(order);
    CHECK(refusal(decide(facts, DeleteOrder{order.id, "1002", "Test"})) ==
          Reason::confirmation_differs);
    CHECK(decide(facts, DeleteOrder{order.id, "1001", "Test"}));
    facts.invoice_paid = true;
    CHECK(refusal(decide(facts, DeleteOrder{order.id, "1001", "Test"})) ==
          Reason::invoice_has_payment);
  }
}

}  // namespace satchel::order_rules_test
