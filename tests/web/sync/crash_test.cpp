// Crashes: the program dies at every commit there is, before it and after it, and nothing that was
// acknowledged is lost or done twice.
#include <doctest/doctest.h>

#include <set>

#include "tests/web/sync/crashing_database.h"
#include "tests/web/sync/test_device.h"
#include "web/sync/sync_loop.h"
#include "web/sync/truth.h"

namespace satchel::web::crash_test {
namespace {

namespace fs = std::filesystem;

/// One life of the program on the device: from opening the file to its end or its crash.
class Life {
 public:
  Life(const fs::path& file, TruthServer& server, CrashPlan& plan)
      : server_(server), plan_(plan), sqlite_(opened(file)), database_(*sqlite_, plan) {}

  /// Does a day's work that `done` does not yet hold; stops at once when the program dies.
  void work(std::set<int>& done) {
    if (!open_device(database_, now_, random_)) return;
    if (!store_session(database_, a_session(), now_, random_)) return;
    exchange();
    const Account customer = a_company_account(2);
    give(1, CreateAccount{customer}, done);
    give(2, a_save_draft(1, customer), done);
    exchange(Reply::lost);
    give(3, a_place_order(1, customer), done);
    give(4, EditAccount{customer.id, {{AccountField::city, "Berlin", "Potsdam"}}}, done);
    exchange();
    give(5, a_place_order(2), done);
    give(6, a_save_draft(3), done);
    give(7, CancelDraft{an_order_id(3)}, done);
    exchange(Reply::twice);
    exchange();
  }

  Database& database() { return *sqlite_; }

 private:
  enum class Reply { arrives, lost, twice };

  static std::unique_ptr<Database> opened(const fs::path& file) {
    SqliteOptions options;
    options.path = file.string();
    options.exclusive = true;
    return need(open_sqlite(options));
  }

  /// What a person saw as saved is `done`; what died on the way may or may not have happened.
  void give(int number, const Command& command, std::set<int>& done) {
    if (plan_.crashed || done.count(number) > 0) return;
    const auto decided = dispatch(database_, {a_session(), now_, test_today}, command);
    if (decided) done.insert(number);
  }

  void exchange(Reply reply = Reply::arrives) {
    for (int round = 0; round < 20 && !plan_.crashed; ++round) {
      const auto sent = build_request(database_, {}, now_, random_);
      if (!sent) return;
      ServerReply answer = server_.answer(sent->body);
      if (reply == Reply::lost) return;
      if (reply == Reply::twice) answer = server_.answer(sent->body);
      const auto effect = apply_response(database_, *sent, answer.body, now_);
      if (!effect || *effect != ReplyEffect::staged) return;
    }
  }

  TruthServer& server_;
  CrashPlan& plan_;
  std::unique_ptr<Database> sqlite_;
  CrashingDatabase database_;
  SeededRandom random_{7};
  Timestamp now_ = test_now;
};

/// Copies the files as they lie on the disk at this moment, as after kill -9.
fs::path copy_of(const fs::path& file) {
  const fs::path copy = file.string() + ".copy";
  for (const char* suffix : {"", "-wal", "-journal"}) {
    const fs::path part = file.string() + suffix;
    if (fs::exists(part)) fs::copy_file(part, copy.string() + suffix);
  }
  return copy;
}

void check_equal(Database& device, TruthServer& server) {
  auto tx = need(device.begin(Access::read));
  CHECK(need(count_pending(*tx)).queued == 0);
  CHECK(need(load_refused(*tx)).empty());
  for (int number = 1; number <= 3; ++number) {
    CHECK(need(find_order(*tx, an_order_id(number))) == server.order(an_order_id(number)));
  }
  const AccountId customer = a_company_account(2).id;
  CHECK(need(find_account(*tx, customer)) == server.account(customer));
  CHECK(server.account(customer)->address.city == "Potsdam");
  CHECK(server.order(an_order_id(1))->lifecycle == OrderLifecycle::pending);
  CHECK(server.order(an_order_id(2))->lifecycle == OrderLifecycle::pending);
  CHECK(server.order(an_order_id(3))->lifecycle == OrderLifecycle::cancelled);
}

/// Returns whether the plan's commit was reached. After the crash, what was acknowledged is there,
/// and the rest of the day ends as if nothing had happened.
bool survive(CrashPlan plan) {
  TestFolder folder;
  TruthServer server;
  server.page_size = 2;
  std::set<int> done;
  fs::path file = folder / "app.db";
  {
    Life life(file, server, plan);
    life.work(done);
    if (!plan.crashed) {
      check_equal(life.database(), server);
      return false;
    }
    file = copy_of(file);
  }
  CrashPlan never;
  {
    Life life(file, server, never);
    // A command that became durable in the moment of the crash is found, not given again.
    SeededRandom random(9);
    if (open_device(life.database(), test_now, random)) {
      auto tx = need(life.database().begin(Access::read));
      const Rows rows = need(tx->query("SELECT COUNT(*) FROM journal_command"));
      const auto kept = static_cast<int>(rows[0].number(0));
      for (const int number : done) CHECK(number <= kept);
      for (int number = 1; number <= kept; ++number) done.insert(number);
    }
    life.work(done);
    check_equal(life.database(), server);
  }
  CHECK(server.command_count() == 7);
  CHECK(server.executed_count() == 7);
  return true;
}

}  // namespace

TEST_SUITE_BEGIN("crash");

TEST_CASE("a crash at any commit, before or after it, loses nothing and repeats nothing") {
  for (const bool after_commit : {false, true}) {
    int points = 0;
    for (int commit = 1; survive({.commits_left = commit, .after_commit = after_commit});
         ++commit) {
      CAPTURE(commit);
      points += 1;
    }
    CHECK(points >= 25);
  }
}

TEST_SUITE_END();

}  // namespace satchel::web::crash_test
