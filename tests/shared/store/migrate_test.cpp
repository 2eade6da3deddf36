// Migrations: once each, in order, and never on a newer database.
#include "shared/store/migrate.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/support/dump.h"

namespace satchel::migrate_test {
namespace {

using Files = std::vector<embedded::EmbeddedFile>;

const Files first{{"0001_start.sql",
                   "-- One; two.\nCREATE TABLE a (x TEXT); -- 'x'; y\n"
                   "INSERT INTO a VALUES ('semi;colon -- kept');"}};
const Files both{first[0], {"0002_more.sql", "INSERT INTO a VALUES ('second')"}};

/// The file as it was written, with its comments.
std::string source_of(const embedded::EmbeddedFile& file) {
  std::ifstream in(SATCHEL_TESTS_FOLDER "/../shared/store/schema/" + std::string(file.name));
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_SUITE("migrate") {
  TEST_CASE("each file is applied once; running again changes nothing") {
    const auto database = need(open_sqlite({.path = ":memory:"}));
    need(migrate(*database, "test", first));
    const std::string once = dump(*database);
    CHECK(once.find("a|'semi;colon -- kept'") != std::string::npos);

    need(migrate(*database, "test", first));
    CHECK(dump(*database) == once);

    need(migrate(*database, "test", both));
    CHECK(dump(*database).find("a|'second'") != std::string::npos);
    need(migrate(*database, "test", both));
    const auto tx = need(database->begin(Access::read));
    CHECK(need(tx->query("SELECT COUNT(*) FROM a"))[0].number(0) == 2);
  }

  TEST_CASE("a database of a newer program is refused and left alone") {
    const auto database = need(open_sqlite({.path = ":memory:"}));
    need(migrate(*database, "test", both));
    const std::string before = dump(*database);

    const auto refused = migrate(*database, "test", first);

    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::conflict);
    CHECK(refused.error().message.find("newer program") != std::string::npos);
    CHECK(dump(*database) == before);
  }

  TEST_CASE("a database made from another text of the same file is refused; comments are no text") {
    const auto database = need(open_sqlite({.path = ":memory:"}));
    need(migrate(*database, "test", Files{{"0001_start.sql", "CREATE TABLE a (x TEXT);"}}));
    need(migrate(*database, "test", Files{{"0001_start.sql", "CREATE TABLE a (x TEXT);--"}}));

    const auto refused =
        migrate(*database, "test", Files{{"0001_start.sql", "CREATE TABLE a (y TEXT);"}});

    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::conflict);
    CHECK(refused.error().message.find("empty data folder") != std::string::npos);
  }

  TEST_CASE("a database from before digests were kept is refused, not half read") {
    const auto database = need(open_sqlite({.path = ":memory:"}));
    const auto tx = need(database->begin());
    need(tx->run("CREATE TABLE schema_migration (migration_set TEXT, number BIGINT, name TEXT)"));
    need(tx->commit());
    const auto refused = migrate(*database, "test", first);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("first release") != std::string::npos);
  }

  TEST_CASE("sets of different layers do not disturb each other") {
    const auto database = need(open_sqlite({.path = ":memory:"}));
    need(migrate_shared(*database));
    need(migrate(*database, "test", first));
    need(migrate_shared(*database));
    const auto tx = need(database->begin(Access::read));
    CHECK(need(tx->query("SELECT COUNT(*) FROM a"))[0].number(0) == 1);
  }

  TEST_CASE("a file that fails leaves nothing behind, and can be applied once repaired") {
    const auto database = need(open_sqlite({.path = ":memory:"}));
    const Files broken{first[0], {"0002_more.sql", "CREATE TABLE b (x TEXT); SELEC 1;"}};
    CHECK_FALSE(migrate(*database, "test", broken));
    CHECK(dump(*database).find("0002") == std::string::npos);
    need(migrate(*database, "test", both));
  }

  TEST_CASE("files must be numbered without gaps") {
    const auto database = need(open_sqlite({.path = ":memory:"}));
    CHECK_FALSE(migrate(*database, "test", Files{{"0002_late.sql", "SELECT 1"}}));
    CHECK_FALSE(migrate(*database, "test", Files{{"start.sql", "SELECT 1"}}));
  }

  TEST_CASE("the shared schema keeps to the types and words that PostgreSQL knows too") {
    for (const embedded::EmbeddedFile& file : embedded::shared_schema()) {
      CAPTURE(file.name);
      for (const char* word : {"INTEGER", " INT ", "BOOLEAN", "REAL", "BLOB", "AUTOINCREMENT",
                               "STRICT", "WITHOUT ROWID", "SERIAL", "REFERENCES", "datetime"}) {
        CAPTURE(word);
        CHECK(file.bytes.find(word) == std::string_view::npos);
      }
    }
  }

  TEST_CASE("every table and every column of the shared schema has a sentence, for readers only") {
    for (const embedded::EmbeddedFile& file : embedded::shared_schema()) {
      CHECK(file.bytes.find("--") == std::string_view::npos);
      const std::string source = source_of(file);
      std::string_view rest = source;
      REQUIRE_FALSE(rest.empty());
      std::string_view previous;
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size() - 1);
        const std::string_view line = rest.substr(0, end);
        const bool opens = line.rfind("CREATE ", 0) == 0;
        const bool column = line.rfind("  ", 0) == 0 && line.back() == ',' &&
                            line.find("PRIMARY KEY (") == std::string_view::npos;
        CAPTURE(line);
        if (opens) CHECK(previous.rfind("-- ", 0) == 0);
        CHECK_FALSE(column);
        previous = line;
        rest.remove_prefix(end + 1);
      }
    }
  }
}

}  // namespace satchel::migrate_test
