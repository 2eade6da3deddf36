// Lists, searches and counts orders without loading them whole.
#include "shared/domain/account/account.h"
#include "shared/domain/order/order_state.h"
#include "shared/store/list_query.h"
#include "shared/store/order_store.h"
#include "shared/store/search_words.h"

namespace satchel {
namespace {

OrderRow row_of(const Row& row) {
  OrderRow listed;
  Order& head = listed.head;
  head.id = row.id<OrderId>(0);
  head.version = row.number(1);
  head.number = row.number(2);
  head.provisional_number = row.text(3);
  head.taken_by = row.id<UserId>(4);
  head.taken_by_name = row.text(5);
  head.lifecycle = row.word<OrderLifecycle>(6);
  head.saved = row.number(7) != 0;
  head.approval = row.word<Approval>(8);
  head.review = row.word<Review>(9);
  head.payment = row.word<PaymentState>(10);
  head.document.account_id = row.id<AccountId>(11);
  head.document.ordered_on = row.day(12);
  head.document.currency = row.word<Currency>(13);
  head.document.purchase_order = row.text(14);
  head.notes = row.text(15);
  listed.id = head.id;
  listed.account_id = head.document.account_id;
  listed.taken_by_name = head.taken_by_name;
  listed.ordered_on = head.document.ordered_on;
  listed.one_time = {row.number(16), head.document.currency};
  listed.recurring = {row.number(17), head.document.currency};
  listed.item_count = row.number(18);
  listed.account_number = row.number(19);
  Account account;
  account.company_name = row.text(20);
  account.first_name = row.text(21);
  account.last_name = row.text(22);
  listed.account_name = display_name(account);
  listed.account_city = row.text(23);
  return listed;
}

/// Returns whether so many rows of `table` hold a word of the range that reading the list in its
/// own order finds a page sooner than collecting them all.
Result<bool> is_common(Transaction& tx, const std::string& table, const std::string& word) {
  constexpr std::int64_t common_min = 1000;
  const Rows rows =
      SATCHEL_TRY(tx.query("SELECT COUNT(*) FROM (SELECT 1 FROM " + table +
                               " WHERE word >= $1 AND word < $2 LIMIT CAST($3 AS BIGINT)) found",
                           word, end_of_range(word), common_min));
  return rows.front().number(0) == common_min;
}

/// Every word must begin a word of the order or of its account.
Result<void> add_text(Transaction& tx, ListQuery& query, std::string_view text) {
  for (const std::string& word : search_words_of(text)) {
    const std::string range =
        " w.word >= " + query.bind(word) + " AND w.word < " + query.bind(end_of_range(word)) + ")";
    const bool in_orders = SATCHEL_TRY(is_common(tx, "order_word", word));
    const bool in_accounts = SATCHEL_TRY(is_common(tx, "account_word", word));
    const std::string of_order =
        in_orders ? "EXISTS (SELECT 1 FROM order_word w WHERE w.order_id = o.id AND"
                  : "o.id IN (SELECT w.order_id FROM order_word w WHERE";
    const std::string of_account =
        in_accounts ? "EXISTS (SELECT 1 FROM account_word w WHERE w.account_id = o.account_id AND"
                    : "o.account_id IN (SELECT w.account_id FROM account_word w WHERE";
    query.where("(" + of_order + range + " OR " + of_account + range + ")");
  }
  return {};
}

}  // namespace

Result<std::vector<OrderRow>> list_orders(Transaction& tx, const OrderQuery& wanted) {
  ListQuery query;
  if (!wanted.account_id.empty()) {
    query.where("o.account_id = " + query.bind(to_value(wanted.account_id)));
  }
  SATCHEL_TRY(add_text(tx, query, wanted.text));
  query.where_in("o.account_id", wanted.territories);
  if (!wanted.after.empty()) {
    const ListPosition after = SATCHEL_TRY(parse_list_position(wanted.after));
    const std::string day = query.bind(to_value(after.day));
    const std::string number = query.bind(after.sort_number);
    const std::string id = query.bind(after.id);
    query.where("(o.ordered_on, o.sort_number, o.id) < (" + day + ", " + number + ", " + id + ")");
  }
  const std::string sql = R"sql(
    SELECT o.id, o.version, o.number, o.provisional_number, o.taken_by, o.taken_by_name,
           o.lifecycle, o.saved, o.approval, o.review, o.payment, o.account_id, o.ordered_on,
           o.currency, o.purchase_order, o.notes, o.one_time_minor, o.recurring_minor,
           o.item_count, a.number, a.company_name, a.first_name, a.last_name, a.city
    FROM sales_order o LEFT JOIN account a ON a.id = o.account_id)sql" +
                          query.conditions() +
                          " ORDER BY o.ordered_on DESC, o.sort_number DESC, o.id DESC LIMIT " +
                          query.bind(wanted.count_max);
  std::vector<OrderRow> listed;
  for (const Row& row : SATCHEL_TRY(tx.query_values(sql, query.values()))) {
    listed.push_back(row_of(row));
  }
  return listed;
}

std::string cursor_of(const OrderRow& row) {
  return to_text(ListPosition{row.ordered_on, sort_number_of(row.head.number), row.id.text()});
}

Result<OrderCounts> count_orders(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT lifecycle, payment, review, saved, COUNT(*)
    FROM sales_order GROUP BY lifecycle, payment, review, saved
  )sql"));
  OrderCounts counts;
  for (const Row& row : rows) {
    Order order;
    order.lifecycle = row.word<OrderLifecycle>(0);
    order.payment = row.word<PaymentState>(1);
    order.review = row.word<Review>(2);
    order.saved = row.number(3) != 0;
    const std::int64_t count = row.number(4);
    counts.all += count;
    switch (archive_of(order)) {
      case Archive::incomplete:
        counts.incomplete += count;
        break;
      case Archive::awaiting_payment:
        counts.awaiting_payment += count;
        break;
      case Archive::awaiting_approval:
        counts.awaiting_approval += count;
        break;
      case Archive::handled:
        counts.handled += count;
        break;
      case Archive::closed:
        counts.closed += count;
        break;
    }
  }
  return counts;
}

}  // namespace satchel
