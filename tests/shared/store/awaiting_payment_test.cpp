// Orders that wait for money: the oldest first, and by age.
#include "shared/store/awaiting_payment.h"

#include <doctest/doctest.h>

#include "shared/store/account_store.h"
#include "shared/store/order_store.h"
#include "tests/support/builders.h"

namespace satchel::awaiting_payment_test {
namespace {

struct Fixture {
  std::unique_ptr<Database> database = a_database();
  std::unique_ptr<Transaction> tx = need(database->begin());

  Fixture() {
    Account account = a_company_account();
    account.number = 1001;
    need(save_account(*tx, account));
  }

  /// Stores order `number`, placed `age` days before today with 40.00 due.
  void add(int number, int age, PaymentState payment, Money paid = usd(0)) {
    Order order = a_placed_order(number);
    order.document.ordered_on = add_days(test_today, -age);
    order.payment = payment;
    order.due = usd(4000);
    order.paid = paid;
    need(save_order(*tx, order));
  }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "S14: unpaid orders are listed with their age, the oldest first") {
  add(1, 3, PaymentState::unpaid);
  add(2, 40, PaymentState::partial, usd(1500));
  add(3, 5, PaymentState::paid, usd(4000));
  add(4, 5, PaymentState::not_due);
  Order closed = a_placed_order(5);
  closed.payment = PaymentState::unpaid;
  closed.lifecycle = OrderLifecycle::cancelled;
  need(save_order(*tx, closed));

  const auto listed = need(list_awaiting_payment(*tx, {.today = test_today}));

  REQUIRE(listed.size() == 2);
  CHECK(listed[0].order_number == 1002);
  CHECK(listed[0].age_days == 40);
  CHECK(listed[0].paid == usd(1500));
  CHECK(listed[0].account_name == "Alfreds Futterkiste");
  CHECK(listed[1].order_number == 1001);
  CHECK(need(list_awaiting_payment(*tx, {.today = test_today, .territories = {east}})).empty());
}

TEST_CASE_FIXTURE(Fixture, "A14: what waits is summed up by age") {
  add(1, 0, PaymentState::unpaid);
  add(2, 7, PaymentState::partial, usd(1000));
  add(3, 8, PaymentState::unpaid);
  add(4, 400, PaymentState::unpaid);

  const auto ages = need(load_awaiting_ages(*tx, test_today));

  REQUIRE(ages.size() == 3);
  CHECK(ages[0].from_days == 0);
  CHECK(ages[0].order_count == 2);
  CHECK(ages[0].open == usd(7000));
  CHECK(ages[1].from_days == 8);
  CHECK(ages[1].open == usd(4000));
  CHECK(ages[2].from_days == 91);
}

}  // namespace satchel::awaiting_payment_test
