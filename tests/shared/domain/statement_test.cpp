// Tests of the statement of account: its balances, its movements and what is open.
#include "shared/domain/document/describe_statement.h"

#include <doctest/doctest.h>

#include <utility>

#include "tests/support/builders.h"

namespace satchel::statement_test {
namespace {

using Sides = std::pair<LedgerAccount, LedgerAccount>;  // Debit and credit.

LedgerEntry an_entry(Date on, LedgerAct act, const Sides& sides, std::int64_t minor) {
  LedgerEntry entry;
  entry.on = on;
  entry.act = act;
  entry.subject_id = std::string(to_text(act));
  entry.debit = sides.first;
  entry.credit = sides.second;
  entry.amount = usd(minor);
  return entry;
}

/// An invoice of 120.00 in November with 20.00 tax; 50.00 paid on 5 December, 10.00 too much of
/// it first credit, then used.
StatementFacts some_facts() {
  using enum LedgerAccount;
  StatementFacts facts;
  facts.entries = {
      an_entry(date(2026, 11, 20), LedgerAct::invoice, {receivable, revenue}, 10'000),
      an_entry(date(2026, 11, 20), LedgerAct::invoice, {receivable, tax}, 2'000),
      an_entry(date(2026, 11, 30), LedgerAct::recognition, {deferred_revenue, revenue}, 10'000),
      an_entry(date(2026, 12, 5), LedgerAct::payment, {checks, receivable}, 4'000),
      an_entry(date(2026, 12, 5), LedgerAct::payment, {checks, customer_credit}, 1'000),
      an_entry(date(2026, 12, 6), LedgerAct::credit_use, {customer_credit, receivable}, 1'000),
      an_entry(date(2027, 1, 2), LedgerAct::payment, {cash, receivable}, 7'000),
  };
  Invoice invoice;
  invoice.number = 1001;
  invoice.state = InvoiceState::posted;
  invoice.total = usd(12'000);
  invoice.paid = usd(5'000);
  invoice.due_date = date(2026, 12, 20);
  facts.open = {invoice};
  facts.from = date(2026, 12, 1);
  facts.to = date(2026, 12, 31);
  facts.today = date(2026, 12, 24);
  return facts;
}

}  // namespace

TEST_SUITE("make_statement") {
  TEST_CASE("opening balance, movements and closing balance follow from each other") {
    const Statement statement = make_statement(some_facts());
    CHECK(statement.opening == usd(12'000));
    REQUIRE(statement.movements.size() == 1);
    CHECK(statement.movements[0].amount == usd(-5'000));
    CHECK(statement.movements[0].balance == usd(7'000));
    CHECK(statement.closing == usd(7'000));
    REQUIRE(statement.open.size() == 1);
    CHECK(statement.open[0].days_overdue == 4);
  }

  TEST_CASE("the document shows both balances, each movement and each open invoice") {
    const Document document =
        describe_statement(an_organisation(), a_company_account(), make_statement(some_facts()));
    REQUIRE(document.lines.rows.size() == 2);
    CHECK(document.lines.rows[0].cells.back() == "120.00");
    CHECK(document.lines.rows[1].cells ==
          std::vector<std::string>{"5 Dec 2026", "Payment, thank you", "-50.00", "70.00"});
    CHECK(document.totals[0].value == "70.00 USD");
    REQUIRE(document.payments.rows.size() == 1);
    CHECK(document.payments.rows[0].cells ==
          std::vector<std::string>{"1001", "20 Dec 2026", "4", "70.00"});
  }
}

}  // namespace satchel::statement_test
