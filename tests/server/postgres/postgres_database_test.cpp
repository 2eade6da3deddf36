// The PostgreSQL driver on the real server: values, transactions, one writer, failures.
#include <doctest/doctest.h>

#include <limits>
#include <thread>

#include "tests/server/postgres/postgres_fixture.h"

namespace satchel::server::postgres_database_test {
namespace {

/// A database with a table of names and numbers, and what opens it.
struct Fixture {
  Fixture() {
    const auto tx = need(database->begin());
    need(tx->run("CREATE TABLE entry (name TEXT NOT NULL PRIMARY KEY, number BIGINT)"));
    need(tx->run("INSERT INTO entry (name, number) VALUES ('first', 1)"));
    need(tx->commit());
  }

  std::unique_ptr<Database> open(int lock_timeout_ms = 5'000) const {
    return need(open_postgres({.url = url, .lock_timeout_ms = lock_timeout_ms}));
  }
  std::int64_t count() const {
    const auto other = open();
    const auto tx = need(other->begin(Access::read));
    return need(tx->query("SELECT COUNT(*) FROM entry"))[0].number(0);
  }

  std::string url = a_new_postgres();
  std::unique_ptr<Database> database = open();
};

}  // namespace

TEST_SUITE("open_postgres") {
  TEST_CASE_FIXTURE(Fixture, "numbers, texts and NULL come back as they were bound") {
    const auto tx = need(database->begin());
    const std::string text = "O'Hara \"ü\" \\ $1 \n 'x";
    const std::optional<std::int64_t> none;
    for (const std::int64_t number : {std::numeric_limits<std::int64_t>::min(), std::int64_t{0},
                                      std::numeric_limits<std::int64_t>::max()}) {
      const Rows rows =
          need(tx->query("INSERT INTO entry (name, number) VALUES ($1, $2) RETURNING name, number",
                         text + std::to_string(number), number));
      CHECK(rows[0].text(0) == text + std::to_string(number));
      CHECK(rows[0].number(1) == number);
    }
    need(tx->run("INSERT INTO entry (name, number) VALUES ('empty', $1)", none));

    CHECK(need(tx->query("SELECT number FROM entry WHERE name = 'empty'"))[0].is_null(0));
    const Rows rows =
        need(tx->query("SELECT SUM(number), COUNT(*), $2, name = $1 FROM entry "
                       "WHERE name = $1 GROUP BY name",
                       "first", 7));
    CHECK(rows[0].number(0) == 1);
    CHECK(rows[0].number(1) == 1);
    CHECK(rows[0].number(2) == 7);
    CHECK(rows[0].number(3) == 1);
  }

  TEST_CASE_FIXTURE(Fixture, "what PostgreSQL cannot keep, or was not asked for, is invalid") {
    using Values = std::vector<Value>;
    const std::vector<std::pair<const char*, Values>> refused_ones{
        {"SELECT $1", {std::string("a\0b", 3)}},
        {"SELECT $1", {std::string("\xff")}},
        {"SELECT $1, $2", {std::string("one")}},
        {"SELECT 1.5", {}},
        {"SELEC 1", {}}};
    for (const auto& [sql, values] : refused_ones) {
      const auto refused = need(database->begin())->query_values(sql, values);
      REQUIRE_FALSE(refused);
      CHECK(refused.error().code == ErrorCode::invalid);
    }
  }

  TEST_CASE_FIXTURE(Fixture, "a violated constraint is a conflict, and undone by a savepoint") {
    const auto tx = need(database->begin());
    need(tx->run("INSERT INTO entry (name) VALUES ('second')"));
    need(tx->savepoint());
    const auto twice = tx->run("INSERT INTO entry (name) VALUES ('first')");
    REQUIRE_FALSE(twice);
    CHECK(twice.error().code == ErrorCode::conflict);
    need(tx->rollback_to_savepoint());
    need(tx->commit());

    CHECK(count() == 2);
  }

  TEST_CASE_FIXTURE(Fixture, "after an error nothing of the transaction is committed") {
    {
      const auto tx = need(database->begin());
      need(tx->run("INSERT INTO entry (name) VALUES ('second')"));
      CHECK_FALSE(tx->run("INSERT INTO entry (name) VALUES ('first')"));
      const auto committed = tx->commit();
      REQUIRE_FALSE(committed);
      CHECK(committed.error().code == ErrorCode::unavailable);
    }
    CHECK(count() == 1);
    CHECK(database->begin());
  }

  TEST_CASE_FIXTURE(Fixture, "a second writer waits its turn; readers see what was committed") {
    const auto second = open(50);
    const auto writing = need(database->begin());
    need(writing->run("INSERT INTO entry (name) VALUES ('second')"));

    const auto refused = second->begin();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::unavailable);
    const auto reading = need(second->begin(Access::read));
    CHECK(need(reading->query("SELECT COUNT(*) FROM entry"))[0].number(0) == 1);
    need(writing->commit());
    CHECK(need(reading->query("SELECT COUNT(*) FROM entry"))[0].number(0) == 1);
    CHECK_FALSE(reading->run("INSERT INTO entry (name) VALUES ('third')"));
    CHECK(count() == 2);
  }

  TEST_CASE_FIXTURE(Fixture, "two that count by reading and writing lose nothing") {
    const auto add = [this] {
      const auto own = open(60'000);
      for (int round = 0; round < 40; ++round) {
        const auto tx = need(own->begin());
        const Rows rows = need(tx->query("SELECT number FROM entry WHERE name = 'first'"));
        need(tx->run("UPDATE entry SET number = $1 WHERE name = 'first'", rows[0].number(0) + 1));
        need(tx->commit());
      }
    };
    std::thread other(add);
    add();
    other.join();

    const auto tx = need(database->begin(Access::read));
    CHECK(need(tx->query("SELECT number FROM entry WHERE name = 'first'"))[0].number(0) == 81);
  }

  TEST_CASE_FIXTURE(Fixture, "a lost connection is told, and made anew by the next transaction") {
    const auto other = open();
    {
      const auto tx = need(database->begin());
      const auto killing = need(other->begin(Access::read));
      need(
          killing->run("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
                       "WHERE datname = current_database() AND pid <> pg_backend_pid()"));
      const auto lost = tx->run("INSERT INTO entry (name) VALUES ('second')");
      REQUIRE_FALSE(lost);
      CHECK(lost.error().code == ErrorCode::unavailable);
      CHECK_FALSE(tx->commit());
    }
    const auto again = need(database->begin());
    need(again->run("INSERT INTO entry (name) VALUES ('second')"));
    need(again->commit());
    CHECK(count() == 2);
  }

  TEST_CASE("a database that sorts in another way is refused with how to make one") {
    need(postgres_engine().cluster().run(
        "postgres", "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'"));
    const auto refused = open_postgres({.url = postgres_engine().cluster().url_of("latin")});

    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::invalid);
    CHECK(refused.error().message.find("createdb --template=template0") != std::string::npos);
  }

  TEST_CASE("a server that cannot be reached is unavailable, and the reason is told") {
    const auto refused = open_postgres({.url = "postgresql:///none?host=/nowhere/at/all"});

    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::unavailable);
    CHECK(refused.error().message.find("/nowhere/at/all") != std::string::npos);
    CHECK(refused.error().message.find("--database") != std::string::npos);
  }
}

}  // namespace satchel::server::postgres_database_test
