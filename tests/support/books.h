// Books: what has to add up in any database of the server, whatever happened before.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/credit_store.h"
#include "shared/store/ledger_store.h"
#include "shared/store/payment_store.h"
#include "tests/support/builders.h"

namespace satchel {

/// Checks that lines and taxes make up each total, that payments, used credit and credit notes make
/// up what is paid and credited, and that no more is taken back than was asked.
inline void check_invoices_add_up(Transaction& tx) {
  std::map<InvoiceId, std::int64_t> noted;
  for (const Row& row : need(tx.query("SELECT id FROM invoice"))) {
    const Invoice invoice = *need(find_invoice(tx, row.id<InvoiceId>(0)));
    CAPTURE(invoice.id.text());
    CHECK(adds_up(invoice));
    if (invoice.kind == InvoiceKind::credit_note) {
      // A bill that gives back more than it asks takes no invoice back.
      const bool of_invoice = !invoice.credits_invoice_id.empty();
      if (of_invoice) noted[invoice.credits_invoice_id] -= invoice.total.minor;
      CHECK(balance_of(invoice).minor == 0);
      continue;
    }
    std::int64_t allocated_minor = 0;
    for (const Payment& payment : need(load_invoice_payments(tx, invoice.id))) {
      allocated_minor += payment.allocated.minor;
    }
    for (const CreditPart& part : need(load_credit_of_invoice(tx, invoice.id))) {
      CHECK(part.amount.minor > 0);
      allocated_minor += part.amount.minor;
    }
    CHECK(allocated_minor == invoice.paid.minor);
    if (invoice.state == InvoiceState::voided) continue;
    CHECK(balance_of(invoice).minor >= 0);
    CHECK(allocated_minor + invoice.credited.minor + invoice.written_off.minor +
              balance_of(invoice).minor ==
          invoice.total.minor);
  }
  for (const auto& [id, minor] : noted) {
    const auto invoice = need(find_invoice(tx, id));
    REQUIRE(invoice);
    CHECK(invoice->credited.minor == minor);
    CHECK(minor <= invoice->total.minor);
  }
}

/// Checks that every payment that we still have is used exactly once, and that each account's
/// credit is the sum of its entries and never below zero.
inline void check_payments_add_up(Transaction& tx) {
  for (const PaymentRow& row : need(list_payments(tx, {.count_max = 100'000}))) {
    const Payment& payment = row.payment;
    const bool received = payment.standing == PaymentStanding::received;
    CHECK(payment.allocated + payment.credited + payment.refunded == payment.amount);
    CHECK(received == (payment.refunded != payment.amount));
    CHECK(need(load_credit_left(tx, payment.id)) >= 0);
  }
  for (const AccountId& id : need(load_account_ids(tx))) {
    std::int64_t minor = 0;
    for (const CreditEntry& entry : need(load_credit_entries(tx, id))) minor += entry.amount.minor;
    const auto account = need(find_account(tx, id));
    CHECK(account->credit.minor == minor);
    CHECK(minor >= 0);
  }
}

/// Checks that the numbers of invoices and of credit notes have no gaps.
inline void check_numbers(Transaction& tx) {
  for (const std::string kind : {"invoice", "credit_note"}) {
    const Row row = need(tx.query(
        "SELECT COUNT(*), COUNT(DISTINCT number), COALESCE(MAX(number), 1000) FROM invoice "
        "WHERE kind = $1 AND state <> 'draft'",
        kind))[0];
    CHECK(row.number(0) == row.number(1));
    CHECK(row.number(2) == 1000 + row.number(0));
  }
}

/// Checks that the ledger says of each customer what the invoices and the credit say.
inline void check_ledger(Transaction& tx) {
  for (const AccountId& id : need(load_account_ids(tx))) {
    std::int64_t receivable = 0;
    std::int64_t credit = 0;
    for (const LedgerEntry& entry : need(load_ledger_entries(tx, id))) {
      const std::int64_t minor = entry.amount.minor;
      if (entry.debit == LedgerAccount::receivable) receivable += minor;
      if (entry.credit == LedgerAccount::receivable) receivable -= minor;
      if (entry.debit == LedgerAccount::customer_credit) credit -= minor;
      if (entry.credit == LedgerAccount::customer_credit) credit += minor;
    }
    std::int64_t open = 0;
    for (const Invoice& invoice :
         need(list_invoices(tx, {.account_id = id, .count_max = 100'000}))) {
      open += balance_of(invoice).minor;
    }
    CAPTURE(id.text());
    CHECK(receivable == open);
    CHECK(credit == need(find_account(tx, id))->credit.minor);
  }
}

inline void check_books(Transaction& tx) {
  check_ledger(tx);
  check_invoices_add_up(tx);
  check_payments_add_up(tx);
  check_numbers(tx);
}

}  // namespace satchel
