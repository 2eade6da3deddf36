// Moving an organisation from SQLite to PostgreSQL.
#include "server/main/migrate_store.h"

#include "server/main/migrate_store_command.h"
#include "server/store/open_store.h"
#include "tests/server/main/command_fixture.h"
#include "tests/server/postgres/postgres_fixture.h"

namespace satchel::server::migrate_store_test {
namespace {

/// An organisation in a data folder that is to be moved.
struct Source : TestFolder {
  Result<void> move_to(const std::string& url) {
    return run_migrate_store({.from = folder.path(), .to = url}, printed);
  }
};

struct MovedDemo : Source {
  MovedDemo() { need(run_demo(run())); }
};

/// An order that was brought by a device, accepted, completed, billed and paid.
struct MovedDesk : Source {
  MovedDesk() {
    SqliteEngine sqlite;
    const EngineScope scope(sqlite);
    TestServer server(folder.database_address());
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{a_company_account(1)}).add(a_place_order(1)).push(1, 2);
    need(run_order_act(run(), OrderAct::accept, {}, true));
    need(run_order_act(run(), OrderAct::complete, {}, true));
    need(run_bill(run(), {.through = "2026-12-01", .post = true}));
    need(run_payment_record(run(), {.order = "1001", .amount = "5.00"}));
    take_printed();
  }
};

/// Returns what the query gives in the database at the address, one row a line.
std::string lines_of(Database& database, const std::string& sql) {
  const auto tx = need(database.begin(Access::read));
  std::string lines;
  for (const Row& row : need(tx->query(sql))) lines += row.text(0) + "\n";
  return lines;
}

}  // namespace

TEST_SUITE("satchel migrate-store") {
  TEST_CASE("every table is counted, digested and the same; the source stays as it is") {
    MovedDesk source;
    const std::string url = a_new_postgres();
    const std::string invoices = "SELECT id FROM invoice_line ORDER BY id";
    const std::int64_t audited = source.count("SELECT COUNT(*) FROM audit_log");

    need(source.move_to(url));
    const std::string printed = source.take_printed();

    const auto moved = need(open_store(url));
    const auto tx = need(moved->begin(Access::read));
    CHECK(need(tx->query("SELECT COUNT(*) FROM audit_log"))[0].number(0) == audited + 1);
    CHECK(need(epoch_of(*tx)) == source.read([](Transaction& own) { return need(epoch_of(own)); }));
    CHECK(need(find_price_book(*tx, 1)) ==
          source.read([](Transaction& own) { return need(find_price_book(own, 1)); }));
    CHECK(lines_of(*need(open_store(url)), invoices) == lines_of(*source.database, invoices));
    CHECK(source.count("SELECT COUNT(*) FROM invoice_line") > 0);
    CHECK(source.count("SELECT COUNT(*) FROM payment") == 1);
    CHECK(source.count("SELECT COUNT(*) FROM audit_log") == audited);
    for (const char* table : {"account ", "invoice_line ", "feed_commit ", "payment "}) {
      CHECK(printed.find(std::string("\n") + table) != std::string::npos);
    }
    CHECK(printed.find("each was read back and is the same") != std::string::npos);
  }

  TEST_CASE("customers are found after the move as before") {
    MovedDemo source;
    const std::string url = a_new_postgres();
    need(source.move_to(url));
    const auto moved = need(open_store(url));
    const auto tx = need(moved->begin(Access::read));
    const auto names = source.read([](Transaction& own) {
      std::vector<std::string> all;
      for (const Account& account : need(search_accounts(own, "", 100))) {
        all.push_back(display_name(account));
      }
      return all;
    });
    REQUIRE(names.size() >= 12);
    for (const std::string& name : names) {
      CHECK(need(rank_accounts(*tx, name.substr(0, 3), 5)) == source.read([&](Transaction& own) {
        return need(rank_accounts(own, name.substr(0, 3), 5));
      }));
    }
  }

  TEST_CASE("a target with rows is refused and stays as it is") {
    MovedDesk source;
    const std::string url = a_new_postgres();
    need(source.move_to(url));

    const auto again = source.move_to(url);

    REQUIRE_FALSE(again);
    CHECK(again.error().code == ErrorCode::conflict);
    CHECK(again.error().message.find("not empty") != std::string::npos);
    CHECK(lines_of(*need(open_store(url)),
                   "SELECT action FROM audit_log WHERE action = 'migrate_store'") ==
          "migrate_store\n");
  }

  TEST_CASE("a move that fails leaves no row, and is made again after the repair") {
    MovedDesk source;
    const std::string url = a_new_postgres();
    const auto change = [&](const char* sql) {
      const auto tx = need(source.database->begin());
      need(tx->run(sql));
      need(tx->commit());
    };
    change("INSERT INTO territory (id, code, name) VALUES ('zz', 'ZZ', char(0))");

    const auto failed = source.move_to(url);
    REQUIRE_FALSE(failed);
    CHECK(failed.error().message.find("U+0000") != std::string::npos);
    CHECK(lines_of(*need(open_store(url)), "SELECT id FROM account").empty());
    change("DELETE FROM territory WHERE id = 'zz'");

    need(source.move_to(url));
    CHECK_FALSE(lines_of(*need(open_store(url)), "SELECT id FROM account").empty());
  }

  TEST_CASE("what is no source, and what is no target, is told") {
    MovedDesk source;
    const auto no_source =
        run_migrate_store({.from = "/nowhere", .to = a_new_postgres()}, source.printed);
    REQUIRE_FALSE(no_source);
    CHECK(no_source.error().message.find("/nowhere is no database") != std::string::npos);
    const auto no_target =
        run_migrate_store({.from = source.folder.path(), .to = "file.db"}, source.printed);
    REQUIRE_FALSE(no_target);
    CHECK(no_target.error().message.find("--to") != std::string::npos);
    const FolderLock served = need(FolderLock::take(source.folder));
    const auto in_use = source.move_to(a_new_postgres());
    REQUIRE_FALSE(in_use);
    CHECK(in_use.error().code == ErrorCode::conflict);
  }
}

}  // namespace satchel::server::migrate_store_test
