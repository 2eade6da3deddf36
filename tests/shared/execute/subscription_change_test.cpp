// Changes of mind: what the next bills credit and charge, through the store.
#include <doctest/doctest.h>

#include <random>

#include "shared/execute/execute.h"
#include "shared/execute/order_money.h"
#include "shared/execute/post_invoice.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/usage_store.h"
#include "tests/shared/execute/subscribed_account.h"
#include "tests/support/books.h"
#include "tests/support/dump.h"

namespace satchel::subscription_change_test {
namespace {

const Date start = date(2026, 12, 1);
const Date first_bill = date(2026, 12, 2);

/// An account that subscribes to support from 1 December: 2 × 49.00 a month, and metered usage.
struct World : SubscribedAccount {
  Date today = start;

  World() {
    account.bill_cycle_day = 1;
    need(save_account(*tx, account));
    PriceBook book = a_price_book();
    Plan gold{
        id_of<PlanId>(90), "Gold", {a_charge(91, "Gold", ChargeKind::recurring, "90.00")}, {}};
    book.products[1].plans.push_back(gold);
    need(save_price_book(*tx, book));
    order.document.starts_on = start;
    order.document.items = {an_item(order.id, 0, support, 2)};
    ItemCharge usage = order.document.items[0].charges[0];
    usage.charge_id = id_of<ChargeId>(95);
    usage.name = "Minutes";
    usage.kind = ChargeKind::usage;
    usage.timing = ChargeTiming::in_arrears;
    usage.unit_price = usage.list_price = dec("0.10");
    order.document.items[0].charges.push_back(usage);
    need(begin_order_billing(*tx, order, start));
  }

  Decision<Touched> run(const Command& command, const Actor& actor = an_accountant()) {
    return run_on(today, command, actor);
  }

  ChangeSubscription change() { return {account.id, subscription().id, {}, {}, false, {}}; }

  RecordUsage used(int number, Date on, const char* units) {
    return {{id_of<UsageRecordId>(number), account.id, subscription().id, id_of<ChargeId>(95), on,
             dec(units), "meter 7"}};
  }

  BillFacts facts(Date through) {
    return need(load_bill_facts(*tx, *need(find_account(*tx, account.id)), through));
  }

  Money credit() { return need(find_account(*tx, account.id))->credit; }
};

const InvoiceLine& line_of(const Invoice& invoice, LineKind kind) {
  for (const InvoiceLine& line : invoice.lines) {
    if (line.kind == kind) return line;
  }
  FAIL("no such line");
  return invoice.lines.front();
}

}  // namespace

TEST_SUITE("subscription changes") {
  TEST_CASE("another quantity from a day on credits the old rest and charges the new one") {
    World world;
    CHECK(world.bill(first_bill)->net == usd(9800));
    world.today = date(2026, 12, 11);
    ChangeSubscription change = world.change();
    change.quantity = 3;
    change.on = world.today;
    REQUIRE(world.run(change));
    CHECK(world.subscription().quantity == 3);
    CHECK(world.subscription().monthly == usd(14700));

    const Invoice next = *world.bill(date(2027, 1, 1));

    // 21 of 31 days: 66.39 back, 99.58 for it, and January in advance.
    CHECK(line_of(next, LineKind::credit).amount == usd(-6639));
    CHECK(line_of(next, LineKind::credit).period == Period{world.today, date(2027, 1, 1)});
    CHECK(next.net == usd(-6639 + 9958 + 14700));
    CHECK(next.total == next.net + next.tax);
    CHECK_FALSE(world.bill(date(2027, 1, 1)));
  }

  TEST_CASE("at the end of the term nothing is credited") {
    World world;
    world.bill(first_bill);
    world.today = date(2026, 12, 11);
    ChangeSubscription change = world.change();
    change.plan_id = id_of<PlanId>(90);
    REQUIRE(world.run(change));
    CHECK(world.subscription().plan_id == id_of<PlanId>(90));

    // The new plan's first month is on the bill that the old one's next would have been on.
    const Invoice next = *world.bill(date(2027, 1, 1));

    CHECK(next.net == usd(18000));
    CHECK(next.lines.back().name == "Support, Gold");
    CHECK(next.lines.back().period == Period{date(2027, 1, 1), date(2027, 2, 1)});
    CHECK_FALSE(world.bill(date(2027, 1, 1)));
    CHECK(world.bill(date(2027, 2, 1))->net == usd(9000 * 2));
  }

  TEST_CASE("a backdated cancellation credits whole months exactly, as a credit note if need be") {
    World world;
    world.bill(first_bill);
    world.bill(date(2027, 1, 1));
    world.bill(date(2027, 2, 1));
    world.today = date(2027, 2, 10);
    REQUIRE(world.run(CancelSubscription{world.account.id, world.subscription().id,
                                         date(2026, 12, 16), CancelCredit::credit, "moved"}));
    CHECK(world.subscription().state == SubscriptionState::ended);

    const Invoice note = *world.bill(date(2027, 3, 1));

    CHECK(note.kind == InvoiceKind::credit_note);
    CHECK(note.number == 1001);
    // 16 of December's 31 days, and two whole months.
    CHECK(note.net == usd(-(5058 + 9800 + 9800)));
    CHECK(balance_of(note) == usd(0));
    CHECK(world.credit() == usd(-note.total.minor));
    CHECK_FALSE(world.bill(date(2027, 6, 1)));
  }

  TEST_CASE("cancelled without a credit, the service goes on until what was billed is over") {
    World world;
    world.bill(first_bill);
    world.today = date(2026, 12, 5);
    REQUIRE(world.run(CancelSubscription{world.account.id, world.subscription().id, world.today,
                                         CancelCredit::none, ""}));
    CHECK(*world.subscription().end == date(2027, 1, 1));
    CHECK(world.subscription().state == SubscriptionState::active);
    CHECK_FALSE(world.bill(date(2027, 3, 1)));
  }

  TEST_CASE("a pause credits, a resumption charges again, and a discarded draft leaves no trace") {
    World world;
    world.bill(first_bill);
    world.today = date(2026, 12, 16);
    const SubscriptionId id = world.subscription().id;
    REQUIRE(world.run(PauseSubscription{world.account.id, id, world.today}));
    CHECK(world.run(PauseSubscription{world.account.id, id, world.today}).error().reason ==
          Reason::subscription_paused);
    const Date through = date(2027, 1, 1);
    const auto draft = plan_bill(world.facts(through), through, id_of<InvoiceId>(800));
    need(save_draft_invoice(*world.tx, **draft));
    CHECK_FALSE(*plan_bill(world.facts(through), through, id_of<InvoiceId>(801)));
    need(erase_invoice(*world.tx, id_of<InvoiceId>(800)));
    CHECK(world.bill(through)->net == usd(-5058));

    world.today = date(2027, 1, 10);
    REQUIRE(world.run(ResumeSubscription{world.account.id, id, world.today}));
    CHECK(world.run(ResumeSubscription{world.account.id, id, world.today}).error().reason ==
          Reason::subscription_not_paused);
    const Invoice next = *world.bill(date(2027, 2, 1));
    // 22 of January's 31 days, and February.
    CHECK(next.net == usd(6955 + 9800));
  }

  TEST_CASE("what is cancelled for later stays so, paused and resumed meanwhile") {
    World world;
    world.bill(first_bill);
    const SubscriptionId id = world.subscription().id;
    world.today = date(2026, 12, 10);
    REQUIRE(world.run(
        CancelSubscription{world.account.id, id, date(2027, 3, 1), CancelCredit::credit, ""}));
    REQUIRE(world.run(PauseSubscription{world.account.id, id, date(2027, 1, 1)}));
    REQUIRE(world.run(ResumeSubscription{world.account.id, id, date(2027, 2, 1)}));
    CHECK(world.bill(date(2027, 6, 1))->net == usd(9800));
    CHECK_FALSE(world.bill(date(2027, 12, 1)));
  }

  TEST_CASE("a plan that is changed in a discounted phase does not keep that discount") {
    World world;
    Order order = a_completed_order(2);
    order.document.starts_on = start;
    order.document.items = {an_item(order.id, 0, support)};
    order.document.items[0].phases = *parse_plan_phases("discounted 6 month 50 %; evergreen");
    need(begin_order_billing(*world.tx, order, start));
    world.today = date(2027, 1, 1);
    ChangeSubscription change = world.change();
    change.subscription_id = need(load_order_subscriptions(*world.tx, order.id)).front().id;
    change.plan_id = id_of<PlanId>(90);
    change.on = world.today;
    REQUIRE(world.run(change));
    CHECK(need(find_subscription(*world.tx, change.subscription_id))->monthly == usd(9000));
  }

  TEST_CASE("today's prices from a day on; without them the price stays as it was sold") {
    World world;
    PriceBook dearer = a_price_book();
    dearer.version = 2;
    dearer.valid_from = date(2027, 1, 1);
    dearer.products[1].plans[0].charges[0].prices[0].amount = dec("60.00");
    dearer.products[1].plans[0].charges.push_back(
        a_charge(95, "Minutes", ChargeKind::usage, "0.12"));
    dearer.products[1].plans[0].charges[1].timing = ChargeTiming::in_arrears;
    need(save_price_book(*world.tx, dearer));
    world.today = date(2027, 1, 5);
    ChangeSubscription change = world.change();
    change.quantity = 1;
    change.on = date(2027, 2, 1);
    REQUIRE(world.run(change));
    CHECK(world.subscription().monthly == usd(4900));
    change.quantity.reset();
    change.current_prices = true;
    REQUIRE(world.run(change));
    CHECK(world.subscription().monthly == usd(6000));
    CHECK(world.bill(date(2027, 2, 2))->net == usd(9800 + 9800 + 6000));
  }

  TEST_CASE("changes are refused with their reason") {
    World world;
    ChangeSubscription change = world.change();
    CHECK(world.run(change).error().reason == Reason::field_required);
    change.quantity = 0;
    CHECK(world.run(change).error().reason == Reason::quantity_out_of_range);
    change.quantity = 2;
    change.on = date(2026, 11, 30);
    CHECK(world.run(change).error().reason == Reason::date_before_start);
    change.on = date(2026, 12, 5);
    CHECK(world.run(change, a_rep()).error().reason == Reason::role_not_allowed);
    change.plan_id = id_of<PlanId>(99);
    CHECK(world.run(change).error().reason == Reason::product_not_sold);
    CancelSubscription cancel{world.account.id, world.subscription().id, date(2026, 12, 3),
                              CancelCredit::credit, ""};
    REQUIRE(world.run(cancel));
    cancel.on = date(2026, 12, 4);
    CHECK(world.run(cancel).error().reason == Reason::subscription_ended);
    cancel.account_id = id_of<AccountId>(12345);
    CHECK(world.run(cancel).error().reason == Reason::subscription_not_found);
  }

  TEST_CASE("any sequence of changes comes to what a bill of the final history comes to") {
    std::mt19937 random(20261126);
    for (int round = 0; round < 40; ++round) {
      CAPTURE(round);
      World world;
      Money billed{0, Currency::usd};
      std::int64_t lines = 0;
      const auto bill = [&](Date through) {
        const auto invoice = world.bill(through);
        if (!invoice) return;
        billed = billed + invoice->net;
        lines += static_cast<std::int64_t>(invoice->lines.size());
      };
      for (int step = 0; step < 8; ++step) {
        world.today = add_days(world.today, static_cast<std::int64_t>(random() % 40));
        if (random() % 2 == 0) bill(world.today);
        const Date on =
            std::max(start, add_days(world.today, static_cast<std::int64_t>(random() % 60) - 45));
        ChangeSubscription change = world.change();
        change.on = on;
        switch (random() % 4) {
          case 0:
            change.plan_id = id_of<PlanId>(90);
            world.run(change);
            break;
          case 1:
            world.run(PauseSubscription{world.account.id, change.subscription_id, on});
            break;
          case 2:
            world.run(ResumeSubscription{world.account.id, change.subscription_id, on});
            break;
          default:
            change.quantity = 1 + static_cast<std::int64_t>(random() % 9);
            world.run(change);
        }
      }
      const Date through = add_days(world.today, 90);
      bill(through);
      BillFacts final_history = world.facts(through);
      final_history.slots.clear();
      const auto afresh = plan_bill(final_history, through, id_of<InvoiceId>(999));
      REQUIRE(afresh);
      const Money wanted = *afresh ? (*afresh)->net : Money{0, Currency::usd};
      if (*afresh) lines += static_cast<std::int64_t>((*afresh)->lines.size());
      CHECK(2 * std::abs((billed - wanted).minor) <= lines);
      check_books(*world.tx);
    }
  }
}

TEST_SUITE("usage") {
  TEST_CASE("a rep's meter reading is billed with its period, and what comes late with the next") {
    World world;
    world.today = date(2026, 12, 20);
    REQUIRE(world.run(world.used(1, date(2026, 12, 19), "100.5"), a_rep()));
    REQUIRE(world.run(world.used(1, date(2026, 12, 19), "100.5"), a_rep()));
    CHECK(world.run(world.used(1, date(2026, 12, 19), "99"), a_rep()).error().reason ==
          Reason::usage_exists);
    const Invoice first = *world.bill(date(2027, 1, 1));
    CHECK(line_of(first, LineKind::usage).amount == usd(1005));
    CHECK(*line_of(first, LineKind::usage).usage == dec("100.5"));
    CHECK(need(find_usage(*world.tx, id_of<UsageRecordId>(1)))->billed);

    world.today = date(2027, 1, 3);
    REQUIRE(world.run(world.used(2, date(2026, 12, 31), "20"), a_rep()));
    const Invoice second = *world.bill(date(2027, 2, 1));
    CHECK(line_of(second, LineKind::late_usage).amount == usd(200));
    CHECK(line_of(second, LineKind::late_usage).period == Period{start, date(2027, 1, 1)});
    CHECK(need(list_usage(*world.tx, world.subscription().id, 10)).size() == 2);
  }

  TEST_CASE("usage is refused with its reason") {
    World world;
    const auto reason = [&](RecordUsage used) { return world.run(used).error().reason; };
    CHECK(reason(world.used(1, date(2026, 11, 30), "1")) == Reason::date_before_start);
    CHECK(reason(world.used(1, date(2026, 12, 5), "1")) == Reason::date_in_future);
    CHECK(reason(world.used(1, start, "-1")) == Reason::field_invalid);
    RecordUsage other = world.used(1, start, "1");
    other.usage.charge_id = id_of<ChargeId>(32);
    CHECK(reason(other) == Reason::usage_not_charged);
    other.usage.subscription_id = id_of<SubscriptionId>(1);
    CHECK(reason(other) == Reason::subscription_not_found);
  }
}

}  // namespace satchel::subscription_change_test
