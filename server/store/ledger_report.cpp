// Sums the ledger, the subscriptions and the open invoices.
#include "server/store/ledger_report.h"

#include <map>

#include "shared/domain/account/account.h"

namespace satchel::server {
namespace {

constexpr std::string_view first_day = "0000-01-01";
constexpr std::string_view last_day = "9999-12-31";

std::string from_of(const ReportSpan& span) {
  return span.from ? to_text(*span.from) : std::string(first_day);
}

std::string until_of(const ReportSpan& span) {
  return span.to ? to_text(*span.to) : std::string(last_day);
}

std::string month_of(const std::string& day) { return day.substr(0, 7); }

}  // namespace

Result<std::vector<TrialRow>> load_trial_balance(Transaction& tx, Date on) {
  std::vector<TrialRow> rows;
  for (const Row& row : SATCHEL_TRY(tx.query(R"sql(
    SELECT side.account, side.currency, CAST(SUM(side.debit_minor) AS BIGINT),
           CAST(SUM(side.credit_minor) AS BIGINT)
    FROM (
      SELECT debit AS account, currency, amount_minor AS debit_minor, 0 AS credit_minor
      FROM ledger_entry WHERE entered_on <= $1
      UNION ALL
      SELECT credit AS account, currency, 0 AS debit_minor, amount_minor AS credit_minor
      FROM ledger_entry WHERE entered_on <= $1) side
    GROUP BY side.account, side.currency ORDER BY side.currency, side.account
  )sql",
                                             on))) {
    const auto currency = row.word<Currency>(1);
    rows.push_back(
        {row.word<LedgerAccount>(0), {row.number(2), currency}, {row.number(3), currency}});
  }
  return rows;
}

Result<std::vector<TaxRow>> load_tax_report(Transaction& tx, const ReportSpan& span) {
  std::vector<TaxRow> rows;
  for (const Row& row : SATCHEL_TRY(tx.query(R"sql(
    SELECT SUBSTR(entered_on, 1, 7) AS month, tax_ppm, currency,
           CAST(SUM(CASE WHEN credit IN ('revenue', 'deferred_revenue') THEN amount_minor
                         WHEN debit IN ('revenue', 'deferred_revenue') THEN -amount_minor
                         ELSE 0 END) AS BIGINT),
           CAST(SUM(CASE WHEN credit = 'tax' THEN amount_minor
                         WHEN debit = 'tax' THEN -amount_minor ELSE 0 END) AS BIGINT)
    FROM ledger_entry
    WHERE act IN ('invoice', 'credit_note', 'void') AND entered_on >= $1 AND entered_on <= $2
    GROUP BY SUBSTR(entered_on, 1, 7), tax_ppm, currency ORDER BY month, currency, tax_ppm
  )sql",
                                             from_of(span), until_of(span)))) {
    const auto currency = row.word<Currency>(2);
    rows.push_back(
        {row.text(0), row.number(1), {row.number(3), currency}, {row.number(4), currency}});
  }
  return rows;
}

Result<std::vector<RevenueRow>> load_revenue_report(Transaction& tx, const ReportSpan& span) {
  std::vector<RevenueRow> rows;
  std::map<Currency, Money> deferred;
  for (const Row& row : SATCHEL_TRY(tx.query(R"sql(
    SELECT SUBSTR(entered_on, 1, 7) AS month, currency,
           CAST(SUM(CASE WHEN credit = 'revenue' THEN amount_minor
                         WHEN debit = 'revenue' THEN -amount_minor ELSE 0 END) AS BIGINT),
           CAST(SUM(CASE WHEN credit = 'deferred_revenue' THEN amount_minor
                         WHEN debit = 'deferred_revenue' THEN -amount_minor
                         ELSE 0 END) AS BIGINT)
    FROM ledger_entry
    WHERE act IN ('invoice', 'credit_note', 'void', 'recognition') AND entered_on <= $1
    GROUP BY SUBSTR(entered_on, 1, 7), currency ORDER BY month, currency
  )sql",
                                             until_of(span)))) {
    const auto currency = row.word<Currency>(1);
    Money& left = deferred.emplace(currency, Money{0, currency}).first->second;
    left = left + Money{row.number(3), currency};
    if (row.text(0) < month_of(from_of(span))) continue;
    rows.push_back({row.text(0), {row.number(2), currency}, left});
  }
  return rows;
}

Result<std::vector<RecurringRow>> load_recurring_revenue(Transaction& tx, Date on) {
  std::vector<RecurringRow> rows;
  for (const Row& row : SATCHEL_TRY(tx.query(R"sql(
    SELECT currency, COUNT(*), CAST(SUM(monthly_minor) AS BIGINT) FROM subscription
    WHERE state = 'active' AND starts_on <= $1 AND (ends_on IS NULL OR ends_on > $1)
    GROUP BY currency ORDER BY currency
  )sql",
                                             on))) {
    rows.push_back({row.number(1), {row.number(2), row.word<Currency>(0)}});
  }
  return rows;
}

Result<std::vector<AgingRow>> load_aging(Transaction& tx, Date today) {
  std::vector<AgingRow> aging;
  for (const Row& row : SATCHEL_TRY(tx.query(R"sql(
    SELECT due.account_id, a.number, a.company_name, a.first_name, a.last_name, due.currency,
      CAST(SUM(CASE WHEN due.due_date >= $1 THEN due.open_minor ELSE 0 END) AS BIGINT),
      CAST(SUM(CASE WHEN due.due_date < $1 AND due.due_date >= $2 THEN due.open_minor
                    ELSE 0 END) AS BIGINT),
      CAST(SUM(CASE WHEN due.due_date < $2 AND due.due_date >= $3 THEN due.open_minor
                    ELSE 0 END) AS BIGINT),
      CAST(SUM(CASE WHEN due.due_date < $3 AND due.due_date >= $4 THEN due.open_minor
                    ELSE 0 END) AS BIGINT),
      CAST(SUM(CASE WHEN due.due_date < $4 THEN due.open_minor ELSE 0 END) AS BIGINT)
    FROM (
      SELECT account_id, currency, due_date,
             total_minor - paid_minor - credited_minor - written_off_minor AS open_minor
      FROM invoice WHERE state = 'posted' AND kind = 'invoice') due
    LEFT JOIN account a ON a.id = due.account_id
    WHERE due.open_minor > 0
    GROUP BY due.account_id, a.number, a.company_name, a.first_name, a.last_name, due.currency
    ORDER BY a.number, due.account_id, due.currency
  )sql",
                                             today, add_days(today, -30), add_days(today, -60),
                                             add_days(today, -90)))) {
    Account account;
    account.company_name = row.text(2);
    account.first_name = row.text(3);
    account.last_name = row.text(4);
    AgingRow line{row.id<AccountId>(0), row.number(1), display_name(account), {}};
    for (std::size_t age = 0; age < line.open.size(); ++age) {
      line.open[age] = {row.number(6 + age), row.word<Currency>(5)};
    }
    aging.push_back(std::move(line));
  }
  return aging;
}

}  // namespace satchel::server
