// A server in memory with two reps and an admin, and devices that talk to it without a network.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "server/store/device_store.h"
#include "server/store/feed_store.h"
#include "server/store/server_schema.h"
#include "server/store/user_store.h"
#include "server/sync/exchange.h"
#include "server/sync/perform.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"
#include "tests/support/builders.h"

namespace satchel::server {

inline User a_user(const Actor& actor, std::string login) {
  User user;
  user.id = actor.user_id;
  user.login = std::move(login);
  user.name = actor.name;
  user.role = actor.role;
  user.territories = actor.territories;
  return user;
}

/// A server with an organisation, price book 1, the territories west and east, `a_rep` (west),
/// `another_rep` (east) and `an_admin`. The feed holds the organisation and the price book.
class TestServer {
 public:
  explicit TestServer(const std::string& path = ":memory:") {
    database = need(test_engine().open(path));
    need(migrate_server(context()));
    write([](const ServerWrite& in) {
      if (need(find_organisation(in.tx))) return;
      need(save_organisation(in.tx, an_organisation()));
      need(save_price_book(in.tx, a_price_book()));
      need(save_territory(in.tx, {west, "W", "West"}));
      need(save_territory(in.tx, {east, "E", "East"}));
      need(save_user(in.tx, a_user(a_rep(), "nancy")));
      need(save_user(in.tx, a_user(another_rep(), "andrew")));
      need(save_user(in.tx, a_user(an_admin(), "ada")));
      const std::vector<FeedEntry> entries{{{AggregateKind::organisation, "-"}, {}},
                                           {{AggregateKind::price_book, "1"}, {}}};
      need(append_feed(in, entries));
    });
  }

  ServerContext context() { return {*database, random, now}; }

  /// Runs `act(const ServerWrite&)` in a committed transaction.
  template <class Act>
  void write(Act act) {
    const auto tx = need(database->begin());
    act(write_in(context(), *tx));
    need(tx->commit());
  }

  /// Returns what `read(Transaction&)` finds.
  template <class Read>
  auto read(Read read) {
    const auto tx = need(database->begin(Access::read));
    return read(*tx);
  }

  /// Returns the first column of the query's first row as a number.
  std::int64_t count(std::string_view sql) {
    return read([&](Transaction& tx) { return need(tx.query(sql))[0].number(0); });
  }

  /// Returns the query's first column as lines of text.
  std::string lines(std::string_view sql) {
    return read([&](Transaction& tx) {
      std::string result;
      for (const Row& row : need(tx.query(sql))) result += row.text(0) + "\n";
      return result;
    });
  }

  /// Performs an act of the back office that has to be accepted.
  void accept(const Command& command) {
    const auto decided = need(perform(context(), an_admin(), command));
    REQUIRE(decided);
  }

  /// Lets orders choose the payment method besides `on_account`.
  void offer(PaymentMethod method) {
    write([&](const ServerWrite& in) {
      Organisation organisation = *need(find_organisation(in.tx));
      organisation.settings.payment_options.push_back(
          {method, satchel::PaymentGateway::manual, {}});
      organisation.version += 1;
      need(save_organisation(in.tx, organisation));
    });
  }

  /// Stores an account as an import does, with its feed row.
  void add_account(const Account& account) {
    write([&](const ServerWrite& in) {
      need(save_account(in.tx, account));
      const FeedEntry entry{{AggregateKind::account, account.id.text()}, account.id};
      need(append_feed(in, {&entry, 1}));
    });
  }

  std::unique_ptr<Database> database;
  SeededRandom random;
  Timestamp now = test_now;
};

/// A device with a journal of its own; what it sends and gets is in the tests' hands.
class TestDevice {
 public:
  TestDevice(TestServer& server, const Actor& actor, int number)
      : device_id(id_of<DeviceId>(700 + number)),
        journal_id(id_of<JournalId>(600 + number)),
        user_id(actor.user_id),
        server_(server) {
    server.write([&](const ServerWrite& in) {
      need(register_device(in.tx, {device_id, user_id, "Test device"}, in.now));
    });
  }

  /// Appends a command to the journal.
  TestDevice& add(const Command& command) {
    JournalCommand entry;
    entry.sequence = static_cast<std::int64_t>(journal.size()) + 1;
    entry.at = server_.now;
    entry.command = command;
    entry.text = command_text(entry.sequence, entry.at, entry.command);
    journal.push_back(std::move(entry));
    return *this;
  }

  /// Returns the request with the commands `first` to `last`; none when `last` < `first`.
  SyncRequest request(std::size_t first, std::size_t last) const {
    SyncRequest message;
    message.device_id = device_id;
    message.exchange_id = id_of<ExchangeId>(1);
    message.journal_id = journal_id;
    message.cursor = cursor;
    message.head = journal_id.text();
    for (std::size_t index = 0; index < last && index < journal.size(); ++index) {
      message.head = chain_hash(message.head, journal[index].text);
      if (index + 1 >= first) message.commands.push_back(journal[index]);
    }
    message.watermark.queued = static_cast<std::int64_t>(message.commands.size());
    return message;
  }

  ExchangeOutcome send(const SyncRequest& message) {
    return need(exchange(server_.context(), {user_id, device_id}, message));
  }

  /// Sends the commands and keeps the cursor, as a device does that got the answer.
  SyncResponse push(std::size_t first, std::size_t last) {
    const ExchangeOutcome outcome = send(request(first, last));
    REQUIRE(std::holds_alternative<SyncResponse>(outcome));
    cursor = std::get<SyncResponse>(outcome).cursor;
    return std::get<SyncResponse>(outcome);
  }

  /// Exchanges without commands.
  SyncResponse pull() { return push(1, 0); }

  /// Exchanges until nothing is new; returns all truths that came.
  std::vector<Truth> pull_all() {
    std::vector<Truth> truths;
    while (true) {
      const ExchangeOutcome outcome = send(request(1, 0));
      if (std::holds_alternative<SyncIdle>(outcome)) return truths;
      REQUIRE(std::holds_alternative<SyncResponse>(outcome));
      const auto& response = std::get<SyncResponse>(outcome);
      truths.insert(truths.end(), response.truths.begin(), response.truths.end());
      cursor = response.cursor;
    }
  }

  /// Returns the problem with which the request is refused.
  Problem refused(const SyncRequest& message) {
    const ExchangeOutcome outcome = send(message);
    REQUIRE(std::holds_alternative<Problem>(outcome));
    return std::get<Problem>(outcome);
  }

  DeviceId device_id;
  JournalId journal_id;
  UserId user_id;
  std::string cursor;
  std::vector<JournalCommand> journal;

 private:
  TestServer& server_;
};

/// Returns the truth about `ref`, or null when the response has none.
inline const Truth* find_truth(const std::vector<Truth>& truths, const AggregateRef& ref) {
  for (const Truth& truth : truths) {
    if (truth.ref == ref) return &truth;
  }
  return nullptr;
}

inline AggregateRef ref_of_account(const Account& account) {
  return {AggregateKind::account, account.id.text()};
}

inline AggregateRef ref_of_order(int number) {
  return {AggregateKind::order, an_order_id(number).text()};
}

}  // namespace satchel::server
