// Acts of the back office on invoices and payments: void, write off, allocate, take off, refund.
#include <doctest/doctest.h>

#include "shared/wire/aggregate_wire.h"
#include "tests/web/app/test_office.h"

namespace satchel::web::invoice_acts_test {
namespace {

const PaymentId transfer = id_of<PaymentId>(1);

/// A row of the log: what the transfer left over, or what an invoice has of it.
std::string entry(std::string_view kind, const std::string& amount, const std::string& invoice) {
  return R"({"payment_id":")" + transfer.text() + R"(","invoice_id":")" + invoice +
         R"(","kind":")" + std::string(kind) + R"(","amount":{"minor":)" + amount +
         R"(,"currency":"USD"},"entered_on":"2026-11-22"})";
}

std::string log_of(const std::vector<std::string>& entries) {
  std::string rows;
  for (const std::string& each : entries) rows += (rows.empty() ? "" : ",") + each;
  return R"({"items":[)" + rows + "]}";
}

/// Orders 5 and 6 with an open invoice of 47.67 each, and an accountant who looks at the first.
struct Books {
  TestOffice office;
  TestApp& app = office.app;

  explicit Books(satchel::Role role = satchel::Role::accountant) : office(1280, 800, role) {
    for (const unsigned number : {5U, 6U}) {
      OrderDocument document = a_document(an_order_id(number));
      document.payment_method = PaymentMethod::bank_transfer;
      app.server.act(a_rep(), place_order_of(an_order_id(number), document));
      app.server.act(an_admin(), AcceptOrder{an_order_id(number), {}});
    }
    app.go_online();
    open("1001");
  }

  void open(const std::string& number) {
    app.open("/invoices");
    app.press(number);
    app.answer_all();
    app.acts.clear();
  }
  InvoiceId shown() const {
    const std::string& route = app.host.route;
    return InvoiceId::parse(route.substr(route.rfind('/') + 1)).value_or(InvoiceId());
  }
  /// Money that pays of the invoices as the server spreads it, the oldest first.
  void pay(Money amount, const std::string& log) {
    app.replies[log_path()] = {200, log};
    RecordPayment record;
    record.payment.id = transfer;
    record.payment.account_id = a_company_account().id;
    record.payment.method = PaymentMethod::bank_transfer;
    record.payment.amount = amount;
    record.payment.taken_on = test_today;
    app.server.act(an_admin(), record);
    app.go_online();
    app.answer_all();
    app.acts.clear();
  }
  static std::string log_path() {
    return "/v1/accounts/" + a_company_account().id.text() + "/credit";
  }
  /// Opens the list of payments with this one beside it.
  void open_payment(const std::string& log) {
    app.replies[log_path()] = {200, log};
    app.open("/payments");
    app.press("22 Nov 2026");
    app.answer_all();
    app.acts.clear();
  }
  void press(std::string_view name) {
    app.press(name);
    app.answer_all();
  }
  const Node* button(std::string_view name) const { return app.ui.find(Role::button, name); }
};

TEST_SUITE_BEGIN("invoice acts");

TEST_CASE("an invoice says where it stands, and what is open") {
  Books books;
  CHECK(books.app.ui.shows("Open"));
  CHECK(books.app.ui.shows("47.67 USD"));
  books.pay(usd(4767), log_of({entry("overpaid", "4767", ""),
                               entry("applied", "-4767", books.shown().text())}));
  CHECK(books.app.ui.shows("Paid"));
  CHECK(books.app.ui.shows("Bank transfer of 22 Nov 2026"));
  CHECK(books.button("Write off what is open") == nullptr);
}

TEST_CASE("an invoice is written off with a reason; the question says what comes of it") {
  Books books;
  books.press("Write off what is open");
  CHECK(books.app.ui.find(Role::dialog, "Write off invoice 1001?") != nullptr);
  CHECK(
      books.app.ui.shows("47.67 USD will never be paid. It is booked as a loss, and dunning of "
                         "this invoice ends."));
  books.press("Write off 47.67 USD");
  CHECK(books.app.ui.find(Role::alert, "Say why; it stands in the audit log.") != nullptr);
  CHECK(books.app.acts.empty());

  books.app.type("Reason", "Bankrupt");
  const InvoiceId id = books.shown();
  books.app.server.act(an_admin(), WriteOffInvoice{a_company_account().id, id, "Bankrupt"});
  books.press("Write off 47.67 USD");
  CHECK(books.app.acts[0].path == "/v1/invoices/" + id.text() + "/write-off");
  CHECK(books.app.acts[0].body == R"({"reason":"Bankrupt"})");
  CHECK_FALSE(books.app.acts[0].idempotency_key.empty());
  CHECK(books.app.ui.shows("Invoice 1001 is written off"));
  CHECK(books.app.ui.shows("Written off"));
  CHECK(books.button("Void and issue again")->disabled);
}

TEST_CASE("an order's own invoice is voided only to be issued again, and each leads to the other") {
  Books books;
  REQUIRE(books.button("Void") != nullptr);
  CHECK(books.button("Void")->disabled);
  CHECK(says(books.button("Void")->description, "only voided to be issued again"));

  books.press("Void and issue again");
  CHECK(books.app.ui.shows("Void invoice 1001 and issue it again?"));
  books.app.type("Reason", "Wrong name");
  const InvoiceId id = books.shown();
  books.app.server.act(an_admin(), VoidInvoice{a_company_account().id, id, "Wrong name", true});
  books.press("Void it and issue again");
  CHECK(books.app.acts[0].path == "/v1/invoices/" + id.text() + "/void");
  CHECK(books.app.acts[0].body == R"({"reason":"Wrong name","reissue":true})");
  CHECK(books.app.ui.shows("Invoice 1001 is void and issued again"));
  CHECK(books.app.ui.shows("Void"));

  books.press("Issued again as invoice 1003");
  CHECK(books.app.ui.shows("Invoice 1003"));
  books.press("Issued again for the void invoice 1001");
  CHECK(books.shown() == id);
  CHECK(books.button("Void and issue again") == nullptr);
  CHECK(says(books.office.row("1001"), "Void"));
  CHECK(books.app.ui.shows("3 invoices, 95.34 USD"));
}

TEST_CASE("what was paid of an invoice is taken off before it is voided") {
  Books books;
  books.pay(usd(4767), log_of({entry("overpaid", "4767", ""),
                               entry("applied", "-4767", books.shown().text())}));
  CHECK(says(books.button("Void and issue again")->description, "Take that off first."));

  books.press("Take off bank transfer of 22 Nov 2026");
  CHECK(books.app.ui.find(Role::dialog, "Take this payment off?") != nullptr);
  books.app.type("Reason", "For another customer");
  const InvoiceId id = books.shown();
  books.app.server.act(an_admin(), UndoAllocation{transfer, id, "For another customer"});
  books.press("Take 47.67 USD off");
  CHECK(books.app.acts[0].path == "/v1/payments/" + transfer.text() + "/undo-allocation");
  CHECK(books.app.acts[0].body ==
        R"({"invoice_id":")" + id.text() + R"(","reason":"For another customer"})");
  CHECK(books.app.ui.shows("Invoice 1001 is open again"));
  CHECK_FALSE(books.button("Void and issue again")->disabled);
}

TEST_CASE("a refusal is told beside the acts; offline they say why they are off") {
  Books books;
  const Problem refused{.type = "invoice-in-use",
                        .title = "Refused",
                        .status = 409,
                        .detail = "Something was paid of this invoice."};
  books.app.replies["/v1/invoices/" + books.shown().text() + "/write-off"] = {409, encode(refused)};
  books.press("Write off what is open");
  books.app.type("Reason", "Bankrupt");
  books.press("Write off 47.67 USD");
  CHECK(books.app.ui.find_containing(Role::alert, "Something was paid of this invoice.") !=
        nullptr);

  books.app.go_offline();
  CHECK(books.button("Write off what is open")->disabled);
  CHECK(books.button("Write off what is open")->description ==
        "You are offline. This needs the server.");
}

TEST_CASE("a clerk is offered none of the acts on money") {
  Books books(satchel::Role::clerk);
  books.pay(usd(4767), log_of({entry("overpaid", "4767", ""),
                               entry("applied", "-4767", books.shown().text())}));
  for (const char* name : {"Void", "Void and issue again", "Write off what is open"}) {
    CHECK(books.button(name) == nullptr);
  }
  CHECK(books.app.ui.find_containing(Role::button, "Take off") == nullptr);
  CHECK(books.app.ui.shows("Credit of the account"));
}

TEST_CASE("credit of a payment is spread over open invoices, the oldest proposed first") {
  Books books;
  const InvoiceId first = books.shown();
  books.open("1002");
  const InvoiceId second = books.shown();
  books.pay(usd(6000), log_of({}));
  books.app.server.act(an_admin(), UndoAllocation{transfer, first, "Spread it anew"});
  books.app.server.act(an_admin(), UndoAllocation{transfer, second, "Spread it anew"});
  books.app.go_online();
  books.open_payment(log_of({entry("overpaid", "6000", "")}));

  books.press("Allocate to invoices");
  REQUIRE(books.app.ui.field("Amount for invoice 1001") != nullptr);
  CHECK(books.app.ui.field("Amount for invoice 1001")->value == "47.67");
  CHECK(books.app.ui.field("Amount for invoice 1002")->value == "12.33");
  CHECK(books.app.ui.shows("0.00 USD"));

  books.app.type("Amount for invoice 1002", "20");
  CHECK(books.app.ui.find_containing(Role::alert, "more than is left of the payment") != nullptr);
  books.app.type("Amount for invoice 1001", "50");
  CHECK(books.app.ui.shows("From 0 to 47.67."));
  books.app.type("Amount for invoice 1001", "30");
  CHECK(books.app.ui.shows("10.00 USD"));

  books.app.server.act(an_admin(),
                       AllocatePayment{transfer, {{first, usd(3000)}, {second, usd(2000)}}});
  books.app.replies[Books::log_path()] = {
      200, log_of({entry("overpaid", "6000", ""), entry("applied", "-3000", first.text()),
                   entry("applied", "-2000", second.text())})};
  books.press("Allocate 50.00 USD");
  CHECK(books.app.acts[0].path == "/v1/payments/" + transfer.text() + "/allocate");
  CHECK(books.app.acts[0].body ==
        R"({"allocations":[{"invoice_id":")" + first.text() +
            R"(","amount":{"minor":3000,"currency":"USD"}},{"invoice_id":")" + second.text() +
            R"(","amount":{"minor":2000,"currency":"USD"}}]})");
  CHECK(books.app.ui.shows("Payment allocated"));
  CHECK(books.app.ui.shows("Invoice 1001"));
  CHECK(books.app.ui.shows("30.00 USD"));

  books.press("Take off Invoice 1002");
  books.app.type("Reason", "Not this one");
  books.app.acts.clear();
  books.press("Take 20.00 USD off");
  CHECK(books.app.acts[0].path == "/v1/payments/" + transfer.text() + "/undo-allocation");
  CHECK(books.app.ui.shows("Payment taken off the invoice"));
}

TEST_CASE("a part of a payment is given back; more than is left of it is not") {
  Books books;
  books.pay(usd(6000), log_of({}));
  books.open_payment(log_of({}));
  books.press("Refund");
  CHECK(books.app.ui.field("Amount in USD")->value == "60.00");
  books.app.type("Reason", "Paid twice");
  books.app.type("Amount in USD", "60.01");
  books.press("Refund it now");
  CHECK(books.app.acts.empty());
  CHECK(books.app.ui.shows("More than zero, at most 60.00."));
  books.app.type("Amount in USD", "10");
  books.press("Refund it now");
  REQUIRE_FALSE(books.app.acts.empty());
  CHECK(books.app.acts[0].body ==
        R"({"reason":"Paid twice","amount":{"minor":1000,"currency":"USD"}})");
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::invoice_acts_test
