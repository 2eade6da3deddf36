// Accounts with completed orders, ready for a bill run.
#pragma once

#include "server/billing/bill_run.h"
#include "tests/server/server_fixture.h"

namespace satchel::server {

inline const Date first_through = date(2026, 12, 1);

/// What one account's first bill through 1 December comes to: three coffees at 10.99, support for
/// 9 of November's 30 days (14.70) and for December (49.00).
inline constexpr std::int64_t first_bill_minor = 3'297 + 1'470 + 4'900;

/// Stores account `number` with one completed order of 22 November.
inline void add_billable_account(TestServer& server, int number) {
  Account account = a_company_account(number);
  account.number = 1000 + number;
  account.version = 1;
  server.add_account(account);
  const Order order = a_completed_order(number, account);
  server.write([&](const ServerWrite& in) {
    need(save_order(in.tx, order));
    for (const BillableCharge& charge : billable_charges_of(order)) {
      need(save_billable_charge(in.tx, charge));
    }
  });
}

inline void add_billable_accounts(TestServer& server, int count) {
  for (int number = 1; number <= count; ++number) add_billable_account(server, number);
}

/// Lets the account's plan exceed every amount, so that billing it is refused.
inline void poison(TestServer& server, int number) {
  server.write([&](const ServerWrite& in) {
    need(in.tx.run("UPDATE billable_charge SET unit_price = '99999999999999' WHERE account_id = $1",
                   a_company_account(number).id));
  });
}

inline void heal(TestServer& server, int number) {
  server.write([&](const ServerWrite& in) {
    need(in.tx.run("UPDATE billable_charge SET unit_price = '10.00' WHERE account_id = $1",
                   a_company_account(number).id));
  });
}

/// The run of a decision that has to be granted.
inline BillRun granted(Result<BillDecision<BillRun>> decision) {
  BillDecision<BillRun> run = need(std::move(decision));
  REQUIRE(run);
  return *std::move(run);
}

/// The refusal of a decision that must not be granted.
inline BillRefusal refusal_of(Result<BillDecision<BillRun>> decision) {
  const BillDecision<BillRun> run = need(std::move(decision));
  REQUIRE_FALSE(run);
  return run.error();
}

/// Everything that a bill run writes, as text.
inline std::string bills_of(TestServer& server) {
  return server.lines(R"sql(
    SELECT 'invoice ' || id || ' ' || number || ' ' || state || ' ' || total_minor || ' ' ||
           bill_to_name FROM invoice
    UNION ALL SELECT 'line ' || id || ' ' || invoice_id || ' ' || amount_minor FROM invoice_line
    UNION ALL SELECT 'slot ' || charge_id || ' ' || period_start || ' ' || line_id
      FROM charge_slot
    UNION ALL SELECT 'run ' || id || ' ' || state || ' ' || digest FROM bill_run
    UNION ALL SELECT 'account ' || account_id || ' ' || outcome || ' ' || error
      FROM bill_run_account
    UNION ALL SELECT 'series ' || series || ' ' || next_number FROM number_series
    UNION ALL SELECT 'closed ' || closed_through FROM organisation
    UNION ALL SELECT 'feed ' || number || ' ' || aggregate_id FROM feed
    ORDER BY 1
  )sql");
}

}  // namespace satchel::server
