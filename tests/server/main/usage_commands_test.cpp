// satchel import usage: what a file of readings becomes, and what is said of its lines.
#include <doctest/doctest.h>

#include "tests/server/main/command_fixture.h"
#include "tests/server/metered_account.h"

namespace satchel::server::usage_commands_test {
namespace {

TEST_CASE("readings of a file are recorded, refused lines are named, and nothing counts twice") {
  TestFolder place;
  TestServer server(place.folder.database_address());
  add_metered_account(server);
  place.temporary.write("readings.csv",
                        "account,charge,used_on,units\n1001,Minutes,2026-11-20,7\n"
                        "1001,Water,2026-11-20,7\n");
  const std::string path = place.temporary.path() + "/readings.csv";

  const auto refused = run_usage_import(place.run(), path);
  const std::string said = place.take_printed();
  place.temporary.write("readings.csv",
                        "account,charge,used_on,units\n1001,Minutes,2026-11-20,7\n");
  need(run_usage_import(place.run(), path));

  CHECK_FALSE(refused);
  CHECK(said ==
        "Line 3: Nothing of the account is charged by usage as \"Water\".\n"
        "1 of 2 lines are recorded.\n");
  CHECK(place.take_printed() == "1 of 1 lines are recorded.\n");
  CHECK(place.count("SELECT COUNT(*) FROM usage_record") == 1);
}

}  // namespace
}  // namespace satchel::server::usage_commands_test
