// Account credit: it pays invoices when they are posted, comes back from them, and adds up.
#include "shared/execute/account_credit.h"

#include <doctest/doctest.h>

#include "shared/execute/order_money.h"
#include "shared/execute/post_invoice.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/credit_store.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"
#include "tests/support/books.h"

namespace satchel::account_credit_test {
namespace {

// Three coffees, and support for nine of November's thirty days.
const Money due_now = usd(3'297 + 1'470);

struct CreditDesk {
  std::unique_ptr<Database> database = a_database();
  std::unique_ptr<Transaction> tx = need(database->begin());

  explicit CreditDesk(CancelPolicy policy = CancelPolicy::credit) {
    Organisation organisation = an_organisation();
    organisation.settings.cancel_policy = policy;
    need(save_organisation(*tx, organisation));
    need(save_price_book(*tx, a_price_book()));
    Account account = a_company_account();
    account.number = 1001;
    account.version = 1;
    need(save_account(*tx, account));
  }

  Decision<Touched> act(const Command& command, const Actor& actor = an_admin()) {
    const auto decided = need(execute(*tx, {Side::server, actor, test_now, test_today}, command));
    check_books(*tx);
    return decided;
  }

  RecordPayment cash(Money amount, int number, const OrderId& order = OrderId()) {
    RecordPayment command;
    command.payment.id = id_of<PaymentId>(number);
    command.payment.account_id = a_company_account().id;
    command.payment.order_id = order;
    command.payment.method = PaymentMethod::cash;
    command.payment.amount = amount;
    command.payment.taken_on = test_today;
    return command;
  }

  void place(int number) {
    OrderDocument document = a_document(an_order_id(number));
    document.payment_method = PaymentMethod::bank_transfer;
    REQUIRE(act(place_order_of(an_order_id(number), document), a_rep()));
  }

  /// An order whose prices the server had to change: the customer has to sign again.
  void place_amended() {
    PriceBook ended = a_price_book();
    ended.valid_until = add_days(test_today, -60);
    PriceBook current = a_price_book();
    current.version = 2;
    current.valid_from = add_days(test_today, -59);
    current.products[0].plans[0].charges[0].prices[0].amount = dec("12.00");
    need(save_price_book(*tx, ended));
    need(save_price_book(*tx, current));
    place(1);
    REQUIRE(order(1).consent == Consent::required);
  }

  void accept(int number) { REQUIRE(act(AcceptOrder{an_order_id(number), {}})); }

  Order order(int number) { return *need(find_order(*tx, an_order_id(number))); }
  Invoice invoice(int number) { return *need(find_order_invoice(*tx, an_order_id(number))); }
  Money credit() { return need(find_account(*tx, a_company_account().id))->credit; }
  std::vector<CreditEntry> entries() {
    return need(load_credit_entries(*tx, a_company_account().id));
  }
};

}  // namespace

TEST_SUITE("account credit") {
  TEST_CASE("credit pays an invoice when it is posted, and the order says so") {
    CreditDesk desk;
    REQUIRE(desk.act(desk.cash(usd(5'000), 1)));
    desk.place(1);
    CHECK(desk.credit() == usd(5'000));
    desk.accept(1);

    CHECK(desk.invoice(1).paid == due_now);
    CHECK(desk.credit() == usd(5'000) - due_now);
    CHECK(desk.order(1).payment == PaymentState::paid);
    CHECK(desk.order(1).paid == due_now);
    const auto history = desk.order(1).history;
    REQUIRE(history.size() > 2);
    CHECK(history[history.size() - 2].action == OrderAction::paid);
    CHECK(history[history.size() - 2].reason == "47.67 USD, account credit");
    CHECK(history.back().action == OrderAction::verified);
    REQUIRE(desk.entries().size() == 2);
    CHECK(desk.entries()[0].kind == CreditKind::applied);
    CHECK(desk.entries()[0].invoice_id == desk.invoice(1).id);
    CHECK(desk.entries()[0].amount == usd(0) - due_now);
    CHECK(desk.entries()[1].kind == CreditKind::overpaid);
  }

  TEST_CASE("the oldest credit goes first, and the next where it does not suffice") {
    CreditDesk desk;
    REQUIRE(desk.act(desk.cash(usd(2'000), 1)));
    REQUIRE(desk.act(desk.cash(usd(4'000), 2)));
    desk.place(1);
    desk.accept(1);

    const auto parts = need(load_credit_of_invoice(*desk.tx, desk.invoice(1).id));
    REQUIRE(parts.size() == 2);
    CHECK(parts[0].payment_id == id_of<PaymentId>(1));
    CHECK(parts[0].amount == usd(2'000));
    CHECK(parts[1].amount == due_now - usd(2'000));
    CHECK(desk.credit() == usd(6'000) - due_now);
  }

  TEST_CASE("credit comes before a payment: what is then too much is credit again") {
    CreditDesk desk;
    REQUIRE(desk.act(desk.cash(usd(1'000), 1)));
    desk.place(1);
    REQUIRE(desk.act(desk.cash(due_now, 2, an_order_id(1))));

    CHECK(desk.order(1).payment == PaymentState::paid);
    CHECK(desk.order(1).paid == due_now);
    CHECK(desk.credit() == usd(1'000));
    const auto parts = need(load_credit_of_invoice(*desk.tx, desk.invoice(1).id));
    REQUIRE(parts.size() == 1);
    CHECK(parts[0].payment_id == id_of<PaymentId>(1));
  }

  TEST_CASE("where credit leaves nothing to pay, a payment posts the invoice all the same") {
    CreditDesk desk;
    REQUIRE(desk.act(desk.cash(due_now, 1)));
    desk.place(1);
    REQUIRE(desk.act(desk.cash(usd(100), 2, an_order_id(1))));

    CHECK(desk.invoice(1).state == InvoiceState::posted);
    CHECK(desk.order(1).payment == PaymentState::paid);
    CHECK(desk.credit() == usd(100));
  }

  TEST_CASE("a cancelled order gives the credit back that paid it, also under a refund policy") {
    for (const CancelPolicy policy : {CancelPolicy::credit, CancelPolicy::refund}) {
      CreditDesk desk(policy);
      REQUIRE(desk.act(desk.cash(usd(1'000), 1)));
      desk.place(1);
      REQUIRE(desk.act(desk.cash(due_now - usd(1'000), 2, an_order_id(1))));
      CHECK(desk.credit() == usd(0));
      REQUIRE(desk.act(CancelOrder{an_order_id(1), "Moved away"}));

      CHECK(desk.credit() == (policy == CancelPolicy::credit ? due_now : usd(1'000)));
      CHECK(desk.order(1).payment == PaymentState::refunded);
    }
  }

  TEST_CASE("a payment is given back though its credit paid an invoice: that is owed again") {
    CreditDesk desk;
    desk.place(1);
    REQUIRE(desk.act(desk.cash(due_now + usd(1'000), 1, an_order_id(1))));
    desk.place(2);
    desk.accept(2);
    CHECK(desk.order(2).paid == usd(1'000));
    REQUIRE(desk.act(RefundPayment{id_of<PaymentId>(1), "The check bounced"}));

    CHECK(desk.credit() == usd(0));
    CHECK(balance_of(desk.invoice(1)) == due_now);
    CHECK(balance_of(desk.invoice(2)) == due_now);
    CHECK(desk.order(2).paid == usd(0));
    CHECK(desk.order(2).payment == PaymentState::refunded);
  }

  TEST_CASE("a bill cycle's invoice is paid by credit when it is posted") {
    CreditDesk desk;
    REQUIRE(desk.act(desk.cash(usd(1'000), 1)));
    const Account account = *need(find_account(*desk.tx, a_company_account().id));
    const BillFacts facts{account, billable_charges_of(a_completed_order()), {}};
    const Invoice draft = **plan_bill(facts, date(2026, 12, 1), id_of<InvoiceId>(1));
    need(save_draft_invoice(*desk.tx, draft));
    const auto posted = need(post_invoices(*desk.tx, {draft}, test_today));

    CHECK(posted.front().paid == usd(1'000));
    CHECK(need(find_invoice(*desk.tx, draft.id)) == posted.front());
    CHECK(touched_by(posted.front()).size() == 2);
    CHECK(desk.credit() == usd(0));
    check_books(*desk.tx);
  }
}

TEST_SUITE("UseCredit") {
  TEST_CASE("the office pays a posted invoice out of credit that came later") {
    CreditDesk desk;
    desk.place(1);
    desk.accept(1);
    REQUIRE(desk.act(desk.cash(usd(1'000), 1)));
    const UseCredit use{a_company_account().id, desk.invoice(1).id};
    REQUIRE(desk.act(UndoAllocation{id_of<PaymentId>(1), use.invoice_id, "Not meant for it"}));
    CHECK(desk.order(1).payment == PaymentState::unpaid);
    const auto touched = desk.act(use);

    REQUIRE(touched);
    CHECK(touched->front() == AggregateRef{AggregateKind::account, use.account_id.text()});
    CHECK(desk.invoice(1).paid == usd(1'000));
    CHECK(desk.order(1).paid == usd(1'000));
    CHECK(desk.order(1).payment == PaymentState::partial);
    CHECK(desk.credit() == usd(0));
    CHECK(desk.act(use).error().reason == Reason::credit_missing);
  }

  TEST_CASE("a rep, a draft, a foreign invoice and one on hold are refused") {
    CreditDesk desk;
    desk.place(1);
    REQUIRE(desk.act(desk.cash(usd(1'000), 1)));
    UseCredit use{a_company_account().id, desk.invoice(1).id};
    CHECK(desk.act(use).error().reason == Reason::invoice_not_found);
    desk.place(2);
    desk.accept(2);
    use.invoice_id = desk.invoice(2).id;
    CHECK(desk.act(use, a_rep()).error().reason == Reason::role_not_allowed);
    need(save_account(*desk.tx, a_company_account(3)));
    CHECK(desk.act(UseCredit{a_company_account(3).id, use.invoice_id}).error().reason ==
          Reason::invoice_not_found);
    REQUIRE(desk.act(MarkFraud{an_order_id(2), "Stolen card"}));
    REQUIRE(desk.act(desk.cash(usd(1'000), 2)));
    CHECK(desk.act(use).error().reason == Reason::credit_missing);
    CHECK(desk.credit() == usd(1'000));
  }

  TEST_CASE("O15: what was paid of an order whose approval is refused pays its next version") {
    CreditDesk desk(CancelPolicy::refund);
    Organisation organisation = an_organisation();
    organisation.settings.approval.total_limits = {usd(1'000)};
    organisation.settings.cancel_policy = CancelPolicy::refund;
    need(save_organisation(*desk.tx, organisation));
    desk.place(1);
    REQUIRE(desk.order(1).approval == Approval::required);
    REQUIRE(desk.act(desk.cash(usd(4'000), 1, an_order_id(1))));
    REQUIRE(desk.act(RejectApproval{an_order_id(1), "Too much at once"}));
    const InvoiceId first = desk.invoice(1).id;
    REQUIRE(desk.act(AmendOrder{an_order_id(1)}, a_rep()));

    CHECK(desk.order(1).lifecycle == OrderLifecycle::draft);
    CHECK(desk.order(1).payment == PaymentState::none);
    CHECK(desk.order(1).paid == usd(0));
    CHECK(desk.order(1).history.back().reason == "40.00 USD kept as the account's credit");
    CHECK(desk.credit() == usd(4'000));
    CHECK(need(find_invoice(*desk.tx, first))->credited == due_now);
    CHECK_FALSE(need(find_order_invoice(*desk.tx, an_order_id(1))));

    desk.place(1);
    REQUIRE(desk.act(ApproveOrder{an_order_id(1), ""}));
    desk.accept(1);
    CHECK(desk.invoice(1).total == due_now);
    CHECK(desk.order(1).paid == usd(4'000));
    CHECK(desk.order(1).payment == PaymentState::partial);
    CHECK(desk.credit() == usd(0));
  }
}

TEST_SUITE("payments while the customer has to agree") {
  TEST_CASE("money waits as credit and pays the order once the customer agrees") {
    CreditDesk desk;
    desk.place_amended();
    REQUIRE(desk.act(desk.cash(usd(4'000), 1, an_order_id(1))));
    CHECK(desk.credit() == usd(4'000));
    CHECK(desk.invoice(1).state == InvoiceState::draft);
    CHECK(desk.order(1).payment == PaymentState::unpaid);

    REQUIRE(desk.act(ConsentOrder{an_order_id(1), desk.order(1).document_digest, "Maria", ""},
                     a_rep()));

    CHECK(desk.invoice(1).state == InvoiceState::posted);
    CHECK(desk.order(1).paid == usd(4'000));
    CHECK(desk.order(1).payment == PaymentState::partial);
    CHECK(desk.credit() == usd(0));
  }

  TEST_CASE("money that waits for an agreement pays no other invoice; declined, it is credit") {
    CreditDesk desk;
    desk.place_amended();
    REQUIRE(desk.act(desk.cash(usd(4'000), 1, an_order_id(1))));
    CHECK(need(load_free_credit(*desk.tx, a_company_account().id)).empty());
    REQUIRE(desk.act(DeclineOrder{an_order_id(1), "Too dear"}, a_rep()));

    CHECK(desk.credit() == usd(4'000));
    CHECK(need(load_free_credit(*desk.tx, a_company_account().id)).size() == 1);
    CHECK(desk.order(1).paid == usd(0));
  }

  TEST_CASE("agreed without money, the invoice stays a draft until the order is accepted") {
    CreditDesk desk;
    desk.place_amended();
    REQUIRE(desk.act(ConsentOrder{an_order_id(1), desk.order(1).document_digest, "Maria", ""},
                     a_rep()));
    CHECK(desk.invoice(1).state == InvoiceState::draft);
  }
}

}  // namespace satchel::account_credit_test
