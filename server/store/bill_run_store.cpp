// Bill runs in SQL; counts and totals are derived from the rows of their accounts.
#include "server/store/bill_run_store.h"

namespace satchel::server {
namespace {

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

Result<BillRun> run_of(Transaction& tx, const Row& row) {
  BillRun run;
  run.id = row.id<BillRunId>(0);
  run.through = row.day(1);
  run.state = row.word<BillRunState>(2);
  run.started_at = {row.number(3)};
  run.started_by = row.id<UserId>(4);
  run.accounts_total = row.number(5);
  run.last_account_id = row.id<AccountId>(6);
  run.digest = row.text(7);
  SATCHEL_TRY(load_counts(tx, run));
  const Rows failed = SATCHEL_TRY(tx.query(R"sql(
    SELECT account_id, outcome, account_version, invoice_id, total_minor, currency, line_count,
           digest, error
    FROM bill_run_account WHERE run_id = $1 AND outcome = 'failed' ORDER BY account_id
  )sql",
                                           run.id));
  for (const Row& account : failed) run.failed.push_back(account_of(account));
  const bool ended = run.state == BillRunState::posted || run.state == BillRunState::discarded;
  if (!ended) run.unsent_devices = SATCHEL_TRY(list_unsent_devices(tx));
  return run;
}

Result<std::optional<BillRun>> first_run(Transaction& tx, const Rows& rows) {
  if (rows.empty()) return std::optional<BillRun>();
  return std::optional<BillRun>(SATCHEL_TRY(run_of(tx, rows[0])));
}

}  // namespace

Result<std::optional<BillRun>> find_bill_run(Transaction& tx, const BillRunId& id) {
  return first_run(tx, SATCHEL_TRY(tx.query(R"sql(
    SELECT id, through_date, state, started_at_ms, started_by, accounts_total, last_account_id,
           digest
    FROM bill_run WHERE id = $1
  )sql",
                                            id)));
}

Result<std::vector<BillRun>> list_bill_runs(Transaction& tx, std::int64_t count_max) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT id, through_date, state, started_at_ms, started_by, accounts_total, last_account_id,
           digest
    FROM bill_run ORDER BY started_at_ms DESC, id DESC LIMIT $1
  )sql",
                                         count_max));
  std::vector<BillRun> runs;
  for (const Row& row : rows) runs.push_back(SATCHEL_TRY(run_of(tx, row)));
  return runs;
}

Result<std::optional<BillRun>> find_open_bill_run(Transaction& tx) {
  return first_run(tx, SATCHEL_TRY(tx.query(R"sql(
    SELECT id, through_date, state, started_at_ms, started_by, accounts_total, last_account_id,
           digest
    FROM bill_run WHERE state IN ('running', 'ready', 'posting') ORDER BY id LIMIT 1
  )sql")));
}

Result<void> save_bill_run(Transaction& tx, const BillRun& run) {
  return tx.run(R"sql(
    INSERT INTO bill_run (id, through_date, state, started_at_ms, started_by, accounts_total,
                          last_account_id, digest)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (id) DO UPDATE SET state = excluded.state,
      accounts_total = excluded.accounts_total, last_account_id = excluded.last_account_id,
      digest = excluded.digest
  )sql",
                run.id, run.through, run.state, run.started_at, run.started_by, run.accounts_total,
                run.last_account_id, run.digest);
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
