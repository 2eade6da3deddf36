// Reports of the ledger: trial balance, tax, revenue; and what recurs and what is owed.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "shared/domain/ledger/ledger.h"
#include "shared/store/database.h"
#include "shared/store/order_report.h"

namespace satchel::server {

/// What an account of the ledger has had on both sides up to a day, in one currency.
struct TrialRow {
  LedgerAccount account = LedgerAccount::bank;
  Money debit;
  Money credit;

  bool operator==(const TrialRow&) const = default;
};

/// Returns the accounts that have entries up to and including `on`, by currency.
Result<std::vector<TrialRow>> load_trial_balance(Transaction& tx, Date on);

/// What was invoiced at a tax rate in a month, less what was taken back.
struct TaxRow {
  std::string month;  // As `2026-11`.
  std::int64_t tax_ppm = 0;
  Money net;
  Money tax;

  bool operator==(const TaxRow&) const = default;
};

Result<std::vector<TaxRow>> load_tax_report(Transaction& tx, const ReportSpan& span);

/// What is earned in a month, and what is invoiced and not yet earned at its end.
struct RevenueRow {
  std::string month;  // As `2026-11`; months to come included.
  Money revenue;
  Money deferred;

  bool operator==(const RevenueRow&) const = default;
};

Result<std::vector<RevenueRow>> load_revenue_report(Transaction& tx, const ReportSpan& span);

/// What subscriptions come to in a full month, net.
struct RecurringRow {
  std::int64_t subscriptions = 0;
  Money monthly;

  bool operator==(const RecurringRow&) const = default;
};

/// Returns the monthly recurring revenue of the subscriptions that are active on `on`, by currency.
Result<std::vector<RecurringRow>> load_recurring_revenue(Transaction& tx, Date on);

/// What a customer owes, by how long it is due.
struct AgingRow {
  AccountId account_id;
  std::int64_t account_number = 0;
  std::string account_name;
  std::array<Money, 5> open;  // Not due yet; 1 to 30, 31 to 60, 61 to 90, and more days past it.

  bool operator==(const AgingRow&) const = default;
};

/// Returns the customers who owe something, by number and currency.
Result<std::vector<AgingRow>> load_aging(Transaction& tx, Date today);

}  // namespace satchel::server
