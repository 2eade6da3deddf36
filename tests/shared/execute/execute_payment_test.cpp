// Payments through execute, on the server and on a device: invoice, order and credit together.
#include <doctest/doctest.h>

#include "shared/execute/execute.h"
#include "shared/execute/order_money.h"
#include "shared/execute/post_invoice.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/credit_store.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"
#include "shared/store/payment_store.h"
#include "tests/support/books.h"
#include "tests/support/dump.h"

namespace satchel::execute_payment_test {
namespace {

// Three coffees, and support for nine of November's thirty days.
const Money due_now = usd(3'297 + 1'470);

struct Fixture {
  std::unique_ptr<Database> database = a_database();
  std::unique_ptr<Transaction> tx = need(database->begin());
  Side side = Side::server;
  Order order = a_placed_order();

  Fixture() {
    need(save_organisation(*tx, an_organisation()));
    need(save_price_book(*tx, a_price_book()));
    Account account = a_company_account();
    account.number = 1001;
    account.version = 1;
    need(save_account(*tx, account));
  }

  /// Stores order 1 in this lifecycle, due now, with its draft invoice on the server.
  void place(OrderLifecycle lifecycle = OrderLifecycle::pending) {
    order.document.payment_method = PaymentMethod::bank_transfer;
    order.lifecycle = lifecycle;
    order.due = due_now;
    order.paid = usd(0);
    order.payment = PaymentState::unpaid;
    order.version = 1;
    need(save_order(*tx, order));
    if (side == Side::server) need(open_order_invoice(*tx, a_company_account(), order));
  }

  RecordPayment cash(Money amount, int number = 1) {
    RecordPayment command;
    command.payment.id = id_of<PaymentId>(number);
    command.payment.account_id = a_company_account().id;
    command.payment.order_id = order.id;
    command.payment.method = PaymentMethod::cash;
    command.payment.amount = amount;
    command.payment.taken_on = test_today;
    return command;
  }

  Decision<Touched> act(const Command& command, const Actor& actor = an_admin()) {
    return need(execute(*tx, {side, actor, test_now, test_today}, command));
  }

  Order stored() { return *need(find_order(*tx, order.id)); }
  Payment payment(int number = 1) { return *need(find_payment(*tx, id_of<PaymentId>(number))); }
  Money credit() { return need(find_account(*tx, a_company_account().id))->credit; }
};

bool touches(const Touched& touched, AggregateKind kind) {
  for (const AggregateRef& ref : touched) {
    if (ref.kind == kind) return true;
  }
  return false;
}

}  // namespace

TEST_SUITE("RecordPayment on the server") {
  TEST_CASE_FIXTURE(Fixture, "A10: a payment posts the order's invoice and pays it") {
    place();
    const auto touched = act(cash(due_now), a_rep());

    REQUIRE(touched);
    CHECK(touched->front() == AggregateRef{AggregateKind::payment, payment().id.text()});
    CHECK(touches(*touched, AggregateKind::invoice));
    CHECK(touches(*touched, AggregateKind::order));
    CHECK(stored().payment == PaymentState::paid);
    CHECK(stored().paid == due_now);
    CHECK(stored().lifecycle == OrderLifecycle::pending);
    CHECK(stored().version == 2);
    const Invoice invoice = *need(find_order_invoice(*tx, order.id));
    CHECK(invoice.state == InvoiceState::posted);
    CHECK(invoice.number == 1001);
    CHECK(invoice.paid == due_now);
    CHECK(balance_of(invoice) == usd(0));
    CHECK(payment().version == 1);
    CHECK(credit() == usd(0));
    check_books(*tx);
  }

  TEST_CASE_FIXTURE(Fixture, "a part pays a part, and what is too much is credit") {
    place();
    REQUIRE(act(cash(usd(1'000), 1)));
    CHECK(stored().payment == PaymentState::partial);
    CHECK(stored().paid == usd(1'000));
    REQUIRE(act(cash(due_now, 2)));
    CHECK(stored().payment == PaymentState::paid);
    CHECK(stored().paid == due_now);
    CHECK(credit() == usd(1'000));
    CHECK(payment(2).credited == usd(1'000));
    REQUIRE(act(cash(usd(500), 3)));
    CHECK(credit() == usd(1'500));
    CHECK(stored().paid == due_now);
    check_books(*tx);
  }

  TEST_CASE_FIXTURE(Fixture, "money for a closed or missing order is credit, the order unchanged") {
    for (const auto lifecycle :
         {OrderLifecycle::cancelled, OrderLifecycle::denied, OrderLifecycle::fraud}) {
      CAPTURE(to_text(lifecycle));
      place(lifecycle);
      const Order before = stored();
      const int number = 10 + static_cast<int>(lifecycle);
      REQUIRE(act(cash(due_now, number)));
      CHECK(stored() == before);
      CHECK(payment(number).credited == due_now);
    }
    RecordPayment missing = cash(usd(700), 20);
    missing.payment.order_id = an_order_id(99);
    REQUIRE(act(missing));
    CHECK(credit() == usd(3 * due_now.minor + 700));
    check_books(*tx);
  }

  TEST_CASE_FIXTURE(Fixture, "the same payment twice has one effect; another content is refused") {
    place();
    REQUIRE(act(cash(due_now)));
    const std::string before = dump(*tx);
    REQUIRE(act(cash(due_now)));
    CHECK(dump(*tx) == before);
    const auto refused = act(cash(usd(1)));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason == Reason::payment_exists);
    CHECK(dump(*tx) == before);
  }

  TEST_CASE_FIXTURE(Fixture, "a payment names an invoice: that one is paid, and no other's") {
    place();
    need(post_order_invoice(*tx, order, test_today));
    RecordPayment named = cash(usd(100));
    named.payment.order_id = OrderId();
    named.payment.invoice_id = need(find_order_invoice(*tx, order.id))->id;
    REQUIRE(act(named));
    CHECK(stored().paid == usd(100));
    RecordPayment foreign = cash(usd(100), 2);
    foreign.payment.invoice_id = id_of<InvoiceId>(999);
    REQUIRE(act(foreign));
    CHECK(credit() == usd(100));
    check_books(*tx);
  }
}

TEST_SUITE("RefundPayment") {
  TEST_CASE_FIXTURE(Fixture, "a refund takes invoice, order and credit back") {
    place();
    REQUIRE(act(cash(due_now + usd(300))));
    REQUIRE(act(RefundPayment{payment().id, "Paid twice"}));

    CHECK(payment().standing == PaymentStanding::refunded);
    CHECK(stored().payment == PaymentState::refunded);
    CHECK(stored().paid == usd(0));
    CHECK(stored().history.back().action == OrderAction::refunded);
    CHECK(balance_of(*need(find_order_invoice(*tx, order.id))) == due_now);
    CHECK(credit() == usd(0));
    CHECK(need(load_credit_entries(*tx, a_company_account().id)).size() == 2);
    check_books(*tx);
    CHECK(act(RefundPayment{payment().id, "x"}).error().reason == Reason::payment_refunded);
  }

  TEST_CASE_FIXTURE(Fixture, "a rep is refused, and so is every device") {
    place();
    REQUIRE(act(cash(due_now)));
    const RefundPayment refund{payment().id, "x"};
    CHECK(act(refund, a_rep()).error().reason == Reason::role_not_allowed);
    side = Side::device;
    CHECK(act(refund).error().reason == Reason::role_not_allowed);
  }
}

TEST_SUITE("RecordPayment on a device") {
  TEST_CASE_FIXTURE(Fixture,
                    "O11: the order shows what was taken at the door, without an invoice") {
    side = Side::device;
    place();
    const std::int64_t version = stored().version;
    REQUIRE(act(cash(usd(1'000)), a_rep()));
    CHECK(stored().payment == PaymentState::partial);
    CHECK(stored().paid == usd(1'000));
    CHECK(stored().version == version);
    CHECK(payment().version == 0);
    CHECK(payment().taken_by_name == a_rep().name);
    CHECK(need(load_order_invoices(*tx, order.id)).empty());
    CHECK(credit() == usd(0));
  }

  TEST_CASE_FIXTURE(Fixture, "truth over the order does not lose a payment that was not sent") {
    side = Side::device;
    place();
    REQUIRE(act(cash(usd(1'000)), a_rep()));
    place();  // The truth as it was before.
    CHECK(stored().paid == usd(0));
    REQUIRE(act(cash(usd(1'000)), a_rep()));
    CHECK(stored().paid == usd(1'000));
    REQUIRE(act(cash(usd(1'000)), a_rep()));
    CHECK(stored().paid == usd(1'000));
  }
}

TEST_SUITE("RecordPayment on a device after the server's truth") {
  TEST_CASE_FIXTURE(Fixture, "O11: what is taken adds to what account credit paid of the order") {
    place();
    Invoice invoice = *need(find_order_invoice(*tx, order.id));
    need(post_order_invoice(*tx, order, test_today));
    invoice = *need(find_order_invoice(*tx, order.id));
    invoice.paid = usd(1'000);
    need(save_invoice_status(*tx, invoice));
    order.paid = usd(1'000);
    order.payment = PaymentState::partial;
    need(save_order(*tx, order));
    side = Side::device;

    REQUIRE(act(cash(usd(500)), a_rep()));

    CHECK(stored().paid == usd(1'500));
    CHECK(stored().payment == PaymentState::partial);
  }
}

TEST_SUITE("the money of an order's transitions") {
  TEST_CASE_FIXTURE(Fixture, "of two payments one is given back: the rest is still owed") {
    place();
    REQUIRE(act(cash(usd(4'000), 1)));
    REQUIRE(act(cash(due_now - usd(4'000), 2)));
    REQUIRE(act(RefundPayment{id_of<PaymentId>(2), "The check bounced"}));

    CHECK(stored().paid == usd(4'000));
    CHECK(stored().payment == PaymentState::partial);
    CHECK(chip_of(stored()).words == "Awaiting payment");
    check_books(*tx);
  }

  TEST_CASE_FIXTURE(Fixture,
                    "an order that is withdrawn after its invoice was posted is billed anew") {
    OrderDocument document = a_document(an_order_id());
    document.payment_method = PaymentMethod::bank_transfer;
    Organisation organisation = an_organisation();
    organisation.settings.payment_options = {{PaymentMethod::bank_transfer}};
    need(save_organisation(*tx, organisation));
    const PlaceOrder placing = place_order_of(an_order_id(), document);
    REQUIRE(act(placing, a_rep()));
    REQUIRE(act(cash(due_now)));
    REQUIRE(act(RefundPayment{payment().id, "Not his"}));
    REQUIRE(act(WithdrawOrder{order.id}, a_rep()));

    REQUIRE(act(placing, a_rep()));

    CHECK(need(find_order_invoice(*tx, order.id))->state == InvoiceState::draft);
    CHECK(need(find_order_invoice(*tx, order.id))->total == due_now);
    CHECK(stored().payment == PaymentState::unpaid);
    check_books(*tx);
  }

  TEST_CASE_FIXTURE(Fixture, "A8: a deleted order leaves its tombstone and never comes back") {
    place(OrderLifecycle::cancelled);
    REQUIRE(act(DeleteOrder{order.id, std::to_string(order.number), "Entered twice"}));

    const auto tombstone = need(find_tombstone(*tx, order.id));
    REQUIRE(tombstone);
    CHECK(tombstone->number == order.number);
    CHECK(tombstone->reason == "Entered twice");
    CHECK(tombstone->deleted_by == an_admin().name);
    CHECK(act(a_save_draft(), a_rep()).error().reason == Reason::order_not_found);
    CHECK(act(a_place_order(), a_rep()).error().reason == Reason::order_not_found);
  }

  TEST_CASE_FIXTURE(Fixture, "placing opens the draft, accepting posts it, cancelling gives back") {
    OrderDocument document = a_document(an_order_id());
    document.payment_method = PaymentMethod::bank_transfer;
    Organisation organisation = an_organisation();
    organisation.settings.payment_options = {{PaymentMethod::bank_transfer}};
    need(save_organisation(*tx, organisation));
    REQUIRE(act(place_order_of(an_order_id(), document), a_rep()));
    CHECK(need(find_order_invoice(*tx, order.id))->state == InvoiceState::draft);
    CHECK(stored().due == due_now);
    CHECK(stored().payment == PaymentState::unpaid);

    REQUIRE(act(AcceptOrder{order.id, {}}));
    CHECK(need(find_order_invoice(*tx, order.id))->state == InvoiceState::posted);
    REQUIRE(act(cash(due_now)));
    CHECK(stored().payment == PaymentState::paid);
    REQUIRE(act(CompleteOrder{order.id}));
    CHECK(need(load_order_subscriptions(*tx, order.id)).size() == 1);
    REQUIRE(act(CancelOrder{order.id, "Moved away"}));
    CHECK(stored().payment == PaymentState::refunded);
    CHECK(credit() == due_now);
    CHECK(need(load_order_subscriptions(*tx, order.id))[0].state == SubscriptionState::ended);
    check_books(*tx);
  }

  TEST_CASE_FIXTURE(Fixture, "S8: fraud puts the bill cycle's invoices of its items on hold too") {
    // Two orders on one invoice of the bill cycle.
    std::vector<BillableCharge> charges;
    for (const int number : {1, 2}) {
      Order completed = a_completed_order(number);
      completed.version = 1;
      need(save_order(*tx, completed));
      for (BillableCharge& charge : billable_charges_of(completed)) charges.push_back(charge);
    }
    const Invoice draft =
        **plan_bill({a_company_account(), charges, {}}, date(2026, 12, 1), id_of<InvoiceId>(1));
    need(save_draft_invoice(*tx, draft));
    need(post_invoices(*tx, {draft}, test_today));
    const auto on_hold = [&] { return need(find_invoice(*tx, draft.id))->on_hold; };

    REQUIRE(act(MarkFraud{an_order_id(1), "Stolen card"}));
    CHECK(on_hold());
    REQUIRE(act(MarkFraud{an_order_id(2), "The same man"}));
    REQUIRE(act(ResetOrder{an_order_id(1), "It was his own"}));
    CHECK(on_hold());
    REQUIRE(act(ResetOrder{an_order_id(2), "He called"}));
    CHECK_FALSE(on_hold());
    check_books(*tx);
  }

  TEST_CASE_FIXTURE(Fixture,
                    "A8: deleting a fraud order voids its bills, and frees those of others") {
    Invoice alone;
    Invoice shared;
    std::vector<BillableCharge> both;
    for (const int number : {1, 2}) {
      Order completed = a_completed_order(number);
      completed.version = 1;
      need(save_order(*tx, completed));
      for (BillableCharge& charge : billable_charges_of(completed)) both.push_back(charge);
    }
    shared = **plan_bill({a_company_account(), both, {}}, date(2026, 12, 1), id_of<InvoiceId>(1));
    need(save_draft_invoice(*tx, shared));
    need(post_invoices(*tx, {shared}, test_today));
    const std::vector<BillableCharge> first(both.begin(), both.begin() + both.size() / 2);
    BillFacts next{a_company_account(), first, {}};
    for (const InvoiceLine& line : shared.lines)
      next.slots.push_back({line.charge_id, line.period});
    alone = **plan_bill(next, date(2027, 1, 1), id_of<InvoiceId>(2));
    need(save_draft_invoice(*tx, alone));
    need(post_invoices(*tx, {alone}, test_today));
    REQUIRE(act(MarkFraud{an_order_id(1), "Stolen card"}));
    CHECK(need(find_invoice(*tx, shared.id))->on_hold);
    CHECK(need(find_invoice(*tx, alone.id))->on_hold);

    const std::string number = std::to_string(need(find_order(*tx, an_order_id(1)))->number);
    REQUIRE(act(DeleteOrder{an_order_id(1), number, "A fraud"}));

    CHECK_FALSE(need(find_invoice(*tx, shared.id))->on_hold);
    CHECK(need(find_invoice(*tx, shared.id))->state == InvoiceState::posted);
    CHECK(need(find_invoice(*tx, alone.id))->state == InvoiceState::voided);
    check_books(*tx);
  }

  TEST_CASE_FIXTURE(Fixture, "A7: fraud puts the posted invoice on hold; set back, it is unpaid") {
    place();
    need(post_order_invoice(*tx, order, test_today));
    REQUIRE(act(MarkFraud{order.id, "Stolen card"}));
    CHECK(need(find_order_invoice(*tx, order.id))->on_hold);
    REQUIRE(act(ResetOrder{order.id, "It was his own"}));
    const Invoice invoice = *need(find_order_invoice(*tx, order.id));
    CHECK_FALSE(invoice.on_hold);
    CHECK(balance_of(invoice) == due_now);
    CHECK(stored().payment == PaymentState::unpaid);
    REQUIRE(act(cash(due_now)));
    CHECK(stored().payment == PaymentState::paid);
    check_books(*tx);
  }
}

}  // namespace satchel::execute_payment_test
