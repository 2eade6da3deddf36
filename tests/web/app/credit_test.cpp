// The account's credit in the back office: where it stands, and how it pays an older invoice.
#include <doctest/doctest.h>

#include "shared/wire/aggregate_wire.h"
#include "tests/web/app/test_office.h"

namespace satchel::web::credit_test {
namespace {

/// An open invoice of 47.67 of an account with credit.
struct CreditOffice {
  TestOffice office;
  TestApp& app = office.app;

  explicit CreditOffice(Money credit, satchel::Role role = satchel::Role::accountant)
      : office(1280, 800, role) {
    OrderDocument document = a_document(an_order_id(5));
    document.payment_method = PaymentMethod::bank_transfer;
    app.server.act(a_rep(), place_order_of(an_order_id(5), document));
    app.server.act(an_admin(), AcceptOrder{an_order_id(5), {}});
    RecordPayment cash;
    cash.payment.id = id_of<PaymentId>(1);
    cash.payment.account_id = a_company_account().id;
    cash.payment.method = PaymentMethod::cash;
    cash.payment.amount = credit;
    cash.payment.taken_on = test_today;
    app.server.act(an_admin(), cash);
    app.go_online();
    app.open("/invoices");
    app.press("1001");
    // The money went to the oldest invoice; it was not meant for it.
    app.server.act(an_admin(), UndoAllocation{cash.payment.id, invoice_id(), "Not meant for it"});
    app.go_online();
    app.acts.clear();
  }

  InvoiceId invoice_id() const {
    const std::string route = app.host.route;
    return InvoiceId::parse(route.substr(route.rfind('/') + 1)).value_or(InvoiceId());
  }

  /// Lets the server do what it is asked, and answer with the invoice as it is then.
  void let_server_pay(Invoice invoice, Money paid) {
    const UseCredit use{a_company_account().id, invoice_id()};
    app.server.act(an_admin(), use);
    invoice.id = use.invoice_id;
    invoice.paid = paid;
    app.replies[path()] = {200, to_json(invoice)};
  }

  static std::string path() {
    return "/v1/accounts/" + a_company_account().id.text() + "/credit/use";
  }
};

Invoice an_answer() {
  Invoice invoice;
  invoice.number = 1001;
  invoice.state = InvoiceState::posted;
  invoice.account_id = a_company_account().id;
  invoice.account_number = 1001;
  invoice.total = usd(4767);
  return invoice;
}

TEST_SUITE_BEGIN("credit");

TEST_CASE("A10: an accountant pays an older invoice out of credit; the question says the amount") {
  CreditOffice desk(usd(6000));
  desk.app.press("Use credit of 60.00 USD");
  CHECK(desk.app.ui.find(Role::dialog, "Pay from the account's credit?") != nullptr);
  CHECK(desk.app.ui.shows("Invoice 1001 to Alfreds Futterkiste"));
  CHECK(desk.app.acts.empty());
  desk.let_server_pay(an_answer(), usd(4767));
  desk.app.press("Use 47.67 USD");
  desk.app.answer_all();

  // The second asks where the credit came from.
  REQUIRE(desk.app.acts.size() == 2);
  CHECK(desk.app.acts[1].path.ends_with("/credit"));
  CHECK(desk.app.acts[0].path == CreditOffice::path());
  CHECK(desk.app.acts[0].body == R"({"invoice_id":")" + desk.invoice_id().text() + R"("})");
  CHECK_FALSE(desk.app.acts[0].idempotency_key.empty());
  CHECK(desk.app.ui.shows("Invoice 1001 is paid"));
  CHECK(desk.app.ui.shows("Balance due"));
  CHECK(desk.app.ui.find_containing(Role::button, "Use credit") == nullptr);
  CHECK(desk.app.ui.find(Role::button, "Record payment") == nullptr);
}

TEST_CASE("A10: credit that does not suffice pays its part, and says what stays open") {
  CreditOffice desk(usd(1000));
  desk.app.press("Use credit of 10.00 USD");
  CHECK(desk.app.ui.shows("37.67 USD"));
  desk.let_server_pay(an_answer(), usd(1000));
  desk.app.press("Use 10.00 USD");
  desk.app.answer_all();
  CHECK(desk.app.ui.shows("Invoice 1001: 37.67 USD stays open"));
}

TEST_CASE("A10: credit that is refused or cannot be asked for says why") {
  CreditOffice desk(usd(6000));
  const Problem refused{.type = "credit-missing",
                        .title = "Refused",
                        .status = 409,
                        .detail = "There is nothing to pay, or no credit to pay it with."};
  desk.app.replies[CreditOffice::path()] = {409, encode(refused)};
  desk.app.press("Use credit of 60.00 USD");
  desk.app.press("Use 47.67 USD");
  desk.app.answer_all();
  CHECK(desk.app.ui.find_containing(Role::alert, "no credit to pay it with") != nullptr);

  desk.app.go_offline();
  const Node* button = desk.app.ui.find(Role::button, "Use credit of 60.00 USD");
  REQUIRE(button != nullptr);
  CHECK(button->disabled);
  CHECK(button->description == "You are offline. This needs the server.");
}

TEST_CASE("A10: a clerk is not offered to use credit; who may finds it with the payments, too") {
  {
    CreditOffice clerk(usd(6000), satchel::Role::clerk);
    CHECK(clerk.app.ui.find(Role::button, "Record payment") != nullptr);
    CHECK(clerk.app.ui.find_containing(Role::button, "Use credit") == nullptr);
  }

  CreditOffice desk(usd(6000));
  desk.app.open("/customers/" + a_company_account().id.text());
  desk.app.press("Payments 1");
  CHECK(desk.app.ui.shows("Credit 60.00 USD"));
  desk.app.press("Invoice 1001 is open with 47.67 USD");
  CHECK(desk.app.host.route.starts_with("/invoices/"));
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::credit_test
