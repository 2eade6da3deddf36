// Counts and sums over an account's orders and invoices.
#include "shared/store/order_history.h"

#include "shared/store/order_store.h"
#include "shared/store/tax_store.h"

namespace satchel {
namespace {

/// What a placed order will ask for.
std::int64_t unbilled_minor_of(const Order& order, const TaxTerms& taxes) {
  if (order.document.payment_method != PaymentMethod::on_account) {
    return order.due.minor - order.paid.minor;
  }
  const auto totals = totals_of(order.document, taxes);
  return totals ? totals->one_time.minor + totals->tax.minor + totals->recurring.minor : 0;
}

}  // namespace

Result<std::int64_t> count_placed_orders(Transaction& tx, const AccountId& account,
                                         const OrderId& except) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT COUNT(*) FROM sales_order
    WHERE account_id = $1 AND id <> $2 AND document_digest <> ''
      AND lifecycle NOT IN ('cancelled', 'denied', 'fraud')
  )sql",
                                         account, except));
  return rows.front().number(0);
}

Result<std::int64_t> count_recent_orders(Transaction& tx, const AccountId& account,
                                         const OrderId& except, Timestamp since) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT COUNT(*) FROM account a JOIN sales_order o ON o.account_id = a.id
    WHERE a.email_folded = (SELECT email_folded FROM account WHERE id = $1)
      AND o.id <> $2 AND o.document_digest <> '' AND EXISTS (
        SELECT 1 FROM sales_order_event e
        WHERE e.order_id = o.id AND e.action = 'placed' AND e.at_ms >= $3)
  )sql",
                                         account, except, since));
  return rows.front().number(0);
}

Result<bool> is_email_barred(Transaction& tx, const AccountId& account) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT 1 FROM account
    WHERE email_folded = (SELECT email_folded FROM account WHERE id = $1) AND id <> $1
      AND (hold_new_orders <> 0 OR flagged_for_fraud <> 0) LIMIT 1
  )sql",
                                         account));
  return !rows.empty();
}

Result<Money> load_outstanding(Transaction& tx, const Account& account) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT CAST(COALESCE(SUM(
      total_minor - paid_minor - credited_minor - written_off_minor), 0) AS BIGINT)
    FROM invoice WHERE account_id = $1 AND state = 'posted' AND kind = 'invoice'
  )sql",
                                         account.id));
  return Money{rows.front().number(0), account.currency};
}

Result<Money> load_unbilled(Transaction& tx, const Account& account, const OrderId& except) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT o.id FROM sales_order o
    WHERE o.account_id = $1 AND o.id <> $2
      AND o.lifecycle IN ('pending', 'in_progress', 'completed')
      AND NOT EXISTS (
        SELECT 1 FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
        WHERE l.order_id = o.id AND i.state = 'posted')
  )sql",
                                         account.id, except));
  Money unbilled{0, account.currency};
  if (rows.empty()) return unbilled;
  const TaxTable table = SATCHEL_TRY(load_tax_table(tx));
  const TaxTerms taxes = tax_terms_of(account, &table);
  for (const Row& row : rows) {
    const auto order = SATCHEL_TRY(find_order(tx, row.id<OrderId>(0)));
    if (order) unbilled.minor += unbilled_minor_of(*order, taxes);
  }
  return unbilled;
}

Result<bool> has_paid_invoice(Transaction& tx, const OrderId& order) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT 1 FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
    WHERE l.order_id = $1 AND i.state = 'posted' AND i.paid_minor > 0 LIMIT 1
  )sql",
                                         order));
  return !rows.empty();
}

Result<bool> has_other_fraud(Transaction& tx, const InvoiceId& id, const OrderId& except) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT 1 FROM invoice_line l JOIN sales_order o ON o.id = l.order_id
    WHERE l.invoice_id = $1 AND o.id <> $2 AND o.lifecycle = 'fraud' LIMIT 1
  )sql",
                                         id, except));
  return !rows.empty();
}

}  // namespace satchel
