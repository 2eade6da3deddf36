// Tests of satchel provider: settings go in, secrets never come out.
#include <sstream>

#include "server/main/commands.h"
#include "server/store/audit_log.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server::provider_commands_test {
namespace {

TEST_SUITE("provider command") {
  TEST_CASE("settings are kept, and a secret is never shown") {
    TemporaryFolder temporary;
    SeededRandom random;
    std::ostringstream printed;
    const DataFolder folder = need(DataFolder::open(temporary.path() + "/data"));
    const auto database = need(open_database(folder, random, test_now));
    const CommandRun run{folder, {*database, random, test_now}, printed};
    std::istringstream typed("hunter22\n");

    need(run_provider_set(run, {"mail", {"host=mail.example", "password=-"}}, typed));
    printed.str("");
    need(run_provider_show(run, "mail"));

    const std::string shown = printed.str();
    CHECK(shown.find("mail host = mail.example  #") != std::string::npos);
    CHECK(shown.find("mail port = 587  #") != std::string::npos);
    CHECK(shown.find("mail password = (set)  #") != std::string::npos);
    CHECK(shown.find("hunter22") == std::string::npos);
    const auto noted =
        need(list_audit(*need(database->begin(Access::read)), AuditQuery{.count_max = 1}));
    CHECK(noted[0].detail == "host, password");
    CHECK_FALSE(run_provider_set(run, {"mail", {"colour=red"}}, typed));
    CHECK_FALSE(run_provider_set(run, {"pigeon", {"host=x"}}, typed));
    CHECK_FALSE(run_provider_show(run, "pigeon"));
  }
}

}  // namespace
}  // namespace satchel::server::provider_commands_test
