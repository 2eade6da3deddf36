// Colours, words and archives of every state an order can be in.
#include "shared/domain/order/order_state.h"

#include <doctest/doctest.h>

#include "tests/support/builders.h"

namespace satchel::order_state_test {
namespace {

Order with(OrderLifecycle lifecycle, PaymentState payment, Review review) {
  Order order;
  order.lifecycle = lifecycle;
  order.payment = payment;
  order.review = review;
  return order;
}

const std::vector<OrderLifecycle> placed{OrderLifecycle::pending, OrderLifecycle::in_progress,
                                         OrderLifecycle::completed};

}  // namespace

TEST_SUITE("chip_of") {
  TEST_CASE("S13: a draft is black: Incomplete, Draft once it was kept on purpose, or Quote") {
    Order order;
    CHECK(chip_of(order) == StateChip{StateColour::black, "Incomplete"});
    order.saved = true;
    CHECK(chip_of(order) == StateChip{StateColour::black, "Draft"});
    order.quoted_until = date(2026, 12, 22);
    CHECK(chip_of(order) == StateChip{StateColour::black, "Quote"});
    order.lifecycle = OrderLifecycle::pending;
    CHECK(chip_of(order).words == "Awaiting approval");
  }

  TEST_CASE("S10: money that is owed is red, whatever the review says") {
    for (const OrderLifecycle lifecycle : placed) {
      for (const Review review : {Review::unreviewed, Review::accepted, Review::verified}) {
        const StateChip red{StateColour::red, "Awaiting payment"};
        CHECK(chip_of(with(lifecycle, PaymentState::unpaid, review)) == red);
        CHECK(chip_of(with(lifecycle, PaymentState::partial, review)) == red);
      }
    }
  }

  TEST_CASE("S11 S12: without a debt, an unverified order is yellow and a verified one green") {
    for (const OrderLifecycle lifecycle : placed) {
      for (const PaymentState payment :
           {PaymentState::none, PaymentState::paid, PaymentState::not_due}) {
        const StateChip yellow{StateColour::yellow, "Awaiting approval"};
        CHECK(chip_of(with(lifecycle, payment, Review::unreviewed)) == yellow);
        CHECK(chip_of(with(lifecycle, payment, Review::accepted)) == yellow);
        CHECK(chip_of(with(lifecycle, payment, Review::verified)) ==
              StateChip{StateColour::green, "Paid and approved"});
      }
      CHECK(chip_of(with(lifecycle, PaymentState::refunded, Review::verified)) ==
            StateChip{StateColour::grey, "Refunded"});
    }
  }

  TEST_CASE("closed orders are grey or violet, whatever was paid") {
    for (const PaymentState payment : {PaymentState::unpaid, PaymentState::paid}) {
      CHECK(chip_of(with(OrderLifecycle::cancelled, payment, Review::verified)) ==
            StateChip{StateColour::grey, "Canceled"});
      CHECK(chip_of(with(OrderLifecycle::denied, payment, Review::denied)) ==
            StateChip{StateColour::violet, "Denied"});
      CHECK(chip_of(with(OrderLifecycle::fraud, payment, Review::denied)) ==
            StateChip{StateColour::violet, "Fraud"});
    }
  }

  TEST_CASE("S9: a customer is not told what was found out about him") {
    const Order fraud = with(OrderLifecycle::fraud, PaymentState::unpaid, Review::unreviewed);
    const Order denied = with(OrderLifecycle::denied, PaymentState::unpaid, Review::denied);
    CHECK(customer_chip_of(fraud) == StateChip{StateColour::yellow, "Being checked"});
    CHECK(customer_chip_of(denied) == StateChip{StateColour::grey, "Not accepted"});
  }
}

TEST_SUITE("archive_of") {
  TEST_CASE("S17: every order lies in the archive of its colour") {
    CHECK(archive_of(Order()) == Archive::incomplete);
    CHECK(archive_of(with(OrderLifecycle::pending, PaymentState::unpaid, Review::unreviewed)) ==
          Archive::awaiting_payment);
    CHECK(archive_of(a_placed_order()) == Archive::awaiting_approval);
    CHECK(archive_of(a_completed_order()) == Archive::handled);
    CHECK(archive_of(with(OrderLifecycle::cancelled, PaymentState::none, Review::unreviewed)) ==
          Archive::closed);
    CHECK(archive_of(with(OrderLifecycle::fraud, PaymentState::none, Review::unreviewed)) ==
          Archive::closed);
    CHECK(archive_of(with(OrderLifecycle::completed, PaymentState::refunded, Review::verified)) ==
          Archive::closed);
  }
}

TEST_SUITE("status_of") {
  TEST_CASE("S4 S5: the order desk's word follows the lifecycle") {
    CHECK(status_of(a_draft_order()) == "Draft");
    CHECK(status_of(a_placed_order()) == "In Progress");
    CHECK(status_of(a_completed_order()) == "Completed");
    CHECK(status_of(with(OrderLifecycle::cancelled, PaymentState::none, Review::unreviewed)) ==
          "Canceled");
    CHECK(status_of(with(OrderLifecycle::denied, PaymentState::none, Review::denied)) == "Denied");
    CHECK(status_of(with(OrderLifecycle::fraud, PaymentState::none, Review::denied)) == "Fraud");
  }

  TEST_CASE("S2 S3: an open order is Approved once it has its approval and all items are active") {
    Order order = a_placed_order();
    order.approval = Approval::approved;
    CHECK(status_of(order) == "In Progress");
    order.fulfilments.assign(2, ItemFulfilment{ItemState::active, {}, {}, {}, {}});
    CHECK(status_of(order) == "Approved");
  }
}

}  // namespace satchel::order_state_test
