// Reports of the ledger on the screen: figures, totals, days, files; and closing a month.
#include "web/app/ledger_desk.h"

#include <doctest/doctest.h>

#include "tests/web/app/test_desk.h"
#include "tests/web/app/test_office.h"

namespace satchel::web::ledger_desk_test {
namespace {

std::string usd_json(std::string_view name, const std::string& minor) {
  return "\"" + std::string(name) + R"(":{"minor":)" + minor + R"(,"currency":"USD"})";
}

std::string trial_row(std::string_view account, const std::string& debit, const std::string& credit,
                      const std::string& balance) {
  return R"({"account":")" + std::string(account) + "\"," + usd_json("debit", debit) + "," +
         usd_json("credit", credit) + "," + usd_json("balance", balance) + "}";
}

std::string items(const std::vector<std::string>& rows) {
  std::string all;
  for (const std::string& row : rows) all += (all.empty() ? "" : ",") + row;
  return R"({"items":[)" + all + "]}";
}

struct Desk : TestDesk {
  explicit Desk(satchel::Role role = satchel::Role::accountant) : TestDesk(role) {
    app.replies["/v1/reports/trial-balance"] = {
        200, items({trial_row("receivable", "10000", "4000", "6000"),
                    trial_row("revenue", "0", "6000", "-6000")})};
    app.replies["/v1/reports/tax"] = {
        200, items({R"({"month":"2026-10","tax_ppm":200000,)" + usd_json("net", "10000") + "," +
                    usd_json("tax", "2000") + "}"})};
    app.replies["/v1/reports/revenue"] = {
        200, items({R"({"month":"2026-10",)" + usd_json("revenue", "5000") + "," +
                        usd_json("deferred", "7000") + "}",
                    R"({"month":"2026-11",)" + usd_json("revenue", "7000") + "," +
                        usd_json("deferred", "0") + "}"})};
    app.replies["/v1/reports/mrr"] = {
        200, items({R"({"subscriptions":3,)" + usd_json("monthly", "14700") + "}"})};
    const std::string account = a_company_account().id.text();
    app.replies["/v1/reports/aging"] = {
        200, items({R"({"account_id":")" + account +
                    R"(","account_number":1001,"account_name":"Alfreds Futterkiste",)" +
                    usd_json("current", "100") + "," + usd_json("days_1_30", "200") + "," +
                    usd_json("days_31_60", "0") + "," + usd_json("days_61_90", "0") + "," +
                    usd_json("days_over_90", "0") + "," + usd_json("total", "300") + "}"})};
    app.replies["/v1/ledger/closed-months"] = {
        200, items({R"({"month":"2026-09","closed_at_ms":1795294800000,"closed_by":"x"})"})};
  }
};

TEST_SUITE_BEGIN("ledger screen");

TEST_CASE("A14: the ledger stands behind the reports for who sees it, and nobody else") {
  {
    Desk desk;
    desk.open("/reports");
    desk.press("Ledger");
    CHECK(desk.app.host.route == "/ledger/trial-balance");
  }
  Desk clerk(satchel::Role::clerk);
  clerk.open("/reports");
  CHECK(clerk.app.ui.find(Role::tab, "Ledger") == nullptr);
}

TEST_CASE("A14: the trial balance adds both sides up, and is of the chosen day") {
  Desk desk;
  desk.open("/ledger/trial-balance");
  CHECK(says(desk.row("Receivable"), "100.00 USD"));
  CHECK(says(desk.row("Revenue"), "-60.00 USD"));
  CHECK(says(desk.row("Total USD"), "100.00 USD"));
  CHECK(says(desk.row("Total USD"), "0.00 USD"));

  desk.app.type("On", "2026-10-31");
  desk.app.answer_all();
  CHECK(desk.app.acts.back().path == "/v1/reports/trial-balance?on=2026-10-31");
  desk.app.replies["/v1/reports/trial-balance"] = {200, "account\r\n"};
  desk.press("Export CSV");
  CHECK(desk.app.acts.back().path == "/v1/reports/trial-balance?format=csv&on=2026-10-31");
  CHECK(desk.app.host.file_name == "trial-balance.csv");
  CHECK(desk.app.host.file == "account\r\n");
}

TEST_CASE("A14: tax by rate, revenue by month, what recurs and what is owed") {
  Desk desk;
  desk.open("/ledger/tax");
  CHECK(says(desk.row("Oct 2026"), "20 %"));
  CHECK(says(desk.row("Oct 2026"), "20.00 USD"));
  desk.app.type("From", "2026-10-01");
  desk.app.type("To", "2026-10-31");
  desk.app.answer_all();
  CHECK(desk.app.acts.back().path == "/v1/reports/tax?from=2026-10-01&to=2026-10-31");

  desk.press("Revenue");
  CHECK(desk.app.host.route == "/ledger/revenue");
  CHECK(says(desk.row("Oct 2026"), "70.00 USD"));
  CHECK(says(desk.row("Total USD"), "120.00 USD"));
  CHECK_FALSE(desk.row("Total USD").find("70.00") != std::string::npos);
  CHECK(desk.app.ui.find_containing(Role::image, "Oct 2026 50.00 USD; Nov 2026 70.00") != nullptr);

  desk.press("MRR");
  CHECK(says(desk.row("3 subscriptions"), "147.00 USD"));

  desk.press("Aging");
  CHECK(says(desk.row("Alfreds Futterkiste"), "2.00"));
  CHECK(says(desk.row("Alfreds Futterkiste"), "3.00 USD"));
  CHECK(says(desk.row("Total USD"), "3.00 USD"));
  desk.press("Alfreds Futterkiste");
  CHECK(desk.app.host.route == "/customers/" + a_company_account().id.text());
}

TEST_CASE("the month after the last closed one is closed, after a question") {
  Desk desk;
  desk.open("/ledger/closed-months");
  CHECK(says(desk.row("2026-09"), "Closed 2026-11-21 21:00:00 UTC"));
  desk.press("Close a month");
  CHECK(desk.app.ui.field("Month")->value == "2026-10");
  CHECK(desk.app.acts.empty());
  desk.press("Close the month");
  CHECK(desk.app.acts[0].path == "/v1/ledger/close-month");
  CHECK(desk.app.acts[0].body == R"({"month":"2026-10"})");
  CHECK(desk.app.acts[1].path == "/v1/ledger/closed-months");
  CHECK(desk.app.ui.shows("The month is closed"));

  const Problem problem{
      .type = "x", .title = "Refused", .status = 409, .detail = "The month is not over yet."};
  desk.app.replies["/v1/ledger/close-month"] = {409, encode(problem)};
  desk.press("Close a month");
  desk.app.type("Month", "November");
  CHECK(desk.app.ui.shows("Write the year and the month, as 2026-11."));
  desk.app.type("Month", "2026-11");
  desk.press("Close the month");
  CHECK(desk.app.ui.find_containing(Role::alert, "The month is not over yet.") != nullptr);
}

TEST_CASE("offline the ledger says where it lives") {
  Desk desk;
  desk.open("/ledger/aging");
  desk.app.go_offline();
  CHECK(desk.app.ui.shows("You are offline. The ledger lives on the server."));
  CHECK(desk.app.ui.find(Role::button, "Export CSV")->disabled);
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::ledger_desk_test
