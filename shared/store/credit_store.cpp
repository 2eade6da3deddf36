// Reads and writes the two tables of credit: what made it, and what it was used for.
#include "shared/store/credit_store.h"

namespace satchel {
namespace {

bool is_about_invoice(CreditKind kind) {
  return kind == CreditKind::applied || kind == CreditKind::returned;
}

std::vector<CreditPart> parts_of(const Rows& rows) {
  std::vector<CreditPart> parts;
  for (const Row& row : rows) {
    parts.push_back(
        {row.id<PaymentId>(0), row.id<InvoiceId>(1), {row.number(2), row.word<Currency>(3)}});
  }
  return parts;
}

/// What is left of the uses whose `column`, the program's own word, holds the id.
Result<std::vector<CreditPart>> load_parts(Transaction& tx, const std::string& column,
                                           const std::string& id) {
  return parts_of(SATCHEL_TRY(tx.query(R"sql(
    SELECT payment_id, invoice_id, CAST(-SUM(amount_minor) AS BIGINT), currency
    FROM account_credit_use WHERE )sql" + column +
                                           R"sql( = $1
    GROUP BY payment_id, invoice_id, currency HAVING SUM(amount_minor) <> 0
    ORDER BY payment_id, invoice_id
  )sql",
                                       id)));
}

}  // namespace

Result<void> add_credit_entry(Transaction& tx, const CreditEntry& entry) {
  if (is_about_invoice(entry.kind)) {
    return tx.run(R"sql(
      INSERT INTO account_credit_use (invoice_id, position, payment_id, kind, account_id,
        amount_minor, currency, entered_on)
      SELECT CAST($1 AS TEXT), COUNT(*), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT),
        CAST($5 AS BIGINT), CAST($6 AS TEXT), CAST($7 AS TEXT)
      FROM account_credit_use WHERE invoice_id = $1
    )sql",
                  entry.invoice_id, entry.payment_id, entry.kind, entry.account_id,
                  entry.amount.minor, entry.amount.currency, entry.entered_on);
  }
  return tx.run(R"sql(
    INSERT INTO account_credit_entry (payment_id, kind, position, account_id, amount_minor,
      currency, entered_on)
    SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), COUNT(*), CAST($3 AS TEXT), CAST($4 AS BIGINT),
      CAST($5 AS TEXT), CAST($6 AS TEXT)
    FROM account_credit_entry WHERE payment_id = $1 AND kind = $2
  )sql",
                entry.payment_id, entry.kind, entry.account_id, entry.amount.minor,
                entry.amount.currency, entry.entered_on);
}

Result<std::vector<CreditEntry>> load_credit_entries(Transaction& tx, const AccountId& account_id) {
  std::vector<CreditEntry> entries;
  for (const Row& row : SATCHEL_TRY(tx.query(R"sql(
    SELECT payment_id, kind, amount_minor, currency, entered_on, '' AS invoice_id, position
    FROM account_credit_entry WHERE account_id = $1
    UNION ALL
    SELECT payment_id, kind, amount_minor, currency, entered_on, invoice_id, position
    FROM account_credit_use WHERE account_id = $1
    ORDER BY entered_on DESC, payment_id DESC, kind, invoice_id, position
  )sql",
                                             account_id))) {
    entries.push_back({account_id,
                       row.id<PaymentId>(0),
                       row.word<CreditKind>(1),
                       {row.number(2), row.word<Currency>(3)},
                       row.day(4),
                       row.id<InvoiceId>(5)});
  }
  return entries;
}

Result<std::vector<CreditPart>> load_free_credit(Transaction& tx, const AccountId& account_id) {
  return parts_of(SATCHEL_TRY(tx.query(R"sql(
    SELECT c.payment_id, '' AS invoice_id, CAST(SUM(c.amount_minor) AS BIGINT), c.currency
    FROM (
      SELECT payment_id, amount_minor, currency, entered_on FROM account_credit_entry
      WHERE account_id = $1
      UNION ALL
      SELECT payment_id, amount_minor, currency, entered_on FROM account_credit_use
      WHERE account_id = $1) c
    WHERE NOT EXISTS (
      SELECT 1 FROM payment p JOIN sales_order o ON o.id = p.order_id
      WHERE p.id = c.payment_id AND o.lifecycle = 'pending' AND o.consent = 'required')
    GROUP BY c.payment_id, c.currency HAVING SUM(c.amount_minor) > 0
    ORDER BY MIN(c.entered_on), c.payment_id
  )sql",
                                       account_id)));
}

Result<std::int64_t> load_credit_left(Transaction& tx, const PaymentId& payment_id) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT CAST(COALESCE(SUM(amount_minor), 0) AS BIGINT) FROM (
      SELECT amount_minor FROM account_credit_entry WHERE payment_id = $1
      UNION ALL
      SELECT amount_minor FROM account_credit_use WHERE payment_id = $1) c
  )sql",
                                         payment_id));
  return rows.front().number(0);
}

Result<std::vector<CreditPart>> load_credit_of_invoice(Transaction& tx, const InvoiceId& id) {
  return load_parts(tx, "invoice_id", id.text());
}

Result<std::vector<CreditPart>> load_credit_of_payment(Transaction& tx, const PaymentId& id) {
  return load_parts(tx, "payment_id", id.text());
}

}  // namespace satchel
