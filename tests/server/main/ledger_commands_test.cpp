// satchel report and ledger: figures on the output, and the end of a month.
#include "server/main/ledger_commands.h"

#include "tests/server/main/command_fixture.h"

namespace satchel::server::ledger_commands_test {
namespace {

TEST_CASE("a report is written as CSV or JSON, and a month is closed once") {
  TestFolder test;
  need(run_init(test.run(), a_real_company()));
  test.take_printed();

  need(run_report(test.run(), {.report = "trial-balance", .format = "json"}));
  CHECK(test.take_printed() == R"({"items":[]})");
  CHECK_FALSE(run_report(test.run(), {.report = "weather"}));
  CHECK_FALSE(run_report(test.run(), {.report = "tax", .from = "soon"}));

  need(run_close_month(test.run(), "2026-10"));
  CHECK(test.take_printed().find("Closed 2026-10") != std::string::npos);
  const auto again = run_close_month(test.run(), "2026-10");
  REQUIRE_FALSE(again);
  CHECK(again.error().message.find("closed already") != std::string::npos);
}

}  // namespace
}  // namespace satchel::server::ledger_commands_test
