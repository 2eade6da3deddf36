// Tests of receipts and invoices over HTTP: who may see them, in which form, and that they stay.
#include "tests/server/http/http_fixture.h"

namespace satchel::server::document_test {
namespace {

const httplib::Headers as_html{{"Accept", "text/html"}};
const httplib::Headers as_pdf{{"Accept", "application/pdf"}};

/// Stores the order as it stands, with its account.
void add_order(TestHttp& http, const Order& order) {
  http.store.write([&](const ServerWrite& in) {
    need(save_account(in.tx, a_company_account()));
    need(save_order(in.tx, order));
  });
}

std::string receipt_path(const Order& order) {
  return "/v1/orders/" + order.id.text() + "/receipt";
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

TEST_SUITE("document_routes") {
  TEST_CASE("A12: a receipt comes as HTML under a strict policy, or as PDF") {
    TestHttp http;
    const Order order = a_completed_order(12);
    add_order(http, order);
    auto client = http.client_of("nancy");

    const auto html = client.Get(receipt_path(order), as_html);
    const auto pdf = client.Get(receipt_path(order), as_pdf);

    REQUIRE(html);
    CHECK(html->status == 200);
    CHECK(html->get_header_value("Content-Type") == "text/html; charset=utf-8");
    CHECK(holds(html->get_header_value("Content-Security-Policy"),
                "default-src 'none'; style-src 'sha256-"));
    CHECK(holds(html->body, "<p class=\"number\">1012</p>"));
    REQUIRE(pdf);
    CHECK(pdf->status == 200);
    CHECK(pdf->get_header_value("Content-Type") == "application/pdf");
    CHECK(pdf->get_header_value("Content-Disposition") == "inline; filename=\"receipt-1012.pdf\"");
    CHECK(pdf->body.starts_with("%PDF-"));
  }

  TEST_CASE("A12: a reprinted receipt is the one that was issued, whatever changed since") {
    TestHttp http;
    const Order order = a_completed_order(12);
    add_order(http, order);
    auto client = http.client_of("nancy");
    const std::string first = text_of(client.Get(receipt_path(order), as_html));
    const std::string first_pdf = text_of(client.Get(receipt_path(order), as_pdf));

    http.store.write([](const ServerWrite& in) {
      Account renamed = a_company_account();
      renamed.company_name = "Another name";
      need(save_account(in.tx, renamed));
    });

    CHECK(text_of(client.Get(receipt_path(order), as_html)) == first);
    CHECK(text_of(client.Get(receipt_path(order), as_pdf)) == first_pdf);
    CHECK(http.store.count("SELECT COUNT(*) FROM issued_document WHERE number = '1012'") == 1);
    CHECK(http.store.count("SELECT COUNT(*) FROM audit_log WHERE action = 'issue_receipt'") == 1);
  }

  TEST_CASE("A12: a reprinted receipt says what is paid by now, and nothing else has changed") {
    TestHttp http;
    Order order = a_completed_order(12);
    order.due = usd(8'197);
    order.payment = PaymentState::unpaid;
    order.document.payment_method = PaymentMethod::bank_transfer;
    add_order(http, order);
    auto client = http.client_of("nancy");
    const std::string unpaid = text_of(client.Get(receipt_path(order), as_html));
    CHECK(holds(unpaid, "Awaiting payment"));
    CHECK(holds(unpaid, "81.97 USD"));

    const auto receipt_with = [&](Money paid, PaymentState state) {
      order.paid = paid;
      order.payment = state;
      http.store.write([&](const ServerWrite& in) { need(save_order(in.tx, order)); });
      return text_of(client.Get(receipt_path(order), as_html));
    };
    const std::string paid = receipt_with(usd(8'197), PaymentState::paid);
    CHECK_FALSE(holds(paid, "Awaiting payment"));
    CHECK(holds(paid, "0.00 USD"));
    CHECK(receipt_with(usd(0), PaymentState::unpaid) == unpaid);
    CHECK(http.store.count("SELECT COUNT(*) FROM issued_document") == 1);
  }

  TEST_CASE("A12: what is changed and placed again gets a receipt of its own, and keeps both") {
    TestHttp http;
    Order order = a_completed_order(12);
    add_order(http, order);
    auto client = http.client_of("nancy");
    const std::string first = text_of(client.Get(receipt_path(order), as_html));
    const Order before = order;
    order.document.items.resize(1);
    order.fulfilments.resize(1);
    order.document_digest = digest_of(order.document);
    add_order(http, order);

    const std::string second = text_of(client.Get(receipt_path(order), as_html));

    CHECK(holds(first, "<p class=\"number\">1012</p>"));
    CHECK(holds(second, "<p class=\"number\">1012-2</p>"));
    CHECK_FALSE(holds(second, "Support"));
    CHECK(text_of(client.Get(receipt_path(order), as_html)) == second);
    add_order(http, before);
    CHECK(text_of(client.Get(receipt_path(order), as_html)) == first);
    CHECK(http.store.count("SELECT COUNT(*) FROM issued_document WHERE kind = 'receipt'") == 2);
  }

  TEST_CASE("a receipt is not kept before the order is paid or completed") {
    TestHttp http;
    const Order order = a_placed_order(12);
    add_order(http, order);
    auto client = http.client_of("nancy");

    const auto html = client.Get(receipt_path(order), as_html);

    REQUIRE(html);
    CHECK(holds(html->body, "<h1>Receipt</h1>"));
    CHECK(http.store.count("SELECT COUNT(*) FROM issued_document") == 0);
  }

  TEST_CASE("O11: a quote comes as HTML or PDF to whoever sees the draft; other drafts have none") {
    TestHttp http;
    Order quote = a_draft_order(1);
    quote.quoted_until = date(2026, 12, 22);
    add_order(http, quote);
    add_order(http, a_draft_order(2));
    const std::string path = "/v1/orders/" + quote.id.text() + "/quote";

    const auto html = http.client_of("nancy").Get(path, as_html);
    const auto pdf = http.client_of("nancy").Get(path, as_pdf);

    CHECK(holds(text_of(html), "<h1>Quote</h1>"));
    CHECK(holds(text_of(html), "22 Dec 2026"));
    REQUIRE(pdf);
    CHECK(pdf->get_header_value("Content-Disposition") ==
          "inline; filename=\"quote-" + quote.provisional_number + ".pdf\"");
    CHECK(pdf->body.starts_with("%PDF-"));
    check_problem(http.client_of("andrew").Get(path), 404);
    check_problem(
        http.client_of("nancy").Get("/v1/orders/" + a_draft_order(2).id.text() + "/quote"), 409);
  }

  TEST_CASE("a draft has no receipt, and another territory's order none to see") {
    TestHttp http;
    const Order draft = a_draft_order(1);
    const Order order = a_placed_order(2);
    add_order(http, draft);
    add_order(http, order);

    const Problem no_draft = check_problem(http.client_of("ada").Get(receipt_path(draft)), 409);
    check_problem(http.client_of("andrew").Get(receipt_path(order)), 404);
    check_problem(http.client().Get(receipt_path(order)), 401);
    check_problem(http.client_of("nancy").Get(receipt_path(order), {{"Accept", "image/png"}}), 406);

    CHECK(holds(no_draft.detail, "place the order first"));
  }

  TEST_CASE("an invoice is kept when it was first issued; a draft is the office's alone") {
    TestHttp http;
    Invoice invoice;
    invoice.id = id_of<InvoiceId>(1);
    invoice.account_id = a_company_account().id;
    invoice.bill_to_name = "Alfreds Futterkiste";
    http.store.write([&](const ServerWrite& in) {
      need(save_account(in.tx, a_company_account()));
      need(save_draft_invoice(in.tx, invoice));
    });
    const std::string path = "/v1/invoices/" + invoice.id.text() + "/document";
    check_problem(http.client_of("nancy").Get(path), 404);
    CHECK(holds(text_of(http.client_of("ada").Get(path)), "<h1>Draft invoice</h1>"));
    CHECK(http.store.count("SELECT COUNT(*) FROM issued_document") == 0);

    invoice.number = 7;
    invoice.state = InvoiceState::posted;
    http.store.write([&](const ServerWrite& in) { need(save_posting(in.tx, invoice)); });

    const std::string posted = text_of(http.client_of("nancy").Get(path));
    CHECK(holds(posted, "<h1>Invoice</h1>\n<p class=\"number\">7</p>"));
    CHECK(http.store.count("SELECT COUNT(*) FROM issued_document WHERE kind = 'invoice'") == 1);
    check_problem(http.client_of("andrew").Get(path), 404);
  }
}

}  // namespace
}  // namespace satchel::server::document_test
