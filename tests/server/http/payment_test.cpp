// Tests of payments over HTTP: recorded once, refunded by those who may, listed, and credit.
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/payment_store.h"
#include "tests/server/http/http_fixture.h"
#include "tests/support/books.h"

namespace satchel::server::payment_test {
namespace {

/// A server where order 1 waits for 47.67 by bank transfer.
class TestTill : public TestHttp {
 public:
  TestTill() {
    store.write([](const ServerWrite& in) {
      Organisation organisation = an_organisation();
      organisation.settings.payment_options = {{PaymentMethod::bank_transfer}};
      need(save_organisation(in.tx, organisation));
    });
    OrderDocument document = a_document(an_order_id(1));
    document.payment_method = PaymentMethod::bank_transfer;
    TestDevice device(store, a_rep(), 1);
    device.add(CreateAccount{a_company_account(1)});
    device.add(place_order_of(an_order_id(1), document)).push(1, 2);
  }

  const std::string order_payments = "/v1/orders/" + an_order_id(1).text() + "/payments";
  const std::string account_payments =
      "/v1/accounts/" + a_company_account(1).id.text() + "/payments";

  Order order() {
    return store.read([](Transaction& tx) { return *need(find_order(tx, an_order_id(1))); });
  }
  Money credit() {
    return store.read(
        [](Transaction& tx) { return need(find_account(tx, a_company_account(1).id))->credit; });
  }
  void check_all() {
    store.read([](Transaction& tx) {
      check_books(tx);
      return 0;
    });
  }
};

std::string body_of(std::int64_t minor, const std::string& more = "") {
  return R"({"method":"bank_transfer","amount":{"minor":)" + std::to_string(minor) +
         R"(,"currency":"USD"},"reference":"Transfer 9")" + more + "}";
}

Payment payment_in(const httplib::Result& result) {
  REQUIRE(result);
  REQUIRE_MESSAGE(result->status == 200, result->body);
  return need(read_document(result->body, Strictness::strict, read_payment));
}

constexpr const char* json = "application/json";

TEST_SUITE("payments over HTTP") {
  TEST_CASE("A10: the office records a payment, once for each key, and the order is paid") {
    TestTill http;
    auto admin = http.client_of("ada");
    const httplib::Headers key{{"Idempotency-Key", "pay-1"}};

    const Payment first = payment_in(admin.Post(http.order_payments, key, body_of(4767), json));
    const Payment again = payment_in(admin.Post(http.order_payments, key, body_of(4767), json));

    CHECK(first == again);
    CHECK(first.allocated == usd(4767));
    CHECK(first.taken_on == test_today);
    CHECK(first.taken_by_name == "Ada Admin");
    CHECK(http.order().payment == PaymentState::paid);
    CHECK(http.store.count("SELECT COUNT(*) FROM payment") == 1);
    CHECK(http.store.count("SELECT COUNT(*) FROM audit_log WHERE action = 'record_payment'") == 1);
    CHECK(payment_in(admin.Get("/v1/payments/" + first.id.text())) == first);
    http.check_all();
  }

  TEST_CASE("an account's payment is its credit, listed with its entries") {
    TestTill http;
    auto admin = http.client_of("ada");
    CHECK(payment_in(admin.Post(http.account_payments, body_of(500), json)).credited == usd(500));
    CHECK(http.credit() == usd(500));
    const std::string credit =
        text_of(admin.Get("/v1/accounts/" + a_company_account(1).id.text() + "/credit"));
    CHECK(credit.find(R"("kind":"overpaid")") != std::string::npos);
    http.check_all();
  }

  TEST_CASE("credit pays a posted invoice by those who may, once for each key") {
    TestTill http;
    auto admin = http.client_of("ada");
    http.store.accept(AcceptOrder{an_order_id(1), {}});
    const Payment paid = payment_in(admin.Post(http.account_payments, body_of(1000), json));
    const std::string path = "/v1/accounts/" + a_company_account(1).id.text() + "/credit/use";
    const std::string invoice =
        http.store.lines("SELECT id FROM invoice WHERE state = 'posted'").substr(0, 36);
    const std::string body = R"({"invoice_id":")" + invoice + R"("})";
    CHECK(http.order().paid == usd(1000));
    const std::string undo = R"({"invoice_id":")" + invoice + R"(","reason":"Meant for another"})";
    payment_in(admin.Post("/v1/payments/" + paid.id.text() + "/undo-allocation", undo, json));
    CHECK(http.credit() == usd(1000));

    check_problem(http.client_of("nancy").Post(path, body, json), 403);
    const auto used = admin.Post(path, {{"Idempotency-Key", "use-1"}}, body, json);
    const auto again = admin.Post(path, {{"Idempotency-Key", "use-1"}}, body, json);

    REQUIRE(used);
    CHECK_MESSAGE(used->status == 200, used->body);
    CHECK(used->body == again->body);
    CHECK(http.order().paid == usd(1000));
    CHECK(http.credit() == usd(0));
    CHECK(check_problem(admin.Post(path, body, json), 409).type == "credit_missing");
    const std::string listed =
        text_of(admin.Get("/v1/accounts/" + a_company_account(1).id.text() + "/credit"));
    CHECK(listed.find("\"invoice_id\":\"" + invoice + "\",\"kind\":\"applied\"") != listed.npos);
    http.check_all();
  }

  TEST_CASE("a refund needs its permission and a reason, and happens once") {
    TestTill http;
    auto rep = http.client_of("nancy");
    auto admin = http.client_of("ada");
    const Payment paid = payment_in(rep.Post(http.order_payments, body_of(4767), json));
    const std::string path = "/v1/payments/" + paid.id.text() + "/refund";
    const std::string reason = R"({"reason":"Paid twice"})";

    check_problem(rep.Post(path, reason, json), 403);
    CHECK(check_problem(admin.Post(path, R"({"reason":""})", json), 409).type == "field_required");
    CHECK(payment_in(admin.Post(path, reason, json)).standing == PaymentStanding::refunded);
    CHECK(check_problem(admin.Post(path, reason, json), 409).type == "payment_refunded");
    CHECK(http.order().payment == PaymentState::refunded);
    http.check_all();
  }

  TEST_CASE("bad amounts, foreign and missing subjects are refused, and nothing is written") {
    TestTill http;
    auto admin = http.client_of("ada");
    auto foreign = http.client_of("andrew");
    CHECK(check_problem(admin.Post(http.order_payments, body_of(0), json), 409).type ==
          "amount_out_of_range");
    check_problem(admin.Post(http.order_payments, body_of(1, R"(,"card":"1")"), json), 400);
    const Problem not_his =
        check_problem(foreign.Post(http.order_payments, body_of(100), json), 404);
    const Problem missing = check_problem(
        foreign.Post("/v1/orders/" + an_order_id(9).text() + "/payments", body_of(100), json), 404);
    CHECK(not_his.type == "order_not_found");
    CHECK(not_his.type == missing.type);
    CHECK(not_his.detail == missing.detail);
    check_problem(
        admin.Post("/v1/payments/" + an_order_id(9).text() + "/refund", R"({"reason":"x"})", json),
        404);
    CHECK(http.store.count("SELECT COUNT(*) FROM payment") == 0);
  }

  TEST_CASE("payments are listed by page as JSON and CSV, each to those who may see them") {
    TestTill http;
    auto admin = http.client_of("ada");
    for (const int minor : {100, 200, 300}) {
      payment_in(admin.Post(http.order_payments, body_of(minor), json));
    }
    const std::string page = text_of(admin.Get("/v1/payments?limit=2"));
    CHECK(page.find(R"("next":)") != std::string::npos);
    CHECK(page.find(R"("order_number":1001)") != std::string::npos);
    const auto csv = admin.Get("/v1/payments?text=transfer", {{"Accept", "text/csv"}});
    REQUIRE(csv);
    CHECK(csv->body.starts_with("id,account_id,account_number,account_name,"));
    CHECK(csv->body.find("3.00,USD") != std::string::npos);
    CHECK(text_of(http.client_of("andrew").Get("/v1/payments")) == R"({"items":[]})");
  }
}

}  // namespace
}  // namespace satchel::server::payment_test
