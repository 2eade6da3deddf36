// Reads and writes whole orders.
#include "shared/store/order_store.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/store/list_query.h"
#include "shared/store/order_parts.h"
#include "shared/store/order_words.h"
#include "shared/store/text_lines.h"

namespace satchel {
namespace {

std::string words_of(const std::vector<ApprovalRule>& rules) {
  std::string words;
  for (const ApprovalRule rule : rules) {
    if (!words.empty()) words += ' ';
    words += to_text(rule);
  }
  return words;
}

std::vector<ApprovalRule> rules_of(std::string_view words) {
  std::vector<ApprovalRule> rules;
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(' '));
    words.remove_prefix(std::min(words.size(), word.size() + 1));
    if (const auto rule = parse_enum<ApprovalRule>(word)) rules.push_back(*rule);
  }
  return rules;
}

std::string lines_of(const std::vector<UserId>& users) {
  std::vector<std::string> ids;
  for (const UserId& user : users) ids.push_back(user.text());
  return join_lines(ids);
}

std::vector<UserId> users_of(std::string_view lines) {
  std::vector<UserId> users;
  for (const std::string& id : split_lines(lines)) {
    if (const auto user = UserId::parse(id)) users.push_back(*user);
  }
  return users;
}

Order head_of(const Row& row) {
  Order order;
  OrderDocument& document = order.document;
  order.id = row.id<OrderId>(0);
  order.version = row.number(1);
  order.number = row.number(2);
  order.provisional_number = row.text(3);
  order.site_code = row.text(4);
  order.taken_by = row.id<UserId>(5);
  order.taken_by_name = row.text(6);
  order.lifecycle = row.word<OrderLifecycle>(7);
  order.saved = row.number(8) != 0;
  order.approval = row.word<Approval>(9);
  order.approval_rules = rules_of(row.text(10));
  order.review = row.word<Review>(11);
  order.payment = row.word<PaymentState>(12);
  order.consent = row.word<Consent>(13);
  order.due.minor = row.number(14);
  order.paid.minor = row.number(15);
  order.settlement = row.word<Settlement>(16);
  order.settlement_note = row.text(17);
  order.quoted_until = row.optional_day(18);
  order.copied_from = row.id<OrderId>(19);
  order.accepted_at = {row.number(20)};
  order.incomplete_reason = row.text(21);
  order.fraud_check.source = row.text(22);
  order.fraud_check.score = row.number(23);
  order.fraud_check.pending = row.number(24) != 0;
  document.account_id = row.id<AccountId>(25);
  document.ordered_on = row.day(26);
  document.currency = row.word<Currency>(27);
  document.price_book_version = row.number(28);
  document.payment_method = row.word<PaymentMethod>(29);
  document.starts_on = row.optional_day(30);
  document.ends_on = row.optional_day(31);
  document.purchase_order = row.text(32);
  document.referral = row.text(33);
  document.bill_to_email = row.text(34);
  document.contact_email = row.text(35);
  document.signed_by = row.text(36);
  order.document_digest = row.text(37);
  order.signature = row.text(38);
  order.notes = row.text(39);
  order.authors = users_of(row.text(40));
  order.site_number = row.number(41);
  document.one_plan = row.number(42) != 0;
  order.due.currency = document.currency;
  order.paid.currency = document.currency;
  return order;
}

Result<void> save_head(Transaction& tx, const Order& order) {
  const OrderDocument& document = order.document;
  const Money zero{0, document.currency};
  const OrderTotals totals =
      totals_of(document).value_or(OrderTotals{zero, zero, zero, zero, zero, zero, zero});
  return tx.run(
      R"sql(
    INSERT INTO sales_order (
      id, version, number, provisional_number, site_code, taken_by, taken_by_name, lifecycle,
      saved, approval, approval_rules, review, payment, consent, due_minor, paid_minor,
      settlement, settlement_note, quoted_until, copied_from, accepted_at_ms, incomplete_reason,
      fraud_source, fraud_score, fraud_pending, account_id, ordered_on, currency,
      price_book_version, payment_method, starts_on, ends_on, purchase_order, referral,
      bill_to_email, contact_email, signed_by, document_digest, signature, notes, one_time_minor,
      recurring_minor, item_count, sort_number, archive, authors,
      site_number, one_plan, account_sort_name)
    VALUES (
      $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
      $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
      $39, $40, $41, $42, $43, $44, $45, $46, $47, $48,
      COALESCE((SELECT a.sort_name FROM account a WHERE a.id = $26), ''))
    ON CONFLICT (id) DO UPDATE SET
      version = excluded.version, number = excluded.number, provisional_number =
      excluded.provisional_number, site_code = excluded.site_code, taken_by = excluded.taken_by,
      taken_by_name = excluded.taken_by_name, lifecycle = excluded.lifecycle, saved =
      excluded.saved, approval = excluded.approval, approval_rules = excluded.approval_rules,
      review = excluded.review, payment = excluded.payment, consent = excluded.consent, due_minor
      = excluded.due_minor, paid_minor = excluded.paid_minor, settlement = excluded.settlement,
      settlement_note = excluded.settlement_note, quoted_until = excluded.quoted_until,
      copied_from = excluded.copied_from, accepted_at_ms = excluded.accepted_at_ms,
      incomplete_reason = excluded.incomplete_reason, fraud_source = excluded.fraud_source,
      fraud_score = excluded.fraud_score, fraud_pending = excluded.fraud_pending, account_id =
      excluded.account_id, ordered_on = excluded.ordered_on, currency = excluded.currency,
      price_book_version = excluded.price_book_version, payment_method = excluded.payment_method,
      starts_on = excluded.starts_on, ends_on = excluded.ends_on, purchase_order =
      excluded.purchase_order, referral = excluded.referral, bill_to_email =
      excluded.bill_to_email, contact_email = excluded.contact_email, signed_by =
      excluded.signed_by, document_digest = excluded.document_digest, signature =
      excluded.signature, notes = excluded.notes, one_time_minor = excluded.one_time_minor,
      recurring_minor = excluded.recurring_minor, item_count = excluded.item_count, sort_number =
      excluded.sort_number, archive = excluded.archive,
      authors = excluded.authors,
      account_sort_name = excluded.account_sort_name,
      site_number = excluded.site_number, one_plan = excluded.one_plan
  )sql",
      order.id, order.version, order.number, order.provisional_number, order.site_code,
      order.taken_by, order.taken_by_name, order.lifecycle, order.saved, order.approval,
      words_of(order.approval_rules), order.review, order.payment, order.consent, order.due.minor,
      order.paid.minor, order.settlement, order.settlement_note, order.quoted_until,
      order.copied_from, order.accepted_at, order.incomplete_reason, order.fraud_check.source,
      order.fraud_check.score, order.fraud_check.pending, document.account_id, document.ordered_on,
      document.currency, document.price_book_version, document.payment_method, document.starts_on,
      document.ends_on, document.purchase_order, document.referral, document.bill_to_email,
      document.contact_email, document.signed_by, order.document_digest, order.signature,
      order.notes, totals.one_time.minor, totals.recurring.minor,
      static_cast<std::int64_t>(document.items.size()), sort_number_of(order.number),
      static_cast<std::int64_t>(archive_of(order)), lines_of(order.authors), order.site_number,
      document.one_plan);
}

}  // namespace

Result<std::optional<Order>> find_order(Transaction& tx, const OrderId& id) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT
      id, version, number, provisional_number, site_code, taken_by, taken_by_name, lifecycle,
      saved, approval, approval_rules, review, payment, consent, due_minor, paid_minor,
      settlement, settlement_note, quoted_until, copied_from, accepted_at_ms, incomplete_reason,
      fraud_source, fraud_score, fraud_pending, account_id, ordered_on, currency,
      price_book_version, payment_method, starts_on, ends_on, purchase_order, referral,
      bill_to_email, contact_email, signed_by, document_digest, signature, notes, authors,
      site_number, one_plan
    FROM sales_order WHERE id = $1
  )sql",
                                         id));
  if (rows.empty()) return std::optional<Order>();
  Order order = head_of(rows.front());
  SATCHEL_TRY(load_order_parts(tx, order));
  return std::optional<Order>(std::move(order));
}

Result<void> save_order(Transaction& tx, const Order& order) {
  SATCHEL_TRY(save_head(tx, order));
  SATCHEL_TRY(erase_order_parts(tx, order.id));
  SATCHEL_TRY(save_order_parts(tx, order));
  return save_order_words(tx, order);
}

Result<void> erase_order(Transaction& tx, const OrderId& id) {
  SATCHEL_TRY(erase_order_parts(tx, id));
  SATCHEL_TRY(tx.run("DELETE FROM order_word WHERE order_id = $1", id));
  return tx.run("DELETE FROM sales_order WHERE id = $1", id);
}

Result<void> save_tombstone(Transaction& tx, const OrderTombstone& tombstone) {
  return tx.run(R"sql(
    INSERT INTO order_tombstone (order_id, number, deleted_at_ms, deleted_by, reason)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (order_id) DO NOTHING
  )sql",
                tombstone.order_id, tombstone.number, tombstone.deleted_at, tombstone.deleted_by,
                tombstone.reason);
}

Result<std::optional<OrderTombstone>> find_tombstone(Transaction& tx, const OrderId& id) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT order_id, number, deleted_at_ms, deleted_by, reason FROM order_tombstone
    WHERE order_id = $1
  )sql",
                                         id));
  if (rows.empty()) return std::optional<OrderTombstone>();
  const Row& row = rows.front();
  return std::optional(
      OrderTombstone{row.id<OrderId>(0), row.number(1), {row.number(2)}, row.text(3), row.text(4)});
}

Result<void> index_orders(Transaction& tx) {
  if (!SATCHEL_TRY(tx.query("SELECT word FROM order_word LIMIT 1")).empty()) return {};
  for (const Row& row : SATCHEL_TRY(tx.query("SELECT id FROM sales_order ORDER BY id"))) {
    const auto order = SATCHEL_TRY(find_order(tx, row.id<OrderId>(0)));
    if (order) SATCHEL_TRY(save_order_words(tx, *order));
  }
  return {};
}

Result<void> derive_archives(Transaction& tx) {
  const Rows states = SATCHEL_TRY(tx.query(R"sql(
    SELECT lifecycle, payment, review, saved FROM sales_order WHERE archive = -1
    GROUP BY lifecycle, payment, review, saved
  )sql"));
  for (const Row& row : states) {
    Order state;
    state.lifecycle = row.word<OrderLifecycle>(0);
    state.payment = row.word<PaymentState>(1);
    state.review = row.word<Review>(2);
    state.saved = row.number(3) != 0;
    SATCHEL_TRY(tx.run(R"sql(
      UPDATE sales_order SET archive = $1
      WHERE archive = -1 AND lifecycle = $2 AND payment = $3 AND review = $4 AND saved = $5
    )sql",
                       static_cast<std::int64_t>(archive_of(state)), state.lifecycle, state.payment,
                       state.review, state.saved));
  }
  return {};
}

Result<std::vector<OrderId>> load_order_ids(Transaction& tx, const AccountId& account_id) {
  std::vector<OrderId> ids;
  for (const Row& row : SATCHEL_TRY(
           tx.query("SELECT id FROM sales_order WHERE account_id = $1 ORDER BY id", account_id))) {
    ids.push_back(row.id<OrderId>(0));
  }
  return ids;
}

}  // namespace satchel
