// The queues of the office: which orders wait in each, what they come to, and the lists behind.
#include "shared/store/order_queues.h"

#include <doctest/doctest.h>

#include "shared/store/account_store.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"
#include "tests/support/builders.h"

namespace satchel::order_queues_test {
namespace {

/// A desk with nine orders, one of each standing.
struct Desk {
  std::unique_ptr<Database> database = a_database();
  std::unique_ptr<Transaction> tx = need(database->begin());

  Desk() {
    need(save_account(*tx, a_company_account()));
    Order unpaid = a_placed_order(1);
    unpaid.payment = PaymentState::partial;
    unpaid.due = usd(4000);
    unpaid.paid = usd(1500);
    unpaid.document.ordered_on = add_days(test_today, -9);
    need(save_order(*tx, unpaid));

    Order waits = a_placed_order(2);
    waits.approval = Approval::required;
    need(save_order(*tx, waits));

    Order failed = a_completed_order(3);
    failed.lifecycle = OrderLifecycle::in_progress;
    failed.review = Review::accepted;
    failed.fulfilments[1].state = ItemState::failed;
    failed.settlement = Settlement::due;
    need(save_order(*tx, failed));

    Order fraud = a_placed_order(4);
    fraud.lifecycle = OrderLifecycle::fraud;
    need(save_order(*tx, fraud));

    Order cart = a_draft_order(5);
    cart.saved = false;
    need(save_order(*tx, cart));
    Order explained = a_draft_order(6);
    explained.saved = false;
    explained.incomplete_reason = "Too dear";
    need(save_order(*tx, explained));

    need(save_order(*tx, a_draft_order(7)));
    need(save_order(*tx, a_completed_order(8)));
    Order cancelled = a_placed_order(9);
    cancelled.lifecycle = OrderLifecycle::cancelled;
    cancelled.settlement = Settlement::due;
    need(save_order(*tx, cancelled));
  }

  std::vector<std::int64_t> numbers(OrderQueue queue, Date today = test_today) {
    OrderQuery query;
    query.queue = queue;
    query.today = today;
    query.sort = OrderSort::number;
    std::vector<std::int64_t> found;
    for (const OrderRow& row : need(list_orders(*tx, query))) found.push_back(row.head.number);
    CHECK(need(summarize_orders(*tx, query)).count == std::ssize(found));
    return found;
  }
  std::optional<QueueSummary> summary(OrderQueue queue) {
    for (const QueueSummary& each : need(summarize_queues(*tx, test_today, {}))) {
      if (each.queue == queue) return each;
    }
    return std::nullopt;
  }
};

using Numbers = std::vector<std::int64_t>;

TEST_SUITE_BEGIN("queues");

TEST_CASE_FIXTURE(Desk, "S6: the pending list holds what is neither accepted nor denied") {
  CHECK(numbers(OrderQueue::pending) == Numbers{1001, 1002});
  CHECK(need(count_orders(*tx)).pending == 2);
  CHECK(need(count_orders(*tx)).all == 9);
}

TEST_CASE_FIXTURE(Desk, "S14: every queue holds the orders that wait there, and no other") {
  CHECK(numbers(OrderQueue::awaiting_payment) == Numbers{1001});
  CHECK(numbers(OrderQueue::awaiting_approval) == Numbers{1002, 1003});
  CHECK(numbers(OrderQueue::needs_approval) == Numbers{1002});
  CHECK(numbers(OrderQueue::failed_items) == Numbers{1003});
  CHECK(numbers(OrderQueue::settlement) == Numbers{1003});
  CHECK(numbers(OrderQueue::fraud) == Numbers{1004});
}

TEST_CASE_FIXTURE(Desk, "O18: a cart waits for follow-up until its reason is noted") {
  CHECK(numbers(OrderQueue::follow_up).size() == 1);
  CHECK(need(list_orders(*tx, {.queue = OrderQueue::follow_up})).front().id == an_order_id(5));
}

TEST_CASE_FIXTURE(Desk, "O18: an agreement that stays away joins the follow-up after its days") {
  Organisation organisation = an_organisation();
  organisation.settings.consent_follow_up_days = 7;
  need(save_organisation(*tx, organisation));
  Order order = a_placed_order(1);
  order.consent = Consent::required;
  order.document.ordered_on = add_days(test_today, -60);
  need(save_order(*tx, order));

  CHECK(numbers(OrderQueue::follow_up, add_days(test_today, 6)).size() == 1);
  CHECK(numbers(OrderQueue::follow_up, add_days(test_today, 7)).size() == 2);
  order.consent = Consent::given;
  need(save_order(*tx, order));
  CHECK(numbers(OrderQueue::follow_up, add_days(test_today, 7)).size() == 1);
}

TEST_CASE_FIXTURE(Desk, "S14: a queue says how many, what is open and since when") {
  const auto unpaid = summary(OrderQueue::awaiting_payment);
  REQUIRE(unpaid);
  CHECK(*unpaid ==
        QueueSummary{OrderQueue::awaiting_payment, 1, {usd(2500)}, add_days(test_today, -9)});
  const auto pending = summary(OrderQueue::pending);
  REQUIRE(pending);
  CHECK(pending->count == 2);
  CHECK(pending->sums == std::vector{usd(2 * 3297)});
  CHECK(pending->oldest == add_days(test_today, -9));
}

TEST_CASE_FIXTURE(Desk, "S14: another territory has nothing waiting") {
  CHECK(need(summarize_queues(*tx, test_today, {east})).empty());
  CHECK(need(summarize_queues(*tx, test_today, {west})).size() == 8);
}

TEST_CASE_FIXTURE(Desk, "S18: a row knows its site and how it is paid") {
  Order order = a_placed_order(1);
  order.site_code = "shop-7";
  order.document.payment_method = PaymentMethod::check;
  need(save_order(*tx, order));

  const auto rows = need(list_orders(*tx, {.text = "shop-7"}));

  REQUIRE(rows.size() == 1);
  CHECK(rows[0].head.site_code == "shop-7");
  CHECK(rows[0].head.document.payment_method == PaymentMethod::check);
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::order_queues_test
