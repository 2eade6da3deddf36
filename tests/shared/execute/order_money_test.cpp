// The money around an order: its invoice from draft to withdrawal, and its billing's end.
#include "shared/execute/order_money.h"

#include <doctest/doctest.h>

#include "shared/execute/account_credit.h"
#include "shared/execute/post_invoice.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/organisation_store.h"
#include "shared/store/payment_store.h"
#include "tests/support/books.h"
#include "tests/support/dump.h"

namespace satchel::order_money_test {
namespace {

// Three coffees, and support for nine of November's thirty days.
const Money due_now = usd(3'297 + 1'470);
const Date later = date(2026, 12, 9);

Order an_order_on(PaymentMethod method, int number = 1) {
  Order order = a_placed_order(number);
  order.document.payment_method = method;
  return order;
}

struct Fixture {
  std::unique_ptr<Database> database = a_database();
  std::unique_ptr<Transaction> tx = need(database->begin());
  Account account = a_company_account();
  Order order = an_order_on(PaymentMethod::bank_transfer);

  Fixture() { need(save_account(*tx, account)); }

  Invoice invoice() { return *need(find_order_invoice(*tx, order.id)); }

  void open() { CHECK(need(open_order_invoice(*tx, account, order)).empty()); }
  void post() { CHECK(need(post_order_invoice(*tx, order, test_today)).size() == 1); }

  /// Posts the order's invoice and pays `amount` of it; `over` more goes to the credit.
  void pay(Money amount, Money over = usd(0)) {
    open();
    post();
    Invoice posted = invoice();
    Payment payment;
    payment.id = id_of<PaymentId>(1);
    payment.version = 1;
    payment.account_id = account.id;
    payment.order_id = order.id;
    payment.amount = amount + over;
    payment.allocated_to = posted.id;
    payment.allocated = amount;
    payment.credited = over;
    need(save_payment(*tx, payment));
    need(add_ledger_entries(*tx, entries_of(PaymentAllocated{payment, amount, test_today})));
    posted.paid = amount;
    need(save_invoice_status(*tx, posted));
    if (over.minor > 0) {
      need(book_credit(*tx, {account.id, payment.id, CreditKind::overpaid, over, test_today}));
    }
    order.paid = amount;
    order.payment = PaymentState::partial;
    check_books(*tx);
  }

  std::vector<Invoice> all() { return need(load_order_invoices(*tx, order.id)); }
  Money credit() { return need(find_account(*tx, account.id))->credit; }
  Payment payment() { return *need(find_payment(*tx, id_of<PaymentId>(1))); }

  std::int64_t count(std::string_view sql) { return need(tx->query(sql))[0].number(0); }

  std::optional<Invoice> bill(Date through) {
    const Account now = *need(find_account(*tx, account.id));
    return *plan_bill(need(load_bill_facts(*tx, now, through)), through, id_of<InvoiceId>(77));
  }
};

}  // namespace

TEST_SUITE("plan_due_now") {
  TEST_CASE("what is due now is what a bill through the day after the order's date holds") {
    CHECK(*plan_due_now({a_company_account(), TaxTable()}, an_order_on(PaymentMethod::card)) ==
          due_now);
    CHECK(*plan_due_now({a_company_account(), TaxTable()},
                        an_order_on(PaymentMethod::on_account)) == usd(0));
    Order free = an_order_on(PaymentMethod::cash);
    free.document.items[0].charges[0].unit_price = dec("0");
    free.document.items.pop_back();
    CHECK(*plan_due_now({a_company_account(), TaxTable()}, free) == usd(0));
    Order foreign = an_order_on(PaymentMethod::cash);
    foreign.document.currency = Currency::eur;
    CHECK_FALSE(plan_due_now({a_company_account(), TaxTable()}, foreign));
  }
}

TEST_SUITE("open and post an order's invoice") {
  TEST_CASE_FIXTURE(Fixture, "the draft is written once and claims its slots") {
    open();
    open();
    REQUIRE(all().size() == 1);
    CHECK(invoice().state == InvoiceState::draft);
    CHECK(invoice().order_id == order.id);
    CHECK(invoice().total == due_now);
    CHECK(invoice().due_date == order.document.ordered_on);
    CHECK(count("SELECT COUNT(*) FROM charge_slot") == 2);
  }

  TEST_CASE_FIXTURE(Fixture, "an order on account has no invoice of its own") {
    order.document.payment_method = PaymentMethod::on_account;
    open();
    CHECK(all().empty());
    CHECK(need(post_order_invoice(*tx, order, later)).empty());
  }

  TEST_CASE_FIXTURE(Fixture, "posting numbers it, dated and due on the day; again is nothing") {
    open();
    const auto touched = need(post_order_invoice(*tx, order, later));
    CHECK(touched == Touched{{AggregateKind::invoice, invoice().id.text()}});
    CHECK(invoice().number == 1001);
    CHECK(invoice().state == InvoiceState::posted);
    CHECK(invoice().invoice_date == later);
    CHECK(invoice().due_date == later);
    CHECK(need(post_order_invoice(*tx, order, later)).empty());
    check_books(*tx);
  }

  TEST_CASE_FIXTURE(Fixture, "the bill cycle bills the rest, never what the order's invoice has") {
    open();
    post();
    need(begin_order_billing(*tx, order, test_today));
    const auto cycle = bill(date(2026, 12, 1));
    REQUIRE(cycle);
    REQUIRE(cycle->lines.size() == 1);
    CHECK(cycle->lines[0].period == Period{date(2026, 12, 1), date(2027, 1, 1)});
    CHECK(cycle->total == usd(4900));
  }

  TEST_CASE_FIXTURE(Fixture, "a bill cycle day that moves before the order is completed tiles on") {
    unsigned day = 15;
    SUBCASE("to the middle of the month") {}
    SUBCASE("to a day after the order's") { day = 26; }
    open();
    post();
    Account moved = *need(find_account(*tx, order.document.account_id));
    moved.bill_cycle_day = day;
    need(save_account(*tx, moved));
    need(begin_order_billing(*tx, order, test_today));
    const auto cycle = bill(date(2026, 12, 2));
    REQUIRE(cycle);
    REQUIRE(cycle->lines.size() == 1);
    CHECK(cycle->lines[0].period == Period{date(2026, 12, 1), date(2026, 12, day)});
  }
}

TEST_SUITE("withdraw an order's invoice") {
  TEST_CASE_FIXTURE(Fixture, "a draft is removed with its slots, and opens anew") {
    const std::string before = dump(*tx);
    open();
    CHECK(need(withdraw_order_invoice(*tx, order, CancelPolicy::credit, later)).empty());
    CHECK(dump(*tx) == before);
    open();
    CHECK(invoice().total == due_now);
  }

  TEST_CASE_FIXTURE(Fixture, "a posted unpaid one is void and keeps number, content and slots") {
    open();
    post();
    Invoice expected = invoice();
    CHECK(need(withdraw_order_invoice(*tx, order, CancelPolicy::credit, later)).size() == 1);
    expected.state = InvoiceState::voided;
    expected.version += 1;
    CHECK(all() == std::vector{expected});
    CHECK_FALSE(need(find_order_invoice(*tx, order.id)));
    CHECK(count("SELECT COUNT(*) FROM charge_slot") == 2);
    check_books(*tx);
  }

  TEST_CASE_FIXTURE(Fixture, "a paid one gets a credit note, and the money is credit") {
    pay(due_now);
    const auto touched = need(withdraw_order_invoice(*tx, order, CancelPolicy::credit, later));

    CHECK(touched.size() == 4);  // Credit note, invoice, payment, account.
    REQUIRE(all().size() == 2);
    CHECK(credit() == due_now);
    CHECK(payment().standing == PaymentStanding::received);
    CHECK(payment().credited == due_now);
    CHECK(order.paid == usd(0));
    CHECK(order.payment == PaymentState::refunded);
    CHECK(count("SELECT number FROM invoice WHERE kind = 'credit_note'") == 1001);
    check_books(*tx);
  }

  TEST_CASE_FIXTURE(Fixture, "a partly paid one gives back what was paid, as a refund") {
    pay(usd(1000), usd(200));
    need(withdraw_order_invoice(*tx, order, CancelPolicy::refund, later));

    CHECK(payment().standing == PaymentStanding::refunded);
    CHECK(payment().refunded_on == later);
    CHECK(credit() == usd(0));
    check_books(*tx);
  }

  TEST_CASE_FIXTURE(Fixture, "a refund whose credit was used meanwhile stays credit") {
    pay(usd(1000), usd(200));
    Invoice other = invoice();
    other.id = id_of<InvoiceId>(9);
    other.state = InvoiceState::draft;
    for (InvoiceLine& line : other.lines) line.charge_id = BillableChargeId::derive("other", "1");
    other.lines.resize(1);
    other.lines[0].id = id_of<InvoiceLineId>(9);
    other.lines[0].amount = other.net = other.total = usd(150);
    other.lines[0].tax = other.tax = usd(0);
    other.paid = usd(0);
    other.order_id = OrderId();
    need(save_draft_invoice(*tx, other));
    CHECK(need(post_invoices(*tx, {other}, later)).front().paid == usd(150));
    need(withdraw_order_invoice(*tx, order, CancelPolicy::refund, later));

    CHECK(payment().standing == PaymentStanding::received);
    CHECK(payment().credited == usd(1200));
    CHECK(credit() == usd(1050));
    check_books(*tx);
  }

  TEST_CASE_FIXTURE(Fixture, "S8: a fraud order's posted invoice goes on hold and off again") {
    open();
    CHECK(need(hold_order_invoices(*tx, order, true)).empty());
    post();
    CHECK(need(hold_order_invoices(*tx, order, true)).size() == 1);
    CHECK(invoice().on_hold);
    CHECK(invoice().state == InvoiceState::posted);
    CHECK(need(hold_order_invoices(*tx, order, true)).empty());
    CHECK(need(hold_order_invoices(*tx, order, false)).size() == 1);
    CHECK_FALSE(invoice().on_hold);
  }
}

TEST_SUITE("begin and end an order's billing") {
  TEST_CASE_FIXTURE(Fixture, "ending stops subscriptions and charges and raises the account") {
    order.document.payment_method = PaymentMethod::on_account;
    need(begin_order_billing(*tx, order, test_today));
    const auto touched = need(end_order_billing(*tx, order, date(2026, 11, 25)));

    CHECK(touched.size() == 2);
    const auto subscriptions = need(load_order_subscriptions(*tx, order.id));
    REQUIRE(subscriptions.size() == 1);
    CHECK(subscriptions[0].state == SubscriptionState::ended);
    CHECK(subscriptions[0].end == date(2026, 11, 25));
    CHECK(need(find_account(*tx, account.id))->version == account.version + 1);
    const auto rest = bill(date(2026, 12, 1));
    REQUIRE(rest);
    REQUIRE(rest->lines.size() == 1);  // The coffee was not billed and is gone.
    CHECK(rest->lines[0].days_billed == 3);
    CHECK_FALSE(bill(test_today));
  }

  TEST_CASE_FIXTURE(Fixture, "A7: completing again never bills a billed period again") {
    open();
    post();
    need(begin_order_billing(*tx, order, test_today));
    const Invoice december = *bill(date(2026, 12, 1));
    need(save_draft_invoice(*tx, december));
    need(end_order_billing(*tx, order, date(2026, 12, 5)));
    CHECK_FALSE(bill(date(2027, 3, 1)));

    need(begin_order_billing(*tx, order, date(2026, 12, 20)));

    CHECK(need(load_order_subscriptions(*tx, order.id)).size() == 2);
    CHECK_FALSE(bill(date(2026, 12, 31)));
    CHECK_FALSE(bill(date(2027, 1, 1)));
    const auto february = bill(date(2027, 2, 1));
    REQUIRE(february);
    REQUIRE(february->lines.size() == 2);
    CHECK(february->lines[0].period == Period{date(2027, 1, 1), date(2027, 2, 1)});
    need(end_order_billing(*tx, order, date(2027, 1, 2)));
    CHECK(count("SELECT COUNT(*) FROM subscription WHERE state = 'active'") == 0);
  }
}

}  // namespace satchel::order_money_test
