// Sums a customer's entries up and puts them into the words of a document.
#include "shared/domain/document/describe_statement.h"

#include <algorithm>
#include <utility>

#include "shared/base/words.h"
#include "shared/domain/document/describe_document.h"

namespace satchel {
namespace {

/// What the entry adds to what the customer owes, less his credit.
Money owed_by(const LedgerEntry& entry) {
  const auto is_his = [](LedgerAccount account) {
    return account == LedgerAccount::receivable || account == LedgerAccount::customer_credit;
  };
  std::int64_t minor = 0;
  if (is_his(entry.debit)) minor += entry.amount.minor;
  if (is_his(entry.credit)) minor -= entry.amount.minor;
  return {minor, entry.amount.currency};
}

/// Entries of one act on one subject and day are one movement.
void add_movement(Statement& statement, const LedgerEntry& entry, Money amount) {
  statement.closing = statement.closing + amount;
  auto& movements = statement.movements;
  const bool goes_on = !movements.empty() && movements.back().on == entry.on &&
                       movements.back().act == entry.act &&
                       movements.back().subject_id == entry.subject_id;
  if (!goes_on) {
    movements.push_back({entry.on, entry.act, entry.subject_id, {0, amount.currency}, amount});
  }
  movements.back().amount = movements.back().amount + amount;
  movements.back().balance = statement.closing;
}

std::string words_of_act(LedgerAct act) {
  switch (act) {
    case LedgerAct::invoice:
      return "Invoice";
    case LedgerAct::credit_note:
      return "Credit note";
    case LedgerAct::voided:
      return "Void invoice";
    case LedgerAct::payment:
      return "Payment, thank you";
    case LedgerAct::refund:
      return "Refund";
    case LedgerAct::write_off:
      return "Written off";
    case LedgerAct::recognition:
    case LedgerAct::credit:
    case LedgerAct::credit_use:
    case LedgerAct::credit_return:
      return "Credit";
  }
  return "";
}

DocumentTable movements_of(const Statement& statement) {
  DocumentTable table{"Movements", {{"Date"}, {"What"}, {"Amount", true}, {"Balance", true}}, {}};
  table.rows.push_back(
      {{long_date(statement.from), "Opening balance", "", grouped_amount(statement.opening)}, {}});
  for (const StatementMovement& each : statement.movements) {
    table.rows.push_back({{long_date(each.on), words_of_act(each.act), grouped_amount(each.amount),
                           grouped_amount(each.balance)},
                          {}});
  }
  return table;
}

DocumentTable open_items_of(const Statement& statement) {
  DocumentTable table{
      "Open invoices", {{"Invoice"}, {"Due date"}, {"Days overdue", true}, {"Open", true}}, {}};
  for (const StatementItem& each : statement.open) {
    table.rows.push_back({{std::to_string(each.invoice.number), long_date(each.invoice.due_date),
                           each.days_overdue == 0 ? "" : std::to_string(each.days_overdue),
                           grouped_amount(balance_of(each.invoice))},
                          {}});
  }
  return table;
}

}  // namespace

Statement make_statement(const StatementFacts& facts) {
  const Money zero{0, facts.currency};
  Statement statement{facts.from, facts.to, zero, {}, zero, {}};
  for (const LedgerEntry& entry : facts.entries) {
    const Money amount = owed_by(entry);
    if (amount.minor == 0 || entry.on > facts.to) continue;
    if (entry.on < facts.from) {
      statement.opening = statement.closing = statement.closing + amount;
    } else {
      add_movement(statement, entry, amount);
    }
  }
  for (const Invoice& invoice : facts.open) {
    if (invoice.invoice_date > facts.to) continue;
    const std::int64_t days = days_between(invoice.due_date, facts.today);
    statement.open.push_back({invoice, std::max<std::int64_t>(0, days)});
  }
  return statement;
}

Document describe_statement(const Organisation& seller, const Account& account,
                            const Statement& statement) {
  Document document;
  document.kind = DocumentKind::statement;
  document.title = "Statement of account";
  document.number = std::to_string(account.number);
  document.issued_on = statement.to;
  document.paper = paper_of(account.currency);
  document.seller = seller_of(seller);
  document.customer = customer_of(account);
  document.facts = {{"From", long_date(statement.from)}, {"To", long_date(statement.to)}};
  document.lines = movements_of(statement);
  document.totals = {{"Closing balance", to_text(statement.closing), true}};
  document.payments = open_items_of(statement);
  return document;
}

}  // namespace satchel
