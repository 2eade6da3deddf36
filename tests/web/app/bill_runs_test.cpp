// Tests of the Bill runs screen: what failed, what looks wrong, how far a run is.
#include "tests/web/app/test_office.h"

namespace satchel::web::bill_runs_test {
namespace {

constexpr std::string_view ready_with_errors = R"({"items":[{"id":"r1","through":"2026-12-01",
  "state":"ready","completed_with_errors":true,"accounts_total":3,"accounts_done":3,
  "accounts_failed":1,"invoice_count":2,"line_count":6,"posted_count":0,
  "totals":[{"minor":9800,"currency":"USD"}],
  "failed":[{"account_id":"00000000-0000-4000-8000-000000000000","error":"It is corrupt."}]}]})";

constexpr std::string_view rows = R"({"items":[{"kind":"missing","account_id":"a","account_number":
  1003,"account_name":"Antonio Moreno","before":{"minor":4900,"currency":"USD"},
  "after":{"minor":0,"currency":"USD"},"difference":{"minor":-4900,"currency":"USD"}}]})";

/// An admin's client at the Bill runs screen with this list.
struct TestBilling {
  TestOffice office{1280, 800, satchel::Role::admin};
  TestApp& app = office.app;

  explicit TestBilling(std::string_view list) {
    app.replies["/v1/bill-runs"] = {200, std::string(list)};
    app.replies["/v1/bill-runs/r1/anomalies"] = {200, std::string(rows)};
    app.replies["/v1/bill-runs/r1/diff"] = {200, std::string(rows)};
    app.open("/bill-runs");
    app.answer_all();
    app.acts.clear();
  }
  bool shows(std::string_view part) {
    app.draw();
    return says(app.ui.text(), part);
  }
};

}  // namespace

TEST_CASE("a run that is completed with errors lists them, and bills the failed accounts again") {
  TestBilling billing(ready_with_errors);

  CHECK(billing.shows("Completed with errors"));
  CHECK(billing.shows("It is corrupt."));
  billing.app.press("Bill the failed accounts again");
  billing.app.answer_all();

  REQUIRE_FALSE(billing.app.acts.empty());
  CHECK(billing.app.acts.front().path == "/v1/bill-runs/r1/retry");
  CHECK_FALSE(billing.app.acts.front().idempotency_key.empty());
}

TEST_CASE("what looks wrong is shown before posting, with both amounts") {
  TestBilling billing(ready_with_errors);

  CHECK(billing.shows("Billed before, not now"));
  CHECK(billing.shows("Antonio Moreno, account 1003"));
  CHECK(billing.shows("49.00 USD before, 0.00 USD now: -49.00 USD"));
  billing.app.press("Post");
  billing.app.answer_all();

  CHECK(billing.app.acts.front().path == "/v1/bill-runs/r1/post");
}

TEST_CASE("a run is compared with its dry run, on the screen and as a file") {
  TestBilling billing(ready_with_errors);

  billing.app.choose("Compare with", "Its dry run");
  billing.app.press("Compare");
  billing.app.answer_all();
  CHECK(billing.app.acts.back().path == "/v1/bill-runs/r1/diff?with=dry&limit=500");
  billing.app.press("As CSV");
  billing.app.answer_all();

  CHECK(billing.app.acts.back().path == "/v1/bill-runs/r1/diff?with=dry&format=csv");
  CHECK(billing.app.host.file_name == "bill-run-comparison-2026-11-22.csv");
}

TEST_CASE("a run that goes on tells how far it is and is asked for again after two seconds") {
  TestBilling billing(R"({"items":[{"id":"r1","through":"2026-12-01","state":"running",
    "accounts_total":10000,"accounts_done":1200,
    "progress":{"accounts_per_second":350,"seconds_left":25}}]})");

  CHECK(billing.shows("1,200 of 10,000 accounts, 350 per second, 25 s left"));
  CHECK(billing.app.host.wake_ms == billing.app.host.now.ms + 2'000);
  billing.app.host.now.ms += 2'000;
  billing.app.program->on_wake();
  billing.app.answer_all();

  CHECK(billing.app.acts.front().path == "/v1/bill-runs");
}

}  // namespace satchel::web::bill_runs_test
