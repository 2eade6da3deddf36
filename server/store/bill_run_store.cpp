// Bill runs in SQL; counts and totals are derived from the rows of their accounts.
#include "server/store/bill_run_store.h"

#include <algorithm>

namespace satchel::server {
namespace {

constexpr std::int64_t chunks_timed_max = 20;

BillRunAccount account_of(const Row& row) {
  BillRunAccount account;
  account.account_id = row.id<AccountId>(0);
  account.outcome = row.word<BillRunOutcome>(1);
  account.account_version = row.number(2);
  account.invoice_id = row.id<InvoiceId>(3);
  account.total = {row.number(4), row.word<Currency>(5)};
  account.line_count = row.number(6);
  account.digest = row.text(7);
  account.error = row.text(8);
  return account;
}

Result<void> load_counts(Transaction& tx, BillRun& run) {
  const Rows counts = SATCHEL_TRY(tx.query(R"sql(
    SELECT COUNT(*), COUNT(*) FILTER (WHERE outcome = 'failed'),
           COUNT(*) FILTER (WHERE outcome = 'billed'), CAST(COALESCE(SUM(line_count), 0) AS BIGINT)
    FROM bill_run_account WHERE run_id = $1
  )sql",
                                           run.id));
  run.accounts_done = counts[0].number(0);
  run.accounts_failed = counts[0].number(1);
  run.invoice_count = counts[0].number(2);
  run.line_count = counts[0].number(3);
  const Rows totals = SATCHEL_TRY(tx.query(R"sql(
    SELECT CAST(SUM(total_minor) AS BIGINT), currency FROM bill_run_account
    WHERE run_id = $1 AND outcome = 'billed' GROUP BY currency ORDER BY currency
  )sql",
                                           run.id));
  for (const Row& row : totals) run.totals.push_back({row.number(0), row.word<Currency>(1)});
  const Rows posted = SATCHEL_TRY(
      tx.query("SELECT COUNT(*) FROM invoice WHERE bill_run_id = $1 AND state = 'posted'", run.id));
  run.posted_count = posted[0].number(0);
  return {};
}

/// The speed of the latest chunks; the time that a killed run stood still falls out of it soon.
Result<std::optional<BillRunProgress>> progress_of(Transaction& tx, const BillRun& run) {
  const Rows chunks = SATCHEL_TRY(tx.query(R"sql(
    SELECT done_at_ms, account_count FROM bill_run_chunk
    WHERE run_id = $1 AND done_at_ms > 0 ORDER BY done_at_ms DESC, number DESC LIMIT $2
  )sql",
                                           run.id, chunks_timed_max));
  if (chunks.empty()) return std::optional<BillRunProgress>();
  const bool from_start = std::ssize(chunks) < chunks_timed_max;
  const std::size_t counted = chunks.size() - (from_start ? 0 : 1);
  std::int64_t accounts = 0;
  for (std::size_t index = 0; index < counted; ++index) accounts += chunks[index].number(1);
  const std::int64_t since_ms = from_start ? run.started_at.ms : chunks.back().number(0);
  const std::int64_t taken_ms = chunks.front().number(0) - since_ms;
  if (taken_ms <= 0 || accounts == 0) return std::optional<BillRunProgress>();
  const std::int64_t left = std::max<std::int64_t>(run.accounts_total - run.accounts_done, 0);
  return std::optional<BillRunProgress>(
      {.accounts_per_second = (accounts * 1000 + taken_ms / 2) / taken_ms,
       .seconds_left = (left * taken_ms / accounts + 999) / 1000});
}

/// The devices whose unsent work may belong to the run's cycle: it was begun before its end.
Result<std::vector<Device>> load_devices_missed(Transaction& tx, const BillRun& run) {
  std::vector<Device> devices = SATCHEL_TRY(list_unsent_devices(tx));
  std::erase_if(devices, [&](const Device& device) {
    // The day of the farthest time zone: a device too many is told rather than one too few.
    return add_days(utc_date(Timestamp{device.watermark.oldest_at_ms}), -1) >= run.through;
  });
  return devices;
}

constexpr std::string_view run_columns = R"sql(
    SELECT id, through_date, state, started_at_ms, started_by, accounts_total, digest,
           post_at_ms, post_by
    FROM bill_run
)sql";

BillRun head_of(const Row& row) {
  BillRun run;
  run.id = row.id<BillRunId>(0);
  run.through = row.day(1);
  run.state = row.word<BillRunState>(2);
  run.started_at = {row.number(3)};
  run.started_by = row.id<UserId>(4);
  run.accounts_total = row.number(5);
  run.digest = row.text(6);
  if (row.number(7) != 0) run.post_at = Timestamp{row.number(7)};
  run.post_by = row.id<UserId>(8);
  return run;
}

Result<BillRun> run_of(Transaction& tx, const Row& row) {
  BillRun run = head_of(row);
  SATCHEL_TRY(load_counts(tx, run));
  if (run.state == BillRunState::running) run.progress = SATCHEL_TRY(progress_of(tx, run));
  run.failed = SATCHEL_TRY(load_failed_accounts(tx, run.id));
  const bool ended = run.state == BillRunState::posted || run.state == BillRunState::discarded;
  if (!ended) run.unsent_devices = SATCHEL_TRY(load_devices_missed(tx, run));
  return run;
}

Result<std::optional<BillRun>> first_run(Transaction& tx, const Rows& rows) {
  if (rows.empty()) return std::optional<BillRun>();
  return std::optional<BillRun>(SATCHEL_TRY(run_of(tx, rows[0])));
}

}  // namespace

bool is_completed_with_errors(const BillRun& run) {
  const bool complete = run.state == BillRunState::ready || run.state == BillRunState::posting ||
                        run.state == BillRunState::posted;
  return complete && run.accounts_failed > 0;
}

Result<std::optional<BillRun>> find_bill_run_head(Transaction& tx, const BillRunId& id) {
  const Rows rows = SATCHEL_TRY(tx.query(std::string(run_columns) + "WHERE id = $1", id));
  if (rows.empty()) return std::optional<BillRun>();
  return std::optional<BillRun>(head_of(rows[0]));
}

Result<std::optional<BillRun>> find_bill_run(Transaction& tx, const BillRunId& id) {
  return first_run(tx, SATCHEL_TRY(tx.query(std::string(run_columns) + "WHERE id = $1", id)));
}

Result<std::vector<BillRun>> list_bill_runs(Transaction& tx, std::int64_t count_max) {
  const Rows rows = SATCHEL_TRY(tx.query(
      std::string(run_columns) + "ORDER BY started_at_ms DESC, id DESC LIMIT $1", count_max));
  std::vector<BillRun> runs;
  for (const Row& row : rows) runs.push_back(SATCHEL_TRY(run_of(tx, row)));
  return runs;
}

Result<std::optional<BillRun>> find_open_bill_run(Transaction& tx) {
  return first_run(
      tx,
      SATCHEL_TRY(tx.query(std::string(run_columns) +
                           "WHERE state IN ('running', 'ready', 'posting') ORDER BY id LIMIT 1")));
}

Result<void> save_bill_run(Transaction& tx, const BillRun& run) {
  return tx.run(R"sql(
    INSERT INTO bill_run (id, through_date, state, started_at_ms, started_by, accounts_total,
                          last_account_id, digest, post_at_ms, post_by)
    VALUES ($1, $2, $3, $4, $5, $6, '', $7, $8, $9)
    ON CONFLICT (id) DO UPDATE SET state = excluded.state,
      accounts_total = excluded.accounts_total, digest = excluded.digest,
      post_at_ms = excluded.post_at_ms, post_by = excluded.post_by
  )sql",
                run.id, run.through, run.state, run.started_at, run.started_by, run.accounts_total,
                run.digest, run.post_at.value_or(Timestamp()), run.post_by);
}

Result<void> save_bill_run_chunk(Transaction& tx, const BillRunId& run, const BillRunChunk& chunk) {
  return tx.run(R"sql(
    INSERT INTO bill_run_chunk (run_id, number, after_account_id, last_account_id, account_count,
                                done_at_ms)
    VALUES ($1, $2, $3, $4, 0, 0)
  )sql",
                run, chunk.number, chunk.after, chunk.last);
}

Result<std::optional<BillRunChunk>> claim_bill_run_chunk(Database& database, Transaction& tx,
                                                         const BillRunId& run) {
  std::string sql = R"sql(
    SELECT number, after_account_id, last_account_id FROM bill_run_chunk
    WHERE run_id = $1 AND done_at_ms = 0 ORDER BY number LIMIT 1
  )sql";
  sql += database.skip_locked();
  const Rows rows = SATCHEL_TRY(tx.query(sql, run));
  if (rows.empty()) return std::optional<BillRunChunk>();
  return std::optional<BillRunChunk>(
      {rows[0].number(0), rows[0].id<AccountId>(1), rows[0].id<AccountId>(2)});
}

Result<bool> has_bill_run_chunk_to_do(Transaction& tx, const BillRunId& run) {
  const Rows rows = SATCHEL_TRY(tx.query(
      "SELECT number FROM bill_run_chunk WHERE run_id = $1 AND done_at_ms = 0 LIMIT 1", run));
  return !rows.empty();
}

Result<void> finish_bill_run_chunk(Transaction& tx, const BillRunId& run, const BillRunChunk& chunk,
                                   const BillRunChunkDone& done) {
  return tx.run(R"sql(
    UPDATE bill_run_chunk SET account_count = $3, done_at_ms = $4
    WHERE run_id = $1 AND number = $2
  )sql",
                run, chunk.number, done.account_count, done.at);
}

Result<void> save_bill_run_account(Transaction& tx, const BillRunId& run,
                                   const BillRunAccount& account) {
  return tx.run(R"sql(
    INSERT INTO bill_run_account (run_id, account_id, outcome, account_version, invoice_id,
                                  currency, total_minor, line_count, digest, error)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    ON CONFLICT (run_id, account_id) DO UPDATE SET outcome = excluded.outcome,
      account_version = excluded.account_version, invoice_id = excluded.invoice_id,
      currency = excluded.currency, total_minor = excluded.total_minor,
      line_count = excluded.line_count, digest = excluded.digest, error = excluded.error
  )sql",
                run, account.account_id, account.outcome, account.account_version,
                account.invoice_id, account.total.currency, account.total.minor, account.line_count,
                account.digest, account.error);
}

Result<std::optional<BillRunAccount>> find_bill_run_account(Transaction& tx, const BillRunId& run,
                                                            const AccountId& account) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT account_id, outcome, account_version, invoice_id, total_minor, currency, line_count,
           digest, error
    FROM bill_run_account WHERE run_id = $1 AND account_id = $2
  )sql",
                                         run, account));
  if (rows.empty()) return std::optional<BillRunAccount>();
  return std::optional<BillRunAccount>(account_of(rows[0]));
}

Result<std::vector<BillRunAccount>> load_failed_accounts(Transaction& tx, const BillRunId& run) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT account_id, outcome, account_version, invoice_id, total_minor, currency, line_count,
           digest, error
    FROM bill_run_account WHERE run_id = $1 AND outcome = 'failed' ORDER BY account_id
  )sql",
                                         run));
  std::vector<BillRunAccount> accounts;
  for (const Row& row : rows) accounts.push_back(account_of(row));
  return accounts;
}

Result<std::vector<BillRunAccount>> load_bill_run_accounts(Transaction& tx, const BillRunId& run) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT account_id, outcome, account_version, invoice_id, total_minor, currency, line_count,
           digest, error
    FROM bill_run_account WHERE run_id = $1 ORDER BY account_id
  )sql",
                                         run));
  std::vector<BillRunAccount> accounts;
  for (const Row& row : rows) accounts.push_back(account_of(row));
  return accounts;
}

}  // namespace satchel::server
