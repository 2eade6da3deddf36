// TruthServer: a small server for device tests, deciding with the shared core over its own
// database.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "shared/execute/execute.h"
#include "shared/wire/session_message.h"
#include "shared/wire/sync_message.h"
#include "tests/support/builders.h"

namespace satchel::web {

/// What the server says to one request: status and body.
struct ServerReply {
  int status = 0;
  std::string body;
};

class TruthServer {
 public:
  /// Holds the organisation, price book 1 and account 1, all in the feed.
  TruthServer();

  /// Answers as the protocol says: known commands get their recorded verdict, gaps and forks are
  /// refused, truth comes with the verdict, pages hold at most `page_size` aggregates.
  ServerReply answer(const std::string& request);

  /// Decides a command of the office or of another device.
  void act(const Actor& actor, const Command& command);
  /// Writes the account as somebody else changed it.
  void save(const Account& account);
  void save(const Order& order);
  void save(const Organisation& organisation);
  void save(const PriceBook& book);
  /// Takes the aggregate from this device: its truth is absence from now on.
  void withdraw(const AggregateRef& ref);
  /// Comes back from a backup that lacks all commands after `sequence`, with a new epoch. What
  /// they created is erased.
  void restore(std::int64_t sequence);
  /// Forgets the texts it has: from now on every known command looks like another's.
  void confuse_journal();

  std::optional<Order> order(const OrderId& id);
  std::optional<Account> account(const AccountId& id);
  /// Returns the text of the last command that came.
  const std::string& last_text() const { return known_.back().text; }
  std::size_t command_count() const { return known_.size(); }
  std::size_t executed_count() const { return executed_; }

  std::size_t page_size = 200;
  Actor actor = a_rep();
  std::optional<Session> session;  // Told with the first page of a start.

 private:
  struct Known {
    std::string text;
    std::string head;
    Verdict verdict;
    AggregateRef target;
  };

  std::optional<Problem> problem_of(const SyncRequest& request) const;
  void decide(const JournalCommand& command, const JournalId& journal);
  void add_page(const SyncRequest& request, SyncResponse& response);
  Truth truth_of(const AggregateRef& ref);
  void feed(const AggregateRef& ref);
  std::string cursor_at(std::size_t position) const;
  std::size_t position_of(const std::string& cursor) const;

  std::unique_ptr<Database> database_ = a_database();
  std::vector<Known> known_;  // One journal is enough for one device.
  std::vector<AggregateRef> feed_;
  std::set<std::pair<AggregateKind, std::string>> withdrawn_;
  int epoch_ = 1;
  std::size_t executed_ = 0;
};

}  // namespace satchel::web
