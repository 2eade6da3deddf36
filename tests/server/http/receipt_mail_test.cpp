// Tests of sending a receipt or a quote by e-mail: one mail in the outbox with the PDF, once for
// each key.
#include "server/store/mail_store.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server::receipt_mail_test {
namespace {

std::string send_path(const Order& order) {
  return "/v1/orders/" + order.id.text() + "/receipt/send";
}

void add_order(TestHttp& http, const Order& order, const Account& account = a_company_account()) {
  http.store.write([&](const ServerWrite& in) {
    need(save_account(in.tx, account));
    need(save_order(in.tx, order));
  });
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

std::vector<StoredMail> mails(TestHttp& http) {
  return http.store.read([](Transaction& tx) { return need(list_mails(tx, {}, 10)); });
}

TEST_SUITE("receipt_mail") {
  TEST_CASE("A11: a receipt goes to the account's e-mail with the PDF, once for each key") {
    TestHttp http;
    const Order order = a_completed_order(12);
    add_order(http, order);
    auto client = http.client_of("nancy");
    client.set_default_headers(
        {{"Authorization", "Bearer " + http.token_of("nancy")}, {"Idempotency-Key", "one-press"}});

    const auto sent = client.Post(send_path(order));
    const auto again = client.Post(send_path(order));

    REQUIRE(sent);
    CHECK_MESSAGE(sent->status == 202, sent->body);
    CHECK(text_of(again) == sent->body);
    const auto stored = mails(http);
    REQUIRE(stored.size() == 1);
    CHECK(stored[0].mail.to == "maria1@alfreds.example");
    CHECK(stored[0].mail.title == "Receipt 1012 from Satchel Trading Ltd");
    CHECK(stored[0].mail.about == "order:" + order.id.text());
    const auto whole =
        http.store.read([&](Transaction& tx) { return need(find_mail(tx, stored[0].id)); });
    REQUIRE(whole);
    REQUIRE(whole->mail.attachments.size() == 1);
    CHECK(whole->mail.attachments[0].name == "receipt-1012.pdf");
    CHECK(whole->mail.attachments[0].bytes.starts_with("%PDF-"));
    CHECK(http.store.lines("SELECT detail FROM audit_log WHERE action = 'send_receipt'") ==
          "maria1@alfreds.example\n");
    CHECK(http.store.count("SELECT COUNT(*) FROM issued_document") == 1);
  }

  TEST_CASE("A11: an order that was withdrawn has no receipt to mail, though it has a number") {
    TestHttp http;
    Order order = a_placed_order(12);
    order.lifecycle = OrderLifecycle::draft;
    REQUIRE(order.number != 0);
    add_order(http, order);

    const auto refused = http.client_of("nancy").Post(send_path(order));

    check_problem(refused, 409);
    CHECK(mails(http).empty());
  }

  TEST_CASE("O11: a quote is mailed with its PDF while it stands, and no other draft is") {
    TestHttp http;
    Order quote = a_draft_order(1);
    quote.quoted_until = date(2026, 12, 22);
    Order ended = a_draft_order(2);
    ended.quoted_until = date(2026, 11, 21);
    add_order(http, quote);
    add_order(http, ended);
    add_order(http, a_draft_order(3));
    const auto post = [&](const Order& order) {
      return http.client_of("nancy").Post("/v1/orders/" + order.id.text() + "/quote/send");
    };

    const auto sent = post(quote);
    CHECK(holds(check_problem(post(ended), 409).detail, "has ended"));
    CHECK(holds(check_problem(post(a_draft_order(3)), 409).detail, "no quote"));

    REQUIRE(sent);
    CHECK_MESSAGE(sent->status == 202, sent->body);
    const auto stored = mails(http);
    REQUIRE(stored.size() == 1);
    CHECK(stored[0].mail.title ==
          "Quote " + quote.provisional_number + " from Satchel Trading Ltd");
    const auto whole =
        http.store.read([&](Transaction& tx) { return need(find_mail(tx, stored[0].id)); });
    REQUIRE(whole);
    REQUIRE(whole->mail.attachments.size() == 1);
    CHECK(holds(whole->mail.text, "valid until 22 Dec 2026"));
    CHECK(whole->mail.attachments[0].name == "quote-" + quote.provisional_number + ".pdf");
    CHECK(whole->mail.attachments[0].bytes.starts_with("%PDF-"));
    CHECK(http.store.lines("SELECT detail FROM audit_log WHERE action = 'send_quote'") ==
          "maria1@alfreds.example\n");
  }

  TEST_CASE(
      "A11: without an e-mail address, or for a draft, nothing is sent and the reason is told") {
    TestHttp http;
    Account account = a_company_account();
    account.email.clear();
    add_order(http, a_completed_order(12, account), account);
    add_order(http, a_draft_order(1, account), account);

    const Problem no_address =
        check_problem(http.client_of("ada").Post(send_path(a_completed_order(12))), 409);
    check_problem(http.client_of("ada").Post(send_path(a_draft_order(1))), 409);
    check_problem(http.client_of("andrew").Post(send_path(a_completed_order(12))), 404);

    CHECK(no_address.detail.find("no e-mail address") != std::string::npos);
    CHECK(mails(http).empty());
  }
}

}  // namespace
}  // namespace satchel::server::receipt_mail_test
