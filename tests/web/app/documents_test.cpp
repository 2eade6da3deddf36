// Tests of printing and mailing receipts from the client, with and without the server.
#include <doctest/doctest.h>

#include "shared/domain/document/describe_document.h"
#include "shared/domain/document/document_html.h"
#include "tests/web/app/test_host.h"

namespace satchel::web::documents_test {
namespace {

bool holds(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

/// Leads an order for account 1 to its confirmation while offline.
void confirm_offline(TestApp& app) {
  app.log_in();
  app.go_offline();
  app.open("/orders/new/" + a_company_account().id.text());
  app.type("Add a product", "coff");
  app.key("Enter");
  app.key("Ctrl+Enter");
  app.key("Ctrl+Enter");
}

/// Places an order for account 1 while offline and leaves its details open.
void place_offline(TestApp& app) {
  confirm_offline(app);
  app.type("Signed by", "Maria Anders");
  app.key("Ctrl+Enter");
}

/// Has a completed order 1012 on the device and opens it.
void open_completed(TestApp& app) {
  app.server.save(a_completed_order(12));
  app.log_in();
  app.open("/orders/" + a_completed_order(12).id.text());
}

TEST_SUITE_BEGIN("documents");

TEST_CASE("A12: an order placed offline prints a provisional receipt at once") {
  TestApp app;
  place_offline(app);

  app.press("Print receipt");

  CHECK(holds(app.host.printed, "<h1>Provisional receipt</h1>"));
  CHECK(holds(app.host.printed, "D3-0001"));
  CHECK(holds(app.host.printed, "Alfreds Futterkiste"));
  CHECK(holds(app.host.printed, "Maria Anders"));
  CHECK(app.ui.find(Role::button, "E-mail receipt")->disabled);
}

TEST_CASE("A12: reprinting asks the server for the receipt that it issued") {
  TestApp app;
  open_completed(app);
  app.next_reply = {200, "<html>issued</html>"};

  app.press("Reprint receipt");
  app.answer_all();

  REQUIRE(app.acts.size() == 1);
  CHECK(app.acts[0].method == "GET");
  CHECK(app.acts[0].path == "/v1/orders/" + a_completed_order(12).id.text() + "/receipt");
  CHECK(app.host.printed == "<html>issued</html>");
}

TEST_CASE("A12: offline the device prints what it knows under the same number, as provisional") {
  TestApp app;
  open_completed(app);
  app.go_offline();

  app.press("Reprint receipt");

  Account account = a_company_account();
  account.number = 1001;
  CHECK(app.host.printed == to_html(as_provisional(describe_receipt(an_organisation(), account,
                                                                    a_completed_order(12)))));
  CHECK(holds(app.host.printed, "<h1>Provisional receipt</h1>"));
  CHECK(holds(app.host.printed, "1012"));
  CHECK(holds(app.host.printed, "Printed without a network"));
  CHECK(app.ui.shows("The server cannot be reached: this is a provisional receipt"));
}

TEST_CASE(
    "A12: a receipt that the server refuses is not replaced in silence, but the reason told") {
  for (const int status : {403, 404, 409, 500}) {
    CAPTURE(status);
    TestApp app;
    open_completed(app);
    const Problem refused{
        .type = "about:blank", .title = "No", .status = status, .detail = "Not yours to see."};
    app.next_reply = {status, encode(refused)};

    app.press("Reprint receipt");
    app.answer_all();

    CHECK(app.host.printed.empty());
    CHECK(app.ui.shows("No receipt was printed. Not yours to see."));
  }
}

TEST_CASE("A12: a network that fails while the receipt is asked for gives the provisional one") {
  TestApp app;
  open_completed(app);
  app.next_reply = {0, ""};

  app.press("Reprint receipt");
  app.answer_all();

  CHECK(holds(app.host.printed, "<h1>Provisional receipt</h1>"));
  CHECK(app.ui.shows("The server cannot be reached: this is a provisional receipt"));
}

TEST_CASE("O11: a quote is printed under its own title, offline too, and mailed once it is sent") {
  TestApp app;
  confirm_offline(app);
  app.press("Save as quote");
  app.key("Ctrl+Enter");
  const std::string id = app.host.route.substr(std::string("/orders/").size());

  app.press("Print quote");
  CHECK(holds(app.host.printed, "<h1>Quote</h1>"));
  CHECK(holds(app.host.printed, "D3-0001"));
  CHECK(holds(app.host.printed, "22 Dec 2026"));
  CHECK_FALSE(holds(app.host.printed, "Receipt"));
  CHECK(app.ui.find(Role::button, "E-mail quote")->description ==
        "You are offline. The server sends the mail.");
  app.go_online();
  app.acts.clear();
  app.press("E-mail quote");
  app.answer_all();

  REQUIRE(app.acts.size() == 1);
  CHECK(app.acts[0].path == "/v1/orders/" + id + "/quote/send");
  CHECK_FALSE(app.acts[0].idempotency_key.empty());
  CHECK(app.ui.shows("The quote is on its way by e-mail"));
}

TEST_CASE("O16: a reprinted invoice has the same number and names its orders") {
  TestApp app;
  OrderDocument document = a_document(an_order_id(1));
  document.payment_method = PaymentMethod::bank_transfer;
  app.server.act(a_rep(), place_order_of(an_order_id(1), document));
  TakenPayment taken;
  taken.id = id_of<PaymentId>(1);
  taken.account_id = a_company_account().id;
  taken.order_id = an_order_id(1);
  taken.amount = usd(100);
  taken.taken_on = test_today;
  app.server.act(an_admin(), RecordPayment{taken});
  app.log_in();
  app.open("/invoices");
  app.press("Alfreds Futterkiste");
  CHECK(app.ui.shows("Paid"));
  app.next_reply = {200, "<html>issued</html>"};
  app.press("Reprint invoice");
  app.answer_all();
  REQUIRE(app.acts.size() == 1);
  CHECK(app.acts[0].path.ends_with("/document"));
  CHECK(app.host.printed == "<html>issued</html>");

  app.go_offline();
  app.press("Reprint invoice");
  CHECK(holds(app.host.printed, "Invoice"));
  CHECK(holds(app.host.printed, "Order 1"));
  CHECK(holds(app.host.printed, "Balance due"));
}

TEST_CASE("A11: one press has the receipt mailed, under a key of its own") {
  TestApp app;
  open_completed(app);

  app.press("E-mail receipt");
  app.answer_all();

  REQUIRE(app.acts.size() == 1);
  CHECK(app.acts[0].path == "/v1/orders/" + a_completed_order(12).id.text() + "/receipt/send");
  CHECK_FALSE(app.acts[0].idempotency_key.empty());
  CHECK(app.ui.shows("The receipt is on its way by e-mail"));
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::documents_test
