// The payments that screens show, in words.
#include "web/model/payment_model.h"

#include <doctest/doctest.h>

#include "shared/store/account_store.h"
#include "shared/store/order_store.h"
#include "shared/store/payment_store.h"
#include "tests/support/builders.h"

namespace satchel::web::payment_model_test {
namespace {

Payment a_payment(int number, Money allocated, Money credited) {
  Payment payment;
  payment.id = id_of<PaymentId>(number);
  payment.account_id = a_company_account().id;
  payment.order_id = an_order_id(1);
  payment.method = PaymentMethod::check;
  payment.amount = allocated + credited;
  payment.allocated = allocated;
  payment.credited = credited;
  payment.reference = "Check 77";
  payment.taken_by_name = a_rep().name;
  payment.taken_on = test_today;
  return payment;
}

}  // namespace

TEST_CASE("payments are listed with customer, order, method and what became of them") {
  const auto database = a_database();
  const auto tx = need(database->begin());
  need(save_account(*tx, a_company_account()));
  need(save_order(*tx, a_placed_order(1)));
  need(save_payment(*tx, a_payment(1, usd(6000), usd(4000))));
  Payment refunded = a_payment(2, usd(0), usd(0));
  refunded.amount = usd(500);
  refunded.standing = PaymentStanding::refunded;
  need(save_payment(*tx, refunded));

  ModelContext context;
  context.marks[id_of<PaymentId>(1).text()] = SyncMark::queued;
  const auto model = need(load_payment_list(*tx, context, {.order_id = an_order_id(1)}));

  REQUIRE(model.rows.size() == 2);
  CHECK(model.rows[0].outcome == "refunded");
  CHECK_FALSE(model.rows[0].mark);
  CHECK(model.rows[1].customer == "Alfreds Futterkiste");
  CHECK(model.rows[1].order == "1001");
  CHECK(model.rows[1].method == "check");
  CHECK(model.rows[1].outcome == "60.00 paid, 40.00 credit");
  CHECK(model.rows[1].mark == SyncMark::queued);
  CHECK(model.sum == usd(10000));
  CHECK(need(load_payment_list(*tx, context, {.text = "nothing"})).rows.empty());
}

TEST_CASE("a sum is shown only while all payments are of one currency") {
  const auto database = a_database();
  const auto tx = need(database->begin());
  Payment euros = a_payment(1, eur(100), eur(0));
  need(save_payment(*tx, euros));
  need(save_payment(*tx, a_payment(2, usd(100), usd(0))));
  CHECK_FALSE(need(load_payment_list(*tx, {}, {})).sum);
  CHECK(outcome_of(euros) == "paid");
  CHECK(outcome_of(a_payment(3, usd(0), usd(1))) == "credit");
}

}  // namespace satchel::web::payment_model_test
