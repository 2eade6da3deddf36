// Tests of the ledger over a server's acts: its reports, its beginning, and random acts on money.
#include <algorithm>
#include <map>

#include "server/store/derive_ledger.h"
#include "server/store/ledger_report.h"
#include "tests/server/billing/billing_fixture.h"
#include "tests/support/books.h"

namespace satchel::server::ledger_test {
namespace {

const UserId ada = an_admin().user_id;
const AccountId customer = a_company_account(1).id;

RecordPayment a_payment(int number, std::int64_t minor, Date taken_on = test_today) {
  return {{.id = id_of<PaymentId>(number),
           .account_id = customer,
           .method = PaymentMethod::cash,
           .amount = usd(minor),
           .taken_on = taken_on}};
}

/// Posts the first cycle of account 1: 96.67 without tax, dated 1 December.
void bill_first_cycle(TestServer& server) {
  add_billable_accounts(server, 1);
  const BillRun run = granted(start_run(server.context(), ada, first_through));
  granted(post_run(server.context(), ada, run.id));
}

std::map<LedgerAccount, std::int64_t> balances_on(TestServer& server, Date on) {
  const auto rows = server.read([&](Transaction& tx) { return need(load_trial_balance(tx, on)); });
  std::map<LedgerAccount, std::int64_t> balances;
  std::int64_t sum = 0;
  for (const TrialRow& row : rows) {
    balances[row.account] = row.debit.minor - row.credit.minor;
    sum += balances[row.account];
  }
  CHECK(sum == 0);
  return balances;
}

void check_all_books(TestServer& server) {
  server.read([](Transaction& tx) {
    check_books(tx);
    return 0;
  });
}

}  // namespace

TEST_SUITE("ledger reports") {
  TEST_CASE("the trial balance of a posted and partly paid cycle") {
    TestServer server;
    bill_first_cycle(server);
    server.accept(a_payment(1, 5'000));

    auto early = balances_on(server, test_today);
    CHECK(early[LedgerAccount::cash] == 5'000);
    CHECK(early.count(LedgerAccount::revenue) == 0);
    auto december = balances_on(server, first_through);
    CHECK(december[LedgerAccount::receivable] == first_bill_minor - 5'000);
    CHECK(december[LedgerAccount::revenue] == -(3'297 + 1'470));
    CHECK(december[LedgerAccount::deferred_revenue] == -4'900);
    CHECK(december[LedgerAccount::customer_credit] == 0);
    auto january = balances_on(server, date(2027, 1, 1));
    CHECK(january[LedgerAccount::revenue] == -first_bill_minor);
    CHECK(january[LedgerAccount::deferred_revenue] == 0);
    check_all_books(server);
  }

  TEST_CASE("revenue and tax by month, recurring revenue, and who owes for how long") {
    TestServer server;
    bill_first_cycle(server);
    const auto revenue =
        server.read([](Transaction& tx) { return need(load_revenue_report(tx, ReportSpan())); });
    CHECK(revenue == std::vector<RevenueRow>{{"2026-12", usd(first_bill_minor), usd(0)}});
    const auto tax = server.read([](Transaction& tx) {
      return need(load_tax_report(tx, {date(2026, 12, 1), date(2026, 12, 31)}));
    });
    REQUIRE(tax.size() == 1);
    CHECK(tax[0] == TaxRow{"2026-12", 0, usd(first_bill_minor), usd(0)});
    const auto aging = [&](Date today) {
      return server.read([&](Transaction& tx) { return need(load_aging(tx, today)); });
    };
    const Date due = add_days(first_through, a_company_account(1).payment_terms_days);
    for (const auto& [days, bucket] : std::map<int, std::size_t>{
             {0, 0}, {1, 1}, {30, 1}, {31, 2}, {60, 2}, {61, 3}, {90, 3}, {91, 4}}) {
      const auto rows = aging(add_days(due, days));
      REQUIRE(rows.size() == 1);
      CAPTURE(days);
      CHECK(rows[0].account_number == 1001);
      CHECK(rows[0].open[bucket] == usd(first_bill_minor));
    }
  }

  TEST_CASE("recurring revenue counts the subscriptions that are active on the day") {
    TestServer server;
    server.write([](const ServerWrite& in) {
      for (Subscription subscription : subscriptions_of(a_completed_order(1))) {
        need(save_subscription(in.tx, subscription));
      }
    });
    const auto recurring = [&](Date on) {
      return server.read([&](Transaction& tx) { return need(load_recurring_revenue(tx, on)); });
    };
    CHECK(recurring(add_days(test_today, -1)).empty());
    CHECK(recurring(test_today) == std::vector<RecurringRow>{{1, usd(4'900)}});
  }
}

TEST_SUITE("derive_ledger") {
  TEST_CASE("an organisation that is older than its ledger gets the entries once") {
    TestServer server;
    bill_first_cycle(server);
    server.accept(a_payment(1, 5'000));
    server.accept(a_payment(2, 7'000));
    server.accept(a_payment(3, 900));
    server.accept(RefundPayment{id_of<PaymentId>(3), "Paid twice"});
    const auto before = balances_on(server, date(2027, 1, 1));
    server.write([](const ServerWrite& in) { need(in.tx.run("DELETE FROM ledger_entry")); });

    need(migrate_server(server.context()));
    CHECK(balances_on(server, date(2027, 1, 1)) == before);
    check_all_books(server);
    const std::int64_t entries = server.count("SELECT COUNT(*) FROM ledger_entry");
    need(migrate_server(server.context()));
    CHECK(server.count("SELECT COUNT(*) FROM ledger_entry") == entries);
  }
}

}  // namespace satchel::server::ledger_test
