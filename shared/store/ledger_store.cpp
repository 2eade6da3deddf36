// Adds and reads entries of the ledger, and its closed months.
#include "shared/store/ledger_store.h"

#include <algorithm>

namespace satchel {

Result<void> add_ledger_entries(Transaction& tx, const LedgerEntries& entries) {
  if (entries.empty()) return {};
  const auto open = SATCHEL_TRY(find_first_open_day(tx));
  for (const LedgerEntry& entry : entries) {
    if (open && entry.on < *open) {
      return fail(ErrorCode::conflict, "The ledger takes no entry of " + to_text(entry.on) +
                                           ": its month is closed. Date it on " + to_text(*open) +
                                           " or later.");
    }
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO ledger_entry (subject_id, position, entered_on, act, account_id, debit, credit,
        amount_minor, currency, tax_ppm, reason)
      SELECT CAST($1 AS TEXT), COALESCE(MAX(position) + 1, 0), CAST($2 AS TEXT), CAST($3 AS TEXT),
        CAST($4 AS TEXT), CAST($5 AS TEXT), CAST($6 AS TEXT), CAST($7 AS BIGINT),
        CAST($8 AS TEXT), CAST($9 AS BIGINT), CAST($10 AS TEXT)
      FROM ledger_entry WHERE subject_id = $1
    )sql",
                       entry.subject_id, entry.on, entry.act, entry.account_id, entry.debit,
                       entry.credit, entry.amount.minor, entry.amount.currency, entry.tax_ppm,
                       entry.reason));
  }
  return {};
}

Result<std::optional<Date>> find_first_open_day(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(tx.query("SELECT MAX(month) FROM closed_month"));
  const auto first = parse_date(rows.front().text(0) + "-01");
  if (!first) return std::optional<Date>();
  return std::optional<Date>(add_months(*first, 1, 1));
}

Result<Date> open_day_from(Transaction& tx, Date day) {
  return std::max(day, SATCHEL_TRY(find_first_open_day(tx)).value_or(day));
}

Result<LedgerEntries> load_ledger_entries(Transaction& tx, const AccountId& account_id) {
  LedgerEntries entries;
  for (const Row& row : SATCHEL_TRY(tx.query(R"sql(
    SELECT entered_on, act, subject_id, debit, credit, amount_minor, currency, tax_ppm, reason
    FROM ledger_entry WHERE account_id = $1 ORDER BY entered_on, subject_id, position
  )sql",
                                             account_id))) {
    entries.push_back({row.day(0),
                       row.word<LedgerAct>(1),
                       row.text(2),
                       account_id,
                       row.word<LedgerAccount>(3),
                       row.word<LedgerAccount>(4),
                       {row.number(5), row.word<Currency>(6)},
                       row.number(7),
                       row.text(8)});
  }
  return entries;
}

Result<void> add_closed_month(Transaction& tx, const ClosedMonth& closed) {
  return tx.run("INSERT INTO closed_month (month, closed_at_ms, closed_by) VALUES ($1, $2, $3)",
                closed.month, closed.closed_at, closed.closed_by);
}

Result<std::vector<ClosedMonth>> list_closed_months(Transaction& tx) {
  std::vector<ClosedMonth> months;
  for (const Row& row : SATCHEL_TRY(tx.query(
           "SELECT month, closed_at_ms, closed_by FROM closed_month ORDER BY month DESC"))) {
    months.push_back({row.text(0), {row.number(1)}, row.id<UserId>(2)});
  }
  return months;
}

}  // namespace satchel
