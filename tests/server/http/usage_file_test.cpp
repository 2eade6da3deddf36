// Usage brought in as a file: through the API and from the command line.
#include "server/http/usage_file.h"

#include "tests/server/http/http_fixture.h"
#include "tests/server/metered_account.h"

namespace satchel::server::usage_file_test {
namespace {

std::string in_json(const std::string& csv) {
  JsonWriter out;
  out.begin_object();
  out.field("csv", csv);
  out.end_object();
  return out.take();
}

const std::string day_of_minutes =
    "account,charge,used_on,units,note\r\n"
    "1001,minutes,2026-11-20,12.5,meter 7\r\n"
    "1001,Minutes,2026-11-20,12.5,meter 7\r\n";

TEST_SUITE("usage file") {
  TEST_CASE("equal lines both count, and the same file again records nothing twice") {
    TestServer server;
    add_metered_account(server);

    const auto first = need(import_usage(server.context(), an_admin(), day_of_minutes));
    const auto again = need(import_usage(server.context(), an_admin(), day_of_minutes));

    REQUIRE(first.size() == 2);
    CHECK(first[0].recorded);
    CHECK(first[1].recorded);
    CHECK(first[0].id != first[1].id);
    CHECK(again[0].recorded);
    CHECK(again[0].id == first[0].id);
    CHECK(server.count("SELECT COUNT(*) FROM usage_record") == 2);
    CHECK(server.lines("SELECT units || ' ' || note || ' ' || used_on FROM usage_record") ==
          "12.5 meter 7 2026-11-20\n12.5 meter 7 2026-11-20\n");
  }

  TEST_CASE("each line is decided for itself, and says what is wrong with it") {
    TestServer server;
    add_metered_account(server);

    const auto outcomes = need(import_usage(server.context(), an_admin(),
                                            "account,charge,used_on,units\n"
                                            "1002,Minutes,2026-11-20,1\n"
                                            "1001,Hours,2026-11-20,1\n"
                                            "1001,Minutes,20 Nov,1\n"
                                            "1001,Minutes,2026-11-20,many\n"
                                            "1001,Minutes,2026-11-20,-1\n"
                                            "1001,Minutes,2026-11-21,3\n"));

    REQUIRE(outcomes.size() == 6);
    CHECK(outcomes[0].problem == "There is no account 1002.");
    CHECK(outcomes[1].problem == "Nothing of the account is charged by usage as \"Hours\".");
    CHECK(outcomes[2].problem == "used_on needs a date, YYYY-MM-DD, instead of \"20 Nov\".");
    CHECK(outcomes[3].problem == "units needs an exact decimal instead of \"many\".");
    CHECK_FALSE(outcomes[4].problem.empty());
    CHECK(outcomes[5].recorded);
    CHECK(outcomes[5].line == 7);
    CHECK(server.count("SELECT COUNT(*) FROM usage_record") == 1);
  }

  TEST_CASE("a file without a column that is needed records nothing and says which") {
    TestServer server;
    add_metered_account(server);

    const auto refused =
        import_usage(server.context(), an_admin(), "account,used_on,units\n1001,2026-11-20,1\n");

    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("charge") != std::string::npos);
    CHECK(server.count("SELECT COUNT(*) FROM usage_record") == 0);
  }

  TEST_CASE("the API takes the file and tells what became of each line") {
    TestHttp http;
    add_metered_account(http.store);

    const auto reply = http.client_of("ada").Post(
        "/v1/usage/file", in_json(day_of_minutes + "1001,Hours,2026-11-20,1,\r\n"),
        "application/json");

    REQUIRE(reply);
    CHECK(reply->status == 200);
    CHECK(reply->body ==
          R"({"results":[{"line":2,"recorded":true},{"line":3,"recorded":true},)"
          R"({"line":4,"recorded":false,)"
          R"("detail":"Nothing of the account is charged by usage as \"Hours\"."}]})");
  }
}

}  // namespace
}  // namespace satchel::server::usage_file_test
