// Tests of satchel tax: the table as a file, overlapping rows, exempt customers.
#include "server/main/tax_commands.h"

#include "shared/store/organisation_store.h"
#include "shared/store/tax_store.h"
#include "shared/wire/tax_wire.h"
#include "tests/server/main/command_fixture.h"

namespace satchel::server::tax_commands_test {
namespace {

std::string row(const std::string& code, const std::string& from, const std::string& until) {
  return R"({"code":")" + code + R"(","name":"VAT","category":"standard","country":"Germany",)" +
         R"("rate":"19","inclusive":false,"valid_from":")" + from + "\"" +
         (until.empty() ? "" : R"(,"valid_until":")" + until + "\"") + "}";
}

std::string table(const std::string& rows) {
  return R"({"rounding":"line","rows":[)" + rows + "]}";
}

}  // namespace

TEST_SUITE("satchel tax") {
  TEST_CASE("a table is imported, told to the devices and exported again") {
    TestFolder data;
    need(run_demo(data.run()));
    data.take_printed();
    const std::string text =
        table(row("DE-19", "2020-01-01", "2026-06-30") + "," + row("DE-16", "2026-07-01", ""));
    data.temporary.write("taxes.json", text);
    const auto version = data.count("SELECT version FROM organisation");
    need(run_tax_import(data.run(), data.temporary.path() + "/taxes.json"));
    CHECK(data.take_printed().find("2 rows") != std::string::npos);
    CHECK(data.count("SELECT version FROM organisation") == version + 1);
    CHECK(data.count("SELECT COUNT(*) FROM audit_log WHERE action = 'edit_taxes'") == 1);
    CHECK(data.count("SELECT COUNT(*) FROM feed WHERE aggregate_kind = 'organisation'") == 1);
    need(run_tax_export(data.run()));
    CHECK(data.take_printed() == text + "\n");
  }

  TEST_CASE("overlapping rows are refused, both are named, and nothing is changed") {
    TestFolder data;
    need(run_demo(data.run()));
    data.temporary.write("taxes.json", table(row("DE-19", "2020-01-01", "2026-07-01") + "," +
                                             row("DE-16", "2026-07-01", "")));
    const auto refused = run_tax_import(data.run(), data.temporary.path() + "/taxes.json");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message ==
          "Rows 1 (DE-19) and 2 (DE-16) both tax category standard in Germany on 2026-07-01. End "
          "the one before the other begins; nothing was changed.");
    CHECK(data.count("SELECT COUNT(*) FROM tax_row") == 0);
    data.temporary.write("taxes.json", table(row("", "2020-01-01", "")));
    const auto nameless = run_tax_import(data.run(), data.temporary.path() + "/taxes.json");
    REQUIRE_FALSE(nameless);
    CHECK(nameless.error().message.find("rows[0].code") != std::string::npos);
  }

  TEST_CASE("a customer is exempt, and owes tax again") {
    TestFolder data;
    need(run_demo(data.run()));
    data.take_printed();
    need(run_tax_exempt(data.run(), "1001", {"C-17", "Charity"}));
    CHECK(data.take_printed().find("is exempt from tax") != std::string::npos);
    CHECK(data.count("SELECT COUNT(*) FROM account WHERE tax_certificate = 'C-17'") == 1);
    CHECK_FALSE(run_tax_exempt(data.run(), "1001", {"C-17", ""}));
    CHECK_FALSE(run_tax_exempt(data.run(), "99", {}));
    need(run_tax_exempt(data.run(), "1001", {}));
    CHECK(data.count("SELECT COUNT(*) FROM account WHERE tax_certificate <> ''") == 0);
    CHECK(data.count("SELECT COUNT(*) FROM audit_log WHERE action = 'set_tax_exemption'") == 2);
  }
}

}  // namespace satchel::server::tax_commands_test
