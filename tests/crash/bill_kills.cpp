// Kills satcheld in the middle of bill runs and compares invoices with an unbroken run's.
#include "tests/crash/bill_kills.h"

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "shared/store/organisation_store.h"
#include "shared/store/sqlite_database.h"
#include "tests/crash/kill_timer.h"

namespace satchel::driver {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::microseconds;

constexpr std::size_t attempts_per_kill_max = 20;

/// What a bill run left behind, without ids that differ from run to run.
struct Outcome {
  std::vector<std::string> lines;  // One text per invoice line, in the order of the numbers.
  std::int64_t invoices = 0;
  Money total;

  bool operator==(const Outcome&) const = default;
};

Result<void> copy_folder(const std::string& from, const std::string& to) {
  std::error_code failure;
  std::filesystem::remove_all(to, failure);
  std::filesystem::copy(from, to, std::filesystem::copy_options::recursive, failure);
  if (failure) return fail(ErrorCode::unavailable, from + " cannot be copied to " + to);
  return {};
}

Result<HttpSession> log_in_office(const std::string& data, int port) {
  for (const Login& login : SATCHEL_TRY(load_logins(data))) {
    if (login.role != "admin") continue;
    HttpSession http(port);
    SATCHEL_TRY(http.login(request_of(login)));
    return http;
  }
  return fail(ErrorCode::not_found, "no login of " + data + " is an admin's");
}

/// The first cycle end after today, which bills all that is there.
Result<Date> next_cycle_end(const std::string& data, Date today) {
  SqliteOptions options;
  options.path = database_path(data);
  const auto database = SATCHEL_TRY(open_sqlite(options));
  const auto tx = SATCHEL_TRY(database->begin(Access::read));
  const auto organisation = SATCHEL_TRY(find_organisation(*tx));
  if (!organisation) return fail(ErrorCode::not_found, data + " has no organisation");
  const Date day = organisation->demo_today.value_or(today);
  return next_anchor(day, organisation->bill_cycle_day);
}

/// Runs the cycle and posts it, going on from wherever an earlier attempt was interrupted.
Result<void> run_and_post(HttpSession& office, Date through) {
  const std::string body = R"({"through":")" + to_text(through) + R"(","mode":"run"})";
  const Json runs = SATCHEL_TRY(office.read_json("/v1/bill-runs"));
  std::string id;
  for (const Json& run : array_of(runs, "items")) {
    const std::string state = text_of(run, "state");
    if (state == "ready" || state == "posting") id = text_of(run, "id");
  }
  if (id.empty()) id = text_of(SATCHEL_TRY(office.post_json("/v1/bill-runs", body)), "id");
  const Json posted = SATCHEL_TRY(office.post_json("/v1/bill-runs/" + id + "/post", ""));
  if (text_of(posted, "state") == "posted" && number_of(posted, "accounts_failed") == 0) return {};
  return fail(ErrorCode::conflict, "the bill run was not posted: " + to_text(posted));
}

Result<Outcome> outcome_of(const std::string& data) {
  SqliteOptions options;
  options.path = database_path(data);
  const auto database = SATCHEL_TRY(open_sqlite(options));
  const auto tx = SATCHEL_TRY(database->begin(Access::read));
  const Rows sound = SATCHEL_TRY(tx->query("PRAGMA integrity_check"));
  if (sound.size() != 1 || sound.front().text(0) != "ok") {
    return fail(ErrorCode::corrupt, "the database is not sound");
  }
  Outcome outcome;
  for (const Row& row : SATCHEL_TRY(tx->query(R"sql(
         SELECT invoice.number, invoice.account_id, invoice.total_minor, invoice.state,
                line.position, line.charge_id, line.period_start, line.amount_minor
         FROM invoice JOIN invoice_line line ON line.invoice_id = invoice.id
         ORDER BY invoice.number, line.position)sql"))) {
    std::string text;
    for (std::size_t column = 0; column < 8; ++column) {
      const bool is_text = column == 1 || column == 3 || column == 5 || column == 6;
      text += (is_text ? row.text(column) : std::to_string(row.number(column))) + " ";
    }
    outcome.lines.push_back(text);
  }
  const Rows sums = SATCHEL_TRY(tx->query(R"sql(
    SELECT COUNT(*), SUM(total_minor), MAX(number) - MIN(number) + 1, MIN(currency),
           (SELECT COUNT(*) FROM (SELECT charge_id FROM invoice_line
                                  GROUP BY charge_id, period_start HAVING COUNT(*) > 1)),
           (SELECT COUNT(*) FROM invoice WHERE state <> 'posted')
    FROM invoice)sql"));
  const Row& sum = sums.front();
  outcome.invoices = sum.number(0);
  outcome.total = {sum.number(1), sum.word<Currency>(3)};
  if (sum.number(2) != outcome.invoices) {
    return fail(ErrorCode::corrupt, "the invoice numbers have gaps");
  }
  if (sum.number(4) != 0) return fail(ErrorCode::corrupt, "a charge was billed twice");
  if (sum.number(5) != 0) return fail(ErrorCode::corrupt, "a draft was left behind");
  return outcome;
}

/// Notes what the killed server was doing, from a copy of its files: recovering the originals is
/// its own business.
Result<void> note_moment(const std::string& data, BillKillCounts& counts) {
  const std::string copy = data + "/after-kill";
  std::error_code failure;
  std::filesystem::create_directories(copy, failure);
  for (const char* suffix : {"", "-wal"}) {
    std::filesystem::copy_file(database_path(data) + suffix, database_path(copy) + suffix, failure);
  }
  SqliteOptions options;
  options.path = database_path(copy);
  const auto database = SATCHEL_TRY(open_sqlite(options));
  const auto tx = SATCHEL_TRY(database->begin(Access::read));
  const Rows runs = SATCHEL_TRY(tx->query("SELECT state FROM bill_run WHERE state <> 'posted'"));
  const std::string state = runs.empty() ? "" : runs.front().text(0);
  ++counts.kills;
  if (state == "running") {
    ++counts.while_running;
  } else if (state == "ready" || state == "posting") {
    ++counts.while_posting;
  } else {
    ++counts.at_edges;
  }
  return {};
}

/// One copy: a kill `after` the act began, a restart, the rest of the act, and once more all of it.
Result<Outcome> killed_outcome(const std::string& data, Date through, microseconds after,
                               BillKillCounts& counts) {
  RunningServer server = SATCHEL_TRY(RunningServer::start(data));
  HttpSession office = SATCHEL_TRY(log_in_office(data, server.port()));
  {
    KillTimer timer(server, after);
    // Cut short or not: what matters is what the server makes of it after the restart.
    (void)run_and_post(office, through).has_value();
    timer.wait();
  }
  SATCHEL_TRY(note_moment(data, counts));
  SATCHEL_TRY(server.restart());
  SATCHEL_TRY(run_and_post(office, through));
  const Outcome once = SATCHEL_TRY(outcome_of(data));
  SATCHEL_TRY(run_and_post(office, through));
  const Outcome again = SATCHEL_TRY(outcome_of(data));
  if (once != again) return fail(ErrorCode::corrupt, "running the cycle again billed something");
  SATCHEL_TRY(server.stop());
  return once;
}

}  // namespace

Result<BillKillCounts> kill_during_bill_runs(const BillKillOptions& options) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const Timestamp instant{std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
  const Date through = SATCHEL_TRY(next_cycle_end(options.base, utc_date(instant)));
  const std::string unbroken_data = options.work + "/unbroken";
  SATCHEL_TRY(copy_folder(options.base, unbroken_data));
  microseconds length{};
  {
    RunningServer server = SATCHEL_TRY(RunningServer::start(unbroken_data));
    HttpSession office = SATCHEL_TRY(log_in_office(unbroken_data, server.port()));
    const auto began = Clock::now();
    SATCHEL_TRY(run_and_post(office, through));
    length = std::chrono::duration_cast<microseconds>(Clock::now() - began);
    SATCHEL_TRY(server.stop());
  }
  const Outcome unbroken = SATCHEL_TRY(outcome_of(unbroken_data));
  BillKillCounts counts;
  counts.invoices = unbroken.invoices;
  counts.total = to_text(unbroken.total);
  SeededRandom random(options.seed);
  while (counts.kills - counts.at_edges < options.kills) {
    if (counts.kills == options.kills * attempts_per_kill_max) {
      return fail(ErrorCode::conflict, "too few kills met a bill run; nothing was proved");
    }
    const std::string data = options.work + "/kill-" + std::to_string(counts.kills);
    SATCHEL_TRY(copy_folder(options.base, data));
    const auto after = random.below(static_cast<std::size_t>(length.count()));
    const Outcome outcome = SATCHEL_TRY(killed_outcome(data, through, microseconds(after), counts));
    if (outcome != unbroken) {
      return fail(ErrorCode::corrupt, "a bill run that was killed ended with other invoices: " +
                                          std::to_string(outcome.invoices) + ", " +
                                          to_text(outcome.total) + "; see " + data);
    }
    std::error_code failure;
    std::filesystem::remove_all(data, failure);
  }
  return counts;
}

}  // namespace satchel::driver
