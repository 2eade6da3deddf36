// Tests of bill runs that are killed between any two transactions and started again.
#include <filesystem>

#include "tests/server/billing/billing_fixture.h"

namespace satchel::server::bill_run_kill_test {
namespace {

constexpr int accounts = 5;
const UserId ada = an_admin().user_id;

/// A database in a file, so that it can be closed and opened again like after a kill.
class FileServer {
 public:
  FileServer()
      : path_(std::filesystem::temp_directory_path() /
              ("satchel_bill_run_" + std::to_string(++count_) + "_" +
               std::to_string(reinterpret_cast<std::uintptr_t>(this)) + ".db")) {
    erase();
    server_ = std::make_unique<TestServer>(path_.string());
    add_billable_accounts(*server_, accounts);
  }
  ~FileServer() {
    server_.reset();
    erase();
  }
  FileServer(const FileServer&) = delete;
  FileServer& operator=(const FileServer&) = delete;

  TestServer& operator*() { return *server_; }

  /// Begins a transaction of the run that never commits, closes everything and opens it again.
  void kill() {
    const SeededRandom random = server_->random;
    {
      const auto tx = need(server_->database->begin());
      need(tx->run("DELETE FROM invoice"));
      need(tx->run("UPDATE bill_run SET state = 'posted'"));
    }
    server_.reset();
    server_ = std::make_unique<TestServer>(path_.string());
    server_->random = random;
  }

 private:
  void erase() {
    for (const char* suffix : {"", "-wal", "-shm"}) {
      std::filesystem::remove(path_.string() + suffix);
    }
  }

  static inline int count_ = 0;
  std::filesystem::path path_;
  std::unique_ptr<TestServer> server_;
};

/// What a run that nobody disturbs leaves behind.
std::string unbroken() {
  FileServer file;
  const BillRun run = granted(start_run((*file).context(), ada, first_through));
  granted(post_run((*file).context(), ada, run.id));
  return bills_of(*file);
}

/// The same with transactions of `chunk` accounts, killed after step `killed_after`.
std::string broken(std::int64_t chunk, int killed_after) {
  FileServer file;
  const BillRunId id = granted(open_run((*file).context(), ada, first_through, chunk)).id;
  int step = 0;
  const auto maybe_kill = [&] {
    if (step++ == killed_after) file.kill();
  };
  maybe_kill();
  while (need(advance_run((*file).context(), id))) maybe_kill();
  maybe_kill();
  while (*need(advance_posting((*file).context(), ada, id, chunk))) maybe_kill();
  return bills_of(*file);
}

TEST_SUITE("bill run, killed") {
  TEST_CASE("a run killed after any step and started again ends the same") {
    const std::string expected = unbroken();

    for (const int chunk : {1, 2}) {
      const int steps = 2 * (accounts / chunk) + 3;
      for (int killed_after = 0; killed_after < steps; ++killed_after) {
        CAPTURE(chunk);
        CAPTURE(killed_after);
        CHECK(broken(chunk, killed_after) == expected);
      }
    }
  }

  TEST_CASE("a killed run goes on where it stopped and shows how far it is") {
    FileServer file;
    const BillRunId id = granted(open_run((*file).context(), ada, first_through, 3)).id;
    REQUIRE(need(advance_run((*file).context(), id)));

    file.kill();
    const auto half = (*file).read([&](Transaction& tx) { return need(find_bill_run(tx, id)); });
    REQUIRE(half);
    CHECK(half->state == BillRunState::running);
    CHECK(half->accounts_total == accounts);
    CHECK(half->accounts_done == 3);

    const BillRun run = granted(resume_run((*file).context(), id));
    CHECK(run.state == BillRunState::ready);
    CHECK(run.invoice_count == accounts);
  }

  TEST_CASE("a running run can be discarded and leaves nothing") {
    FileServer file;
    const BillRunId id = granted(open_run((*file).context(), ada, first_through, 3)).id;
    REQUIRE(need(advance_run((*file).context(), id)));

    granted(discard_run((*file).context(), ada, id));

    CHECK((*file).count("SELECT COUNT(*) FROM invoice") == 0);
    CHECK((*file).count("SELECT COUNT(*) FROM charge_slot") == 0);
    CHECK(need(advance_run((*file).context(), id)) == false);
  }

  TEST_CASE("two that drive one run at once bill each account once") {
    FileServer file;
    const BillRunId id = granted(open_run((*file).context(), ada, first_through, 2)).id;

    bool more = true;
    while (more) {
      more = need(advance_run((*file).context(), id));
      need(advance_run((*file).context(), id));
    }

    const BillRun run = granted(resume_run((*file).context(), id));
    CHECK(run.state == BillRunState::ready);
    CHECK(run.totals == std::vector<Money>{usd(accounts * first_bill_minor)});
  }
}

}  // namespace
}  // namespace satchel::server::bill_run_kill_test
