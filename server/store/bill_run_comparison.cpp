// Both sides of a comparison come from the accounts of runs; an account has a row per currency.
#include "server/store/bill_run_comparison.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "shared/store/account_store.h"

namespace satchel::server {
namespace {

constexpr std::int64_t compared_at_once = 500;

std::string_view base_runs(BillRunBase base) {
  switch (base) {
    case BillRunBase::dry:
      return R"sql(
        SELECT d.id FROM bill_run d WHERE d.state = 'dry' AND d.through_date = $2
        ORDER BY d.started_at_ms DESC, d.id DESC LIMIT 1)sql";
    case BillRunBase::previous:
      return R"sql(
        SELECT p.id FROM bill_run p WHERE p.state = 'posted' AND p.through_date =
          (SELECT MAX(c.through_date) FROM bill_run c
           WHERE c.state = 'posted' AND c.through_date < $2))sql";
  }
  return {};
}

std::string comparison_of(BillRunBase base) {
  std::string sql = R"sql(
    SELECT account_id, currency, CAST(SUM(before_minor) AS BIGINT),
           CAST(SUM(after_minor) AS BIGINT)
    FROM (SELECT account_id, currency, CAST(NULL AS BIGINT) AS before_minor,
                 total_minor AS after_minor
          FROM bill_run_account WHERE run_id = $1 AND outcome = 'billed'
          UNION ALL
          SELECT account_id, currency, total_minor, CAST(NULL AS BIGINT)
          FROM bill_run_account WHERE outcome = 'billed' AND run_id IN ()sql";
  sql += base_runs(base);
  sql += R"sql()) bill
    WHERE account_id || currency > $3
    GROUP BY account_id, currency ORDER BY account_id, currency LIMIT $4
  )sql";
  return sql;
}

bool is_beyond(const BillRunChange& change, std::int64_t percent) {
  const std::int64_t before = std::abs(change.before->minor);
  const std::int64_t allowed = before / 100 * percent + before % 100 * percent / 100;
  return std::abs(difference_of(change).minor) > allowed;
}

std::optional<BillRunAnomalyKind> anomaly_of(const BillRunChange& change, std::int64_t percent) {
  if (!change.after) return BillRunAnomalyKind::missing;
  if (change.after->minor <= 0) return BillRunAnomalyKind::not_positive;
  if (change.before && is_beyond(change, percent)) return BillRunAnomalyKind::changed;
  return std::nullopt;
}

Result<void> name_account(Transaction& tx, BillRunChange& change) {
  const auto account = SATCHEL_TRY(find_account(tx, change.account_id));
  if (!account) return {};
  change.account_number = account->number;
  change.account_name = display_name(*account);
  return {};
}

/// The same as compare_bill_run, without the accounts' names.
Result<std::vector<BillRunChange>> compare_bills(Transaction& tx, const BillRun& run,
                                                 const BillRunDiffQuery& query) {
  const Rows rows = SATCHEL_TRY(
      tx.query(comparison_of(query.base), run.id, run.through, query.after, query.count_max));
  std::vector<BillRunChange> changes;
  for (const Row& row : rows) {
    BillRunChange change;
    change.account_id = row.id<AccountId>(0);
    const auto currency = row.word<Currency>(1);
    if (!row.is_null(2)) change.before = Money{row.number(2), currency};
    if (!row.is_null(3)) change.after = Money{row.number(3), currency};
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace

Money difference_of(const BillRunChange& change) {
  const std::int64_t before = change.before ? change.before->minor : 0;
  const std::int64_t after = change.after ? change.after->minor : 0;
  return {after - before, (change.after ? change.after : change.before)->currency};
}

std::string cursor_of(const BillRunChange& change) {
  return change.account_id.text() + std::string(to_text(difference_of(change).currency));
}

Result<std::vector<BillRunChange>> compare_bill_run(Transaction& tx, const BillRun& run,
                                                    const BillRunDiffQuery& query) {
  auto changes = SATCHEL_TRY(compare_bills(tx, run, query));
  for (BillRunChange& change : changes) SATCHEL_TRY(name_account(tx, change));
  return changes;
}

Result<std::vector<BillRunAnomaly>> find_bill_run_anomalies(Transaction& tx, const BillRun& run,
                                                            std::int64_t change_percent,
                                                            std::int64_t count_max) {
  const auto failed = SATCHEL_TRY(load_failed_accounts(tx, run.id));
  const auto has_failed = [&](const AccountId& id) {
    return std::any_of(failed.begin(), failed.end(),
                       [&](const BillRunAccount& each) { return each.account_id == id; });
  };
  std::vector<BillRunAnomaly> anomalies;
  BillRunDiffQuery query{.count_max = compared_at_once};
  while (true) {
    auto page = SATCHEL_TRY(compare_bills(tx, run, query));
    const bool more = std::ssize(page) == compared_at_once;
    if (more) query.after = cursor_of(page.back());
    for (BillRunChange& change : page) {
      const auto kind = anomaly_of(change, change_percent);
      if (!kind || has_failed(change.account_id)) continue;
      if (std::ssize(anomalies) == count_max) return anomalies;
      SATCHEL_TRY(name_account(tx, change));
      anomalies.push_back({*kind, std::move(change)});
    }
    if (!more) return anomalies;
  }
}

}  // namespace satchel::server
