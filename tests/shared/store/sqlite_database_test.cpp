// The SQLite driver: parameters, errors, savepoints, durability of what was committed.
#include "shared/store/sqlite_database.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>

#include "tests/support/dump.h"

namespace satchel::sqlite_database_test {
namespace {

std::unique_ptr<Database> an_empty_database() { return need(open_sqlite({.path = ":memory:"})); }

/// A folder that is gone when the test is over.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string path = (std::filesystem::temp_directory_path() / "satchel-XXXXXX").string();
    SATCHEL_CHECK(mkdtemp(path.data()) != nullptr);
    path_ = path;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::string file(const char* name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

ErrorCode code_of(const Result<Rows>& result) {
  REQUIRE_FALSE(result);
  return result.error().code;
}

}  // namespace

TEST_SUITE("sqlite transaction") {
  TEST_CASE("parameters are bound by their number, in whatever order and however often used") {
    const auto database = an_empty_database();
    const auto tx = need(database->begin());

    const Rows rows = need(tx->query("SELECT $2, $1, $2, $3", 1, "two", std::optional<Date>()));

    CHECK(rows[0].text(0) == "two");
    CHECK(rows[0].number(1) == 1);
    CHECK(rows[0].text(2) == "two");
    CHECK(rows[0].is_null(3));
  }

  TEST_CASE("columns come back as they were stored, with plain answers for NULL") {
    const auto database = an_empty_database();
    const auto tx = need(database->begin());

    const Rows rows = need(tx->query(R"sql(
      SELECT $1, $2, $3, $4, $5, NULL
    )sql",
                                     date(2026, 11, 22), dec("14.00"), an_order_id(), Currency::kwd,
                                     std::string("a\"b'ü😀")));

    const Row& row = rows[0];
    CHECK(row.day(0) == date(2026, 11, 22));
    CHECK(to_text(row.decimal(1)) == "14.00");
    CHECK(row.id<OrderId>(2) == an_order_id());
    CHECK(row.word<Currency>(3) == Currency::kwd);
    CHECK(row.text(4) == "a\"b'ü😀");
    CHECK(row.number(5) == 0);
    CHECK(row.text(5).empty());
    CHECK_FALSE(row.optional_day(5));
    CHECK(row.id<OrderId>(5).empty());
    CHECK(row.word<ChargeKind>(4) == ChargeKind::one_time);
  }

  TEST_CASE("wrong SQL, too few and too many values are invalid; a violated rule is a conflict") {
    const auto database = an_empty_database();
    const auto tx = need(database->begin());
    need(tx->run("CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, word TEXT CHECK (word = 'a'))"));
    need(tx->run("INSERT INTO t VALUES (1, 'a')"));

    CHECK(code_of(tx->query("SELEC 1")) == ErrorCode::invalid);
    CHECK(code_of(tx->query("SELECT 1; SELECT 2")) == ErrorCode::invalid);
    CHECK(code_of(tx->query("SELECT ?", 1)) == ErrorCode::invalid);
    CHECK(code_of(tx->query("SELECT $1")) == ErrorCode::invalid);
    CHECK(code_of(tx->query("SELECT $1", 1, 2)) == ErrorCode::invalid);
    CHECK(code_of(tx->query("INSERT INTO t VALUES (1, 'a')")) == ErrorCode::conflict);
    CHECK(code_of(tx->query("INSERT INTO t VALUES (2, 'b')")) == ErrorCode::conflict);
    CHECK(code_of(tx->query("INSERT INTO t VALUES (NULL, 'a')")) == ErrorCode::conflict);
    CHECK(need(tx->query("SELECT COUNT(*) FROM t"))[0].number(0) == 1);
  }

  TEST_CASE("what is not committed is gone; what is committed stays") {
    const auto database = an_empty_database();
    {
      const auto tx = need(database->begin());
      need(tx->run("CREATE TABLE t (id BIGINT)"));
      need(tx->commit());
    }
    {
      const auto tx = need(database->begin());
      need(tx->run("INSERT INTO t VALUES (1)"));
    }
    const auto tx = need(database->begin(Access::read));
    CHECK(need(tx->query("SELECT COUNT(*) FROM t"))[0].number(0) == 0);
  }

  TEST_CASE("a savepoint undoes its own work and nothing before it; savepoints nest") {
    const auto database = an_empty_database();
    const auto tx = need(database->begin());
    need(tx->run("CREATE TABLE t (id BIGINT)"));
    need(tx->run("INSERT INTO t VALUES (1)"));
    need(tx->savepoint());
    need(tx->run("INSERT INTO t VALUES (2)"));
    need(tx->savepoint());
    need(tx->run("INSERT INTO t VALUES (3)"));
    need(tx->rollback_to_savepoint());
    need(tx->release());
    need(tx->savepoint());
    need(tx->run("INSERT INTO t VALUES (4)"));
    need(tx->rollback_to_savepoint());

    const Rows rows = need(tx->query("SELECT id FROM t ORDER BY id"));
    REQUIRE(rows.size() == 2);
    CHECK(rows[1].number(0) == 2);
    need(tx->commit());
  }

  TEST_CASE("nothing follows a commit, and one connection has one transaction") {
    const auto database = an_empty_database();
    const auto tx = need(database->begin());
    const auto second = database->begin();
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::invalid);
    need(tx->commit());
    CHECK(code_of(tx->query("SELECT 1")) == ErrorCode::invalid);
    CHECK_FALSE(tx->commit());
    CHECK(database->begin());
  }

  TEST_CASE("many different statements do not pile up") {
    const auto database = an_empty_database();
    const auto tx = need(database->begin());
    for (int number = 0; number < 1000; ++number) {
      const std::string sql = "SELECT " + std::to_string(number) + " + $1";
      CHECK(need(tx->query(sql, 1))[0].number(0) == number + 1);
    }
  }
}

TEST_SUITE("open_sqlite") {
  TEST_CASE("committed rows are there after reopening, and the log can be emptied") {
    const TemporaryFolder folder;
    {
      const auto database = need(open_sqlite({.path = folder.file("a.db")}));
      const auto tx = need(database->begin());
      need(tx->run("CREATE TABLE t (id BIGINT)"));
      need(tx->run("INSERT INTO t VALUES (7)"));
      need(tx->commit());
      CHECK(std::filesystem::file_size(folder.file("a.db-wal")) > 0);
      need(checkpoint(*database));
      CHECK(std::filesystem::file_size(folder.file("a.db-wal")) == 0);
    }
    const auto database = need(open_sqlite({.path = folder.file("a.db")}));
    const auto tx = need(database->begin(Access::read));
    CHECK(need(tx->query("SELECT id FROM t"))[0].number(0) == 7);
  }

  TEST_CASE("a second writer is told that the database is busy; readers are not disturbed") {
    const TemporaryFolder folder;
    const SqliteOptions options{.path = folder.file("a.db"), .busy_timeout_ms = 0};
    const auto first = need(open_sqlite(options));
    const auto second = need(open_sqlite(options));
    const auto writing = need(first->begin());
    need(writing->run("CREATE TABLE t (id BIGINT)"));

    const auto refused = second->begin();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::unavailable);
    CHECK(second->begin(Access::read));
  }

  TEST_CASE("exclusive mode keeps others out and needs no shared memory") {
    const TemporaryFolder folder;
    const auto database = need(open_sqlite({.path = folder.file("a.db"), .exclusive = true}));
    const auto tx = need(database->begin());
    need(tx->run("CREATE TABLE t (id BIGINT)"));
    need(tx->commit());
    CHECK_FALSE(std::filesystem::exists(folder.file("a.db-shm")));
    CHECK_FALSE(open_sqlite({.path = folder.file("a.db"), .busy_timeout_ms = 0}));
  }

  TEST_CASE("a path that cannot be opened and a file that is no database are told apart") {
    const auto missing = open_sqlite({.path = "/nowhere/at/all.db"});
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::unavailable);
    CHECK(missing.error().message.find("/nowhere/at/all.db") != std::string::npos);

    const TemporaryFolder folder;
    std::FILE* file = std::fopen(folder.file("a.db").c_str(), "w");
    for (int line = 0; line < 200; ++line) std::fputs("This is not a database.\n", file);
    std::fclose(file);
    const auto garbage = open_sqlite({.path = folder.file("a.db")});
    REQUIRE_FALSE(garbage);
    CHECK(garbage.error().code == ErrorCode::corrupt);
  }
}

}  // namespace satchel::sqlite_database_test
