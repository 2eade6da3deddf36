// A random walk over all acts on an order: on each axis it goes only where the table says.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "shared/domain/order/decide_office.h"
#include "tests/support/order_acts.h"

namespace satchel::order_walk_test {
namespace {

constexpr int walks_to_see_all = 1500;
#ifdef SATCHEL_SANITIZED
constexpr int walks = 150;  // The sanitizers need not see a path often, and are slow.
#else
constexpr int walks = walks_to_see_all;
#endif

/// Where each axis of an order may go from each of its states; staying is always allowed.
template <typename State>
using Moves = std::map<State, std::set<State>>;

const Moves<OrderLifecycle>& lifecycle_moves() {
  using enum OrderLifecycle;
  static const Moves<OrderLifecycle> all{{draft, {pending, cancelled, fraud}},
                                         {pending, {draft, in_progress, cancelled, denied, fraud}},
                                         {in_progress, {completed, cancelled, fraud}},
                                         {completed, {cancelled, fraud}},
                                         {fraud, {pending}}};
  return all;
}

const Moves<Approval>& approval_moves() {
  using enum Approval;
  static const Moves<Approval> all{
      {none, {required}}, {required, {none, approved, rejected}}, {rejected, {none}}};
  return all;
}

const Moves<Review>& review_moves() {
  using enum Review;
  // Without a delay, what is accepted is verified in the same breath.
  static const Moves<Review> all{{unreviewed, {accepted, verified, denied}},
                                 {accepted, {verified, unreviewed}},
                                 {verified, {unreviewed}}};
  return all;
}

const Moves<PaymentState>& payment_moves() {
  using enum PaymentState;
  // What was paid of an order that its author changes becomes the account's credit: none.
  static const Moves<PaymentState> all{{none, {unpaid, not_due}},
                                       {unpaid, {none, partial, paid}},
                                       {partial, {none, paid}},
                                       {paid, {none}},
                                       {not_due, {none, unpaid, partial, paid}}};
  return all;
}

const Moves<ItemState>& item_moves() {
  using enum ItemState;
  static const Moves<ItemState> all{{pending, {activating, active, cancelled, fraud}},
                                    {activating, {pending, active, failed, cancelled, fraud}},
                                    {active, {pending, terminated, fraud}},
                                    {failed, {pending, activating, active, cancelled, fraud}},
                                    {fraud, {pending}}};
  return all;
}

template <typename State>
void check_move(const Moves<State>& moves, State from, State to) {
  if (from == to) return;
  CAPTURE(to_text(from));
  CAPTURE(to_text(to));
  const auto targets = moves.find(from);
  CHECK((targets != moves.end() && targets->second.count(to) == 1));
}

void check_moves(const Order& before, const Order& after) {
  check_move(lifecycle_moves(), before.lifecycle, after.lifecycle);
  check_move(approval_moves(), before.approval, after.approval);
  check_move(review_moves(), before.review, after.review);
  check_move(payment_moves(), before.payment, after.payment);
  REQUIRE(after.fulfilments.size() == after.document.items.size());
  for (std::size_t item = 0; item < before.fulfilments.size(); ++item) {
    check_move(item_moves(), before.fulfilments[item].state, after.fulfilments[item].state);
  }
  CHECK(after.history.size() >= before.history.size());
}

/// So many thirds of what is due have come in; only for an order that takes money.
Decision<Order> with_money(const OrderFacts& facts, Order order, std::int64_t thirds) {
  using enum OrderLifecycle;
  const auto is = [&](OrderLifecycle state) { return order.lifecycle == state; };
  if (!is(pending) && !is(in_progress) && !is(completed)) return reject(Reason::order_final);
  order.due = usd(300);
  order.paid = usd(std::max(order.paid.minor, 100 * thirds));
  note_payment(order, facts, "Cash");
  return order;
}

/// The book of the test orders, whose support a server has to set up.
const PriceBook& book_with_a_service() {
  static const PriceBook made = [] {
    PriceBook book = a_price_book();
    book.products[1].fulfilment = {
        FulfilmentKind::provisioning, "", {"us-1"}, AutoSetup::on_payment};
    return book;
  }();
  return made;
}

/// The states that a walk came through.
struct Seen {
  std::set<OrderLifecycle> lifecycles;
  std::set<Approval> approvals;
  std::set<Review> reviews;
  std::set<PaymentState> payments;
  std::set<ItemState> items;
};

void note_seen(Seen& seen, const Order& order) {
  seen.lifecycles.insert(order.lifecycle);
  seen.approvals.insert(order.approval);
  seen.reviews.insert(order.review);
  seen.payments.insert(order.payment);
  for (const ItemFulfilment& each : order.fulfilments) seen.items.insert(each.state);
}

}  // namespace

TEST_SUITE("order transition table") {
  TEST_CASE("S1 to S9: a random walk never leaves the table") {
    std::mt19937 random(7);
    Seen seen;
    for (int walk = 0; walk < walks; ++walk) {
      Order order = a_draft_order();
      for (int step = 0; step < 60; ++step) {
        const Actor& actor = all_actors()[random() % all_actors().size()];
        const std::string_view act = order_act_names[random() % order_act_names.size()];
        OrderFacts facts = facts_for(actor, order);
        facts.price_book = &book_with_a_service();
        facts.organisation.settings.approval.new_customer = walk % 2 == 0;
        const auto decided = random() % 8 == 0
                                 ? with_money(facts, order, static_cast<std::int64_t>(random() % 4))
                                 : decide_any(facts, command_named(act, order));
        if (!decided) continue;
        CAPTURE(act);
        check_moves(order, *decided);
        order = *decided;
        note_seen(seen, order);
      }
    }
    if (walks < walks_to_see_all) return;
    CHECK(seen.lifecycles.size() == 7);
    CHECK(seen.approvals.size() == 4);
    CHECK(seen.reviews.size() == 4);
    CHECK(seen.payments.size() == 5);
    CHECK(seen.items.size() == 7);
  }
}

}  // namespace satchel::order_walk_test
