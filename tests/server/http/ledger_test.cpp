// Tests of the ledger over HTTP: reports as JSON and CSV, a customer's entries, a closed month.
#include "tests/server/http/http_fixture.h"

namespace satchel::server::ledger_http_test {
namespace {

constexpr const char* json_type = "application/json";

/// A server where account 1 paid 50.00 in cash.
class TestBooks : public TestHttp {
 public:
  TestBooks() {
    Account account = a_company_account(1);
    account.number = 1001;
    store.add_account(account);
    store.accept(RecordPayment{{.id = id_of<PaymentId>(1),
                                .account_id = account.id,
                                .method = PaymentMethod::cash,
                                .amount = usd(5'000),
                                .taken_on = test_today}});
  }
};

TEST_SUITE("ledger over HTTP") {
  TEST_CASE("the trial balance is shown as JSON and CSV, and each report by its name") {
    TestBooks http;
    auto admin = http.client_of("ada");
    const auto rows = admin.Get("/v1/reports/trial-balance");
    REQUIRE(rows);
    CHECK(rows->body.find(R"({"account":"cash","debit":{"minor":5000,"currency":"USD"})") !=
          std::string::npos);
    const auto csv = admin.Get("/v1/reports/trial-balance?format=csv");
    CHECK(csv->body ==
          "account,debit,debit_currency,credit,credit_currency,balance,balance_currency\r\n"
          "cash,50.00,USD,0.00,USD,50.00,USD\r\n"
          "customer_credit,0.00,USD,50.00,USD,-50.00,USD\r\n");
    CHECK(text_of(admin.Get("/v1/reports/trial-balance?on=2026-11-01")) == R"({"items":[]})");
    for (const char* name : {"tax", "revenue", "mrr", "aging"}) {
      CHECK(text_of(admin.Get(std::string("/v1/reports/") + name)) == R"({"items":[]})");
    }
    check_problem(admin.Get("/v1/reports/weather"), 404);
    check_problem(admin.Get("/v1/reports/tax?from=soon"), 400);
    check_problem(http.client_of("nancy").Get("/v1/reports/aging"), 403);
  }

  TEST_CASE("a customer's entries are listed") {
    TestBooks http;
    const std::string path = "/v1/accounts/" + a_company_account(1).id.text() + "/ledger";
    const std::string listed = text_of(http.client_of("ada").Get(path));
    CHECK(listed.find(R"("act":"payment","subject_id":")" + id_of<PaymentId>(1).text() +
                      R"(","debit":"cash","credit":"customer_credit")") != std::string::npos);
    check_problem(http.client_of("nancy").Get(path), 403);
  }

  TEST_CASE("a month is closed over HTTP, once for each key, and is listed") {
    TestBooks http;
    auto admin = http.client_of("ada");
    const httplib::Headers key{{"Idempotency-Key", "close-1"}};
    const char* body = R"({"month":"2026-10"})";
    const auto closed = admin.Post("/v1/ledger/close-month", key, body, json_type);
    REQUIRE(closed);
    CHECK_MESSAGE(closed->status == 200, closed->body);
    CHECK(admin.Post("/v1/ledger/close-month", key, body, json_type)->body == closed->body);
    CHECK(check_problem(admin.Post("/v1/ledger/close-month", body, json_type), 409).type ==
          "month_closed");
    CHECK(check_problem(admin.Post("/v1/ledger/close-month", R"({"month":"2026-11"})", json_type),
                        409)
              .type == "month_not_over");
    CHECK(text_of(admin.Get("/v1/ledger/closed-months")).find("2026-10") != std::string::npos);
  }
}

}  // namespace
}  // namespace satchel::server::ledger_http_test
