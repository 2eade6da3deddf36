// The statement of account: what moved on a customer's account, and what is still open.
#pragma once

#include <string>
#include <vector>

#include "shared/domain/access/organisation.h"
#include "shared/domain/account/account.h"
#include "shared/domain/billing/invoice.h"
#include "shared/domain/document/document.h"
#include "shared/domain/ledger/ledger.h"

namespace satchel {

/// One line of a statement; positive is what the customer owes.
struct StatementMovement {
  Date on = date(1970, 1, 1);
  LedgerAct act = LedgerAct::invoice;
  std::string subject_id;  // The invoice or the payment.
  Money amount;
  Money balance;  // After it.

  bool operator==(const StatementMovement&) const = default;
};

struct StatementItem {
  Invoice invoice;                // Without lines.
  std::int64_t days_overdue = 0;  // 0 while it is not due.

  bool operator==(const StatementItem&) const = default;
};

struct Statement {
  Date from = date(1970, 1, 1);
  Date to = date(1970, 1, 1);  // The last day.
  Money opening;
  std::vector<StatementMovement> movements;
  Money closing;
  std::vector<StatementItem> open;  // As of today, the oldest due first.

  bool operator==(const Statement&) const = default;
};

/// What a statement is made from.
struct StatementFacts {
  LedgerEntries entries;      // The customer's, in the order of their days.
  std::vector<Invoice> open;  // His posted invoices with something to pay.
  Currency currency = Currency::usd;
  Date from = date(1970, 1, 1);
  Date to = date(1970, 1, 1);
  Date today = date(1970, 1, 1);
};

/// Returns the statement: what the customer owes less his credit, before, within and after the
/// days. What moves between the two, such as credit that pays an invoice, is no movement.
Statement make_statement(const StatementFacts& facts);

/// Returns the statement as a document.
Document describe_statement(const Organisation& seller, const Account& account,
                            const Statement& statement);

}  // namespace satchel
