// Reads, writes and lists payments.
#include "shared/store/payment_store.h"

#include "shared/domain/account/account.h"
#include "shared/store/list_query.h"
#include "shared/store/order_words.h"
#include "shared/store/search_words.h"

namespace satchel {
namespace {

constexpr std::string_view payment_columns =
    "SELECT p.id, p.version, p.account_id, p.order_id, p.invoice_id, p.method, p.amount_minor, "
    "p.currency, p.reference, p.gateway_reference, p.taken_on, p.taken_by, p.taken_by_name, "
    "p.recorded_at_ms, p.allocated_to, p.allocated_minor, p.credited_minor, p.standing, "
    "p.refunded_on, p.refund_reason, p.refunded_minor";

Payment payment_of(const Row& row) {
  Payment payment;
  const auto currency = row.word<Currency>(7);
  payment.id = row.id<PaymentId>(0);
  payment.version = row.number(1);
  payment.account_id = row.id<AccountId>(2);
  payment.order_id = row.id<OrderId>(3);
  payment.invoice_id = row.id<InvoiceId>(4);
  payment.method = row.word<PaymentMethod>(5);
  payment.amount = {row.number(6), currency};
  payment.reference = row.text(8);
  payment.gateway_reference = row.text(9);
  payment.taken_on = row.day(10);
  payment.taken_by = row.id<UserId>(11);
  payment.taken_by_name = row.text(12);
  payment.recorded_at = {row.number(13)};
  payment.allocated_to = row.id<InvoiceId>(14);
  payment.allocated = {row.number(15), currency};
  payment.credited = {row.number(16), currency};
  payment.standing = row.word<PaymentStanding>(17);
  payment.refunded_on = row.optional_day(18);
  payment.refund_reason = row.text(19);
  payment.refunded = {row.number(20), currency};
  return payment;
}

PaymentRow listed_payment_of(const Row& row) {
  Account account;
  account.company_name = row.text(22);
  account.first_name = row.text(23);
  account.last_name = row.text(24);
  return {payment_of(row), row.number(21), display_name(account), row.number(25)};
}

std::vector<Payment> payments_of(const Rows& rows) {
  std::vector<Payment> payments;
  for (const Row& row : rows) payments.push_back(payment_of(row));
  return payments;
}

Result<void> save_payment_words(Transaction& tx, const Payment& payment) {
  SATCHEL_TRY(tx.run("DELETE FROM payment_word WHERE payment_id = $1", payment.id));
  const std::string text =
      payment.reference + " " + payment.gateway_reference + " " + payment.taken_by_name;
  for (const std::string& word : search_words_of(text)) {
    SATCHEL_TRY(
        tx.run("INSERT INTO payment_word (payment_id, word) VALUES ($1, $2)", payment.id, word));
  }
  return payment.order_id.empty() ? Result<void>() : add_order_words(tx, payment.order_id, text);
}

/// Every word must begin a word of the payment, or of its account or order.
void add_payment_text(ListQuery& query, std::string_view text) {
  for (const std::string& word : search_words_of(text)) {
    const std::string range =
        " w.word >= " + query.bind(word) + " AND w.word < " + query.bind(end_of_range(word)) + ")";
    query.where("(p.id IN (SELECT w.payment_id FROM payment_word w WHERE" + range +
                " OR p.account_id IN " + query.accounts_with(word) +
                " OR p.order_id IN (SELECT w.order_id FROM order_word w WHERE" + range + ")");
  }
}

}  // namespace

Result<std::optional<Payment>> find_payment(Transaction& tx, const PaymentId& id) {
  const Rows rows =
      SATCHEL_TRY(tx.query(std::string(payment_columns) + " FROM payment p WHERE p.id = $1", id));
  if (rows.empty()) return std::optional<Payment>();
  return std::optional<Payment>(payment_of(rows.front()));
}

Result<void> save_payment(Transaction& tx, const Payment& payment) {
  SATCHEL_TRY(tx.run(
      R"sql(
    INSERT INTO payment (id, version, account_id, order_id, invoice_id, method, amount_minor,
      currency, reference, gateway_reference, taken_on, taken_by, taken_by_name, recorded_at_ms,
      allocated_to, allocated_minor, credited_minor, standing, refunded_on, refund_reason,
      refunded_minor)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
      $20, $21)
    ON CONFLICT (id) DO UPDATE SET version = excluded.version, account_id = excluded.account_id,
      order_id = excluded.order_id, invoice_id = excluded.invoice_id, method = excluded.method,
      amount_minor = excluded.amount_minor, currency = excluded.currency,
      reference = excluded.reference, gateway_reference = excluded.gateway_reference,
      taken_on = excluded.taken_on, taken_by = excluded.taken_by,
      taken_by_name = excluded.taken_by_name, recorded_at_ms = excluded.recorded_at_ms,
      allocated_to = excluded.allocated_to, allocated_minor = excluded.allocated_minor,
      credited_minor = excluded.credited_minor, standing = excluded.standing,
      refunded_on = excluded.refunded_on, refund_reason = excluded.refund_reason,
      refunded_minor = excluded.refunded_minor
  )sql",
      payment.id, payment.version, payment.account_id, payment.order_id, payment.invoice_id,
      payment.method, payment.amount.minor, payment.amount.currency, payment.reference,
      payment.gateway_reference, payment.taken_on, payment.taken_by, payment.taken_by_name,
      payment.recorded_at, payment.allocated_to, payment.allocated.minor, payment.credited.minor,
      payment.standing, payment.refunded_on, payment.refund_reason, payment.refunded.minor));
  return save_payment_words(tx, payment);
}

Result<void> erase_payment(Transaction& tx, const PaymentId& id) {
  SATCHEL_TRY(tx.run("DELETE FROM payment_word WHERE payment_id = $1", id));
  return tx.run("DELETE FROM payment WHERE id = $1", id);
}

Result<std::vector<Payment>> load_order_payments(Transaction& tx, const OrderId& order_id) {
  return payments_of(SATCHEL_TRY(
      tx.query(std::string(payment_columns) +
                   " FROM payment p WHERE p.order_id = $1 AND p.order_id <> '' ORDER BY p.id",
               order_id)));
}

Result<std::vector<Payment>> load_invoice_payments(Transaction& tx, const InvoiceId& invoice_id) {
  return payments_of(SATCHEL_TRY(tx.query(std::string(payment_columns) +
                                              " FROM payment p WHERE p.allocated_to = $1 AND "
                                              "p.allocated_minor > 0 ORDER BY p.id",
                                          invoice_id)));
}

Result<Money> load_unsent_paid(Transaction& tx, const OrderId& order_id, Currency currency) {
  Money paid{0, currency};
  for (const Payment& payment : SATCHEL_TRY(load_order_payments(tx, order_id))) {
    if (payment.version == 0) paid = paid + payment.allocated;
  }
  return paid;
}

Result<std::vector<PaymentRow>> list_payments(Transaction& tx, const PaymentQuery& wanted) {
  ListQuery query;
  if (!wanted.account_id.empty()) {
    query.where("p.account_id = " + query.bind(to_value(wanted.account_id)));
  }
  if (!wanted.order_id.empty()) {
    query.where("p.order_id = " + query.bind(to_value(wanted.order_id)));
  }
  add_payment_text(query, wanted.text);
  query.where_in("p.account_id", wanted.territories);
  if (!wanted.after.empty()) {
    const ListPosition after = SATCHEL_TRY(parse_list_position(wanted.after));
    const std::string day = query.bind(to_value(after.day));
    query.where("(p.taken_on, p.id) < (" + day + ", " + query.bind(after.id) + ")");
  }
  const std::string sql = std::string(payment_columns) +
                          ", a.number, a.company_name, a.first_name, a.last_name, o.number "
                          "FROM payment p LEFT JOIN account a ON a.id = p.account_id "
                          "LEFT JOIN sales_order o ON o.id = p.order_id" +
                          query.conditions() + " ORDER BY p.taken_on DESC, p.id DESC LIMIT " +
                          query.bind(wanted.count_max);
  std::vector<PaymentRow> listed;
  for (const Row& row : SATCHEL_TRY(tx.query_values(sql, query.values()))) {
    listed.push_back(listed_payment_of(row));
  }
  return listed;
}

std::string cursor_of(const PaymentRow& row) {
  return to_text(ListPosition{row.payment.taken_on, 0, row.payment.id.text()});
}

}  // namespace satchel
