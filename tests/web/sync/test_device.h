// TestDevice: a device of Nancy's on a database file that can be closed, copied and opened again.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shared/store/account_store.h"
#include "shared/store/order_store.h"
#include "tests/support/builders.h"
#include "tests/web/sync/truth_server.h"
#include "web/app/dispatch.h"
#include "web/sync/exchange.h"
#include "web/sync/outbox.h"

namespace satchel::web {

inline Session a_session() {
  return {a_rep().user_id,
          "nancy",
          "Nancy Davolio",
          satchel::Role::rep,
          {{west, "W", "West"}},
          "D3",
          ""};
}

inline Session another_session() {
  return {another_rep().user_id,
          "andrew",
          "Andrew Fuller",
          satchel::Role::rep,
          {{east, "E", "East"}},
          "D3",
          ""};
}

/// A folder of its own below the system's temporary one; removed at the end.
class TestFolder {
 public:
  TestFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "satchel-sync-XXXXXX").string();
    SATCHEL_CHECK(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~TestFolder() { std::filesystem::remove_all(path_); }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

class TestDevice {
 public:
  /// Opens a new device; with `logged_in`, Nancy's session is stored.
  explicit TestDevice(bool logged_in = true) {
    open();
    if (logged_in) need(store_session(*database, a_session(), now, random));
  }

  void open() {
    SqliteOptions options;
    options.path = (folder_ / "app.db").string();
    options.exclusive = true;
    database = need(open_sqlite(options));
    need(open_device(*database, now, random));
  }

  /// Starts the program again: only what is in the file remains.
  void reopen() {
    database.reset();
    open();
  }

  Decision<Touched> give(const Command& command) {
    return need(dispatch(*database, {a_session(), now, test_today}, command));
  }

  PreparedExchange prepare(const ExchangeBounds& bounds = {}) {
    return need(build_request(*database, bounds, now, random));
  }

  ReplyEffect apply(const PreparedExchange& sent, const ServerReply& reply) {
    SATCHEL_CHECK(reply.status == 200 || reply.status == 204);
    return need(apply_response(*database, sent, reply.body, now));
  }

  /// One exchange that arrives both ways.
  ReplyEffect exchange(TruthServer& server) {
    const PreparedExchange sent = prepare();
    return apply(sent, server.answer(sent.body));
  }

  /// Exchanges until the answer is complete.
  void exchange_all(TruthServer& server) {
    while (exchange(server) == ReplyEffect::staged) {
    }
  }

  template <class Read>
  auto read(Read read) {
    auto tx = need(database->begin(Access::read));
    return need(read(*tx));
  }
  std::vector<OutboxEntry> pending() {
    return read([](Transaction& tx) { return load_pending(tx); });
  }
  std::vector<OutboxEntry> refused() {
    return read([](Transaction& tx) { return load_refused(tx); });
  }
  OutboxCounts counts() {
    return read([](Transaction& tx) { return count_pending(tx); });
  }
  Device device() {
    return read([](Transaction& tx) { return load_device(tx); });
  }
  std::optional<Order> order(int number = 1) {
    return read([&](Transaction& tx) { return find_order(tx, an_order_id(number)); });
  }
  std::optional<Account> account(const AccountId& id = a_company_account().id) {
    return read([&](Transaction& tx) { return find_account(tx, id); });
  }

  Timestamp now = test_now;
  SeededRandom random;
  std::unique_ptr<Database> database;

 private:
  TestFolder folder_;
};

}  // namespace satchel::web
