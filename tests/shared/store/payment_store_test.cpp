// Payments and credit entries in the store.
#include "shared/store/payment_store.h"
#include "shared/store/credit_store.h"

#include <doctest/doctest.h>

#include "shared/store/account_store.h"
#include "shared/store/order_store.h"
#include "tests/support/builders.h"

namespace satchel::payment_store_test {
namespace {

Payment a_payment(int number = 1, const Account& account = a_company_account()) {
  Payment payment;
  payment.id = id_of<PaymentId>(number);
  payment.version = 1;
  payment.account_id = account.id;
  payment.order_id = an_order_id(number);
  payment.method = PaymentMethod::check;
  payment.amount = usd(10000);
  payment.reference = "Check " + std::to_string(500 + number);
  payment.taken_on = test_today;
  payment.taken_by = a_rep().user_id;
  payment.taken_by_name = a_rep().name;
  payment.recorded_at = test_now;
  payment.allocated_to = id_of<InvoiceId>(number);
  payment.allocated = usd(7000);
  payment.credited = usd(3000);
  return payment;
}

struct Fixture {
  std::unique_ptr<Database> database = a_database();
  std::unique_ptr<Transaction> tx = need(database->begin());

  std::vector<PaymentId> listed(const PaymentQuery& query) {
    std::vector<PaymentId> ids;
    for (const PaymentRow& row : need(list_payments(*tx, query))) ids.push_back(row.payment.id);
    return ids;
  }
};

using Ids = std::vector<PaymentId>;

}  // namespace

TEST_SUITE("payments in the store") {
  TEST_CASE_FIXTURE(Fixture, "a payment comes back as it was saved, changed and erased") {
    Payment payment = a_payment();
    need(save_payment(*tx, payment));
    CHECK(need(find_payment(*tx, payment.id)) == payment);
    payment.version = 2;
    payment.standing = PaymentStanding::refunded;
    payment.refunded_on = test_today;
    payment.refund_reason = "Wrong customer";
    payment.allocated = payment.credited = usd(0);
    need(save_payment(*tx, payment));
    CHECK(need(find_payment(*tx, payment.id)) == payment);
    need(erase_payment(*tx, payment.id));
    CHECK_FALSE(need(find_payment(*tx, payment.id)));
  }

  TEST_CASE_FIXTURE(Fixture, "an order's payments are found, and what of them is not sent yet") {
    Payment second = a_payment(2);
    second.order_id = an_order_id(1);
    second.version = 0;
    Payment general = a_payment(3);
    general.order_id = OrderId();
    for (const Payment& payment : {a_payment(1), second, general}) need(save_payment(*tx, payment));
    CHECK(need(load_order_payments(*tx, an_order_id(1))) == std::vector{a_payment(1), second});
    CHECK(need(load_unsent_paid(*tx, an_order_id(1), Currency::usd)) == usd(7000));
    CHECK(need(load_order_payments(*tx, OrderId())).empty());
    CHECK(need(load_invoice_payments(*tx, id_of<InvoiceId>(2))) == std::vector{second});
    CHECK(need(load_invoice_payments(*tx, InvoiceId())).empty());
  }

  TEST_CASE_FIXTURE(Fixture, "payments are found by account, order, words and territory") {
    Account eastern = a_company_account(2);
    eastern.company_name = "Östlich & Söhne";
    eastern.number = 1002;
    eastern.territories = {east};
    need(save_account(*tx, a_company_account(1)));
    need(save_account(*tx, eastern));
    need(save_order(*tx, a_placed_order(2, eastern)));
    need(save_payment(*tx, a_payment(1)));
    need(save_payment(*tx, a_payment(2, eastern)));

    CHECK(listed({}) == Ids{a_payment(2).id, a_payment(1).id});
    CHECK(listed({.account_id = eastern.id}) == Ids{a_payment(2).id});
    CHECK(listed({.order_id = an_order_id(1)}) == Ids{a_payment(1).id});
    CHECK(listed({.text = "check 501"}) == Ids{a_payment(1).id});
    CHECK(listed({.text = "ostl"}) == Ids{a_payment(2).id});
    CHECK(listed({.text = "1002"}) == Ids{a_payment(2).id});
    CHECK(listed({.territories = {west}}) == Ids{a_payment(1).id});
    const auto row = need(list_payments(*tx, {.account_id = eastern.id}))[0];
    CHECK(row.account_name == "Östlich & Söhne");
    CHECK(row.account_number == 1002);
    CHECK(row.order_number == 1002);
    CHECK(row.payment == a_payment(2, eastern));
  }

  TEST_CASE_FIXTURE(Fixture, "pages of payments follow each other without gap or overlap") {
    for (int number = 1; number <= 11; ++number) {
      Payment payment = a_payment(number);
      payment.taken_on = date(2026, 11, 1u + static_cast<unsigned>(number) % 2);
      need(save_payment(*tx, payment));
    }
    Ids paged;
    PaymentQuery query{.count_max = 3};
    for (auto page = need(list_payments(*tx, query)); !page.empty();
         page = need(list_payments(*tx, query))) {
      for (const PaymentRow& row : page) paged.push_back(row.payment.id);
      query.after = cursor_of(page.back());
    }
    CHECK(paged == listed({}));
    CHECK(paged.size() == 11);
    query.after = "nonsense";
    CHECK_FALSE(list_payments(*tx, query));
  }

  TEST_CASE_FIXTURE(Fixture, "credit entries are only added, also several of a kind") {
    const CreditEntry over{a_company_account().id, id_of<PaymentId>(1), CreditKind::overpaid,
                           usd(3000), test_today};
    CreditEntry back = over;
    back.kind = CreditKind::refunded;
    back.amount = usd(-3000);
    back.entered_on = add_days(test_today, 1);
    need(add_credit_entry(*tx, over));
    need(add_credit_entry(*tx, back));
    CHECK(need(load_credit_entries(*tx, over.account_id)) == std::vector{back, over});
    need(add_credit_entry(*tx, over));
    CHECK(need(load_credit_entries(*tx, over.account_id)) == std::vector{back, over, over});
    CHECK(need(load_credit_left(*tx, over.payment_id)) == 3000);
  }
}

}  // namespace satchel::payment_store_test
