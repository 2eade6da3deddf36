// Tests of the routes of dunning: the ladder, the queue, a run, and what a customer is spared.
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server::dunning_routes_test {
namespace {

constexpr const char* ladder =
    R"({"steps":[{"days_after_due":3,"act":"reminder","title":"Invoice {number}",)"
    R"("text":"{amount}"},)"
    R"({"days_after_due":14,"act":"hold","title":"","text":""}]})";

bool holds(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

/// A server where account 1 owes 50.00 since five days.
struct Desk {
  TestHttp http;

  Desk() {
    http.store.write([](const ServerWrite& in) {
      Account account = a_company_account();
      account.number = 1001;
      need(save_account(in.tx, account));
      Invoice invoice;
      invoice.id = id_of<InvoiceId>(1);
      invoice.number = 1001;
      invoice.state = InvoiceState::posted;
      invoice.account_id = account.id;
      invoice.account_number = 1001;
      invoice.bill_to_name = "Alfreds Futterkiste";
      invoice.total = usd(5000);
      invoice.through = invoice.invoice_date = add_days(test_today, -35);
      invoice.due_date = add_days(test_today, -5);
      need(save_invoice_copy(in.tx, invoice));
    });
  }

  std::string put(const std::string& path, const std::string& body, int status,
                  const std::string& user = "ada") {
    const auto answer = http.client_of(user).Put(path, body, "application/json");
    REQUIRE(answer);
    CHECK_MESSAGE(answer->status == status, answer->body);
    return answer->body;
  }

  std::string queue() { return text_of(http.client_of("ada").Get("/v1/dunning")); }
};

}  // namespace

TEST_SUITE("dunning routes") {
  TEST_CASE("the queue says what is overdue, what was done last and what comes next") {
    Desk desk;
    CHECK(text_of(desk.http.client_of("ada").Get("/v1/dunning/ladder")) == R"({"steps":[]})");
    CHECK(desk.put("/v1/dunning/ladder", ladder, 200) == ladder);
    CHECK(holds(desk.queue(), R"("days_overdue":5)"));
    CHECK(holds(desk.queue(), R"("last_step":"","next_step":"reminder after 3 days")"));

    const auto ran = desk.http.client_of("ada").Post("/v1/dunning/runs");
    REQUIRE(ran);
    CHECK_MESSAGE(ran->status == 200, ran->body);
    CHECK(ran->body ==
          R"({"overdue":1,"spared":0,"reminders":1,"holds":0,"suspensions":0,"cancellations":0})");
    CHECK(holds(desk.queue(), R"("last_step":"reminder after 3 days","next_step":"hold after 14)"));
    CHECK(desk.http.store.lines("SELECT title || ': ' || body_text FROM mail") ==
          "Invoice 1001: 50.00 USD\n");
  }

  TEST_CASE("a ladder that goes down is refused by its field, and a rep sees none of it") {
    Desk desk;
    const std::string refused = desk.put(
        "/v1/dunning/ladder",
        R"({"steps":[{"days_after_due":9,"act":"hold"},{"days_after_due":3,"act":"suspend"}]})",
        409);
    CHECK(holds(refused, "steps[1].days_after_due"));
    desk.put("/v1/dunning/ladder", ladder, 403, "nancy");
    check_problem(desk.http.client_of("nancy").Get("/v1/dunning"), 403);
  }

  TEST_CASE("a customer is spared by a tag, which is audited") {
    Desk desk;
    desk.put("/v1/dunning/ladder", ladder, 200);
    const std::string path = "/v1/accounts/" + a_company_account().id.text() + "/controls";
    const std::string tags = R"({"no_invoicing":false,"no_dunning":true,"manual_pay":false})";
    CHECK(desk.put(path, tags, 200) == R"({"controls":)" + tags + R"(,"suspensions":[]})");
    CHECK(text_of(desk.http.client_of("ada").Get(path)) ==
          R"({"controls":)" + tags + R"(,"suspensions":[]})");
    const auto ran = desk.http.client_of("ada").Post("/v1/dunning/runs");
    CHECK(holds(text_of(ran), R"("spared":1)"));
    CHECK(desk.http.store.count("SELECT COUNT(*) FROM mail") == 0);
    CHECK(desk.http.store.lines(
              "SELECT detail FROM audit_log WHERE action = 'set_account_controls'") ==
          "no dunning; no hold of dunning\n");
  }
}

}  // namespace satchel::server::dunning_routes_test
