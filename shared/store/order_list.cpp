// Lists, searches and counts orders without loading them whole.
#include "shared/base/text.h"
#include "shared/domain/account/account.h"
#include "shared/domain/order/order_state.h"
#include "shared/store/list_query.h"
#include "shared/store/order_queues.h"
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
  head.site_code = row.text(24);
  head.document.payment_method = row.word<PaymentMethod>(25);
  head.settlement = row.word<Settlement>(26);
  head.quoted_until = row.optional_day(27);
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

// With so many hits, reading the list in its own order finds a page sooner than collecting them
// all.
constexpr std::int64_t common_min = 1000;

Result<bool> is_common_in_orders(Transaction& tx, const std::string& word) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT COUNT(*) FROM (
      SELECT 1 FROM order_word WHERE word >= $1 AND word < $2 LIMIT CAST($3 AS BIGINT)) found
  )sql",
                                         word, end_of_range(word), common_min));
  return rows.front().number(0) == common_min;
}

Result<bool> is_common_in_accounts(Transaction& tx, const std::string& match) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT COUNT(*) FROM (
      SELECT rowid FROM account_fts($1) LIMIT CAST($2 AS BIGINT)) found
  )sql",
                                         match, common_min));
  return rows.front().number(0) == common_min;
}

/// Every word must begin a word of the order or of its account.
Result<void> add_text(Transaction& tx, ListQuery& query, std::string_view text) {
  for (const std::string& word : search_words_of(text)) {
    const std::string match = full_text_query(word);
    const std::string range =
        " w.word >= " + query.bind(word) + " AND w.word < " + query.bind(end_of_range(word)) + ")";
    const bool in_orders = SATCHEL_TRY(is_common_in_orders(tx, word));
    const bool in_accounts = SATCHEL_TRY(is_common_in_accounts(tx, match));
    const std::string of_order =
        in_orders ? "EXISTS (SELECT 1 FROM order_word w WHERE w.order_id = o.id AND"
                  : "o.id IN (SELECT w.order_id FROM order_word w WHERE";
    const std::string of_account =
        in_accounts ? "a.search_key IN (SELECT rowid FROM account_fts(" + query.bind(match) + "))"
                    : "o.account_id IN " + query.accounts_with(word);
    query.where("(" + of_order + range + " OR " + of_account + ")");
  }
  return {};
}

/// The columns that decide the order, the first first. Ties fall the way the list runs, so that one
/// index serves both ways.
std::vector<std::string_view> columns_of(std::optional<OrderSort> sort) {
  if (!sort) return {"o.ordered_on", "o.sort_number", "o.id"};
  switch (*sort) {
    case OrderSort::number:
      return {"o.sort_number", "o.ordered_on", "o.id"};
    case OrderSort::customer:
      return {"o.account_sort_name", "o.ordered_on", "o.sort_number", "o.id"};
    case OrderSort::rep:
      return {"o.taken_by_name", "o.ordered_on", "o.sort_number", "o.id"};
    case OrderSort::date:
      return {"o.ordered_on", "o.sort_number", "o.id"};
    case OrderSort::total:
      return {"o.one_time_minor", "o.ordered_on", "o.sort_number", "o.id"};
    case OrderSort::state:
      return {"o.archive", "o.ordered_on", "o.sort_number", "o.id"};
  }
  return {};
}

std::string order_by(const OrderQuery& wanted) {
  const bool descending = !wanted.sort || wanted.descending;
  std::string by;
  for (const std::string_view column : columns_of(wanted.sort)) {
    by += (by.empty() ? "" : ", ") + std::string(column) + (descending ? " DESC" : " ASC");
  }
  return by;
}

Result<ListQuery> conditions_of(Transaction& tx, const OrderQuery& wanted) {
  ListQuery query;
  if (!wanted.account_id.empty()) {
    query.where("o.account_id = " + query.bind(to_value(wanted.account_id)));
  }
  SATCHEL_TRY(add_text(tx, query, wanted.text));
  query.where_in("o.account_id", wanted.territories);
  if (wanted.archive)
    query.where("o.archive = " + query.bind(static_cast<std::int64_t>(*wanted.archive)));
  if (wanted.queue) query.where(condition_of(*wanted.queue, wanted.today));
  if (wanted.site) query.where("o.site_code = " + query.bind(*wanted.site));
  return query;
}

/// Only a search looks at accounts: a join that is not needed would read every row.
std::string account_of_search(const OrderQuery& wanted) {
  return trim(wanted.text).empty() ? "" : " LEFT JOIN account a ON a.id = o.account_id";
}

/// Whether nothing but the archive narrows the list: then the tally knows.
bool is_tallied(const OrderQuery& wanted) {
  return wanted.account_id.empty() && trim(wanted.text).empty() && wanted.territories.empty() &&
         !wanted.queue && !wanted.site;
}

Result<OrderSummary> summarize_tally(Transaction& tx, const OrderQuery& wanted) {
  ListQuery query;
  if (wanted.archive)
    query.where("archive = " + query.bind(static_cast<std::int64_t>(*wanted.archive)));
  OrderSummary summary;
  for (const Row& row : SATCHEL_TRY(tx.query_values(
           "SELECT currency, CAST(SUM(orders) AS BIGINT), CAST(SUM(one_time_minor) AS BIGINT) "
           "FROM order_tally" +
               query.conditions() + " GROUP BY currency ORDER BY currency",
           query.values()))) {
    summary.count += row.number(1);
    summary.totals.push_back({row.number(2), row.word<Currency>(0)});
  }
  return summary;
}

}  // namespace

Result<OrderSummary> summarize_orders(Transaction& tx, const OrderQuery& wanted) {
  if (is_tallied(wanted)) return summarize_tally(tx, wanted);
  const ListQuery query = SATCHEL_TRY(conditions_of(tx, wanted));
  const std::string sql = R"sql(
    SELECT o.currency, COUNT(*), CAST(SUM(o.one_time_minor) AS BIGINT)
    FROM sales_order o)sql" +
                          account_of_search(wanted) + query.conditions() +
                          " GROUP BY o.currency ORDER BY o.currency";
  OrderSummary summary;
  for (const Row& row : SATCHEL_TRY(tx.query_values(sql, query.values()))) {
    summary.count += row.number(1);
    summary.totals.push_back({row.number(2), row.word<Currency>(0)});
  }
  return summary;
}

Result<std::vector<OrderRow>> list_orders(Transaction& tx, const OrderQuery& wanted) {
  ListQuery query = SATCHEL_TRY(conditions_of(tx, wanted));
  if (!wanted.after.empty()) {
    const ListPosition after = SATCHEL_TRY(parse_list_position(wanted.after));
    const std::string day = query.bind(to_value(after.day));
    const std::string number = query.bind(after.sort_number);
    const std::string id = query.bind(after.id);
    query.where("(o.ordered_on, o.sort_number, o.id) < (" + day + ", " + number + ", " + id + ")");
  }
  // The page is found in an index alone, and first; only its rows are read whole.
  const std::string by = " ORDER BY " + order_by(wanted);
  const std::string sql = R"sql(
    SELECT o.id, o.version, o.number, o.provisional_number, o.taken_by, o.taken_by_name,
           o.lifecycle, o.saved, o.approval, o.review, o.payment, o.account_id, o.ordered_on,
           o.currency, o.purchase_order, o.notes, o.one_time_minor, o.recurring_minor,
           o.item_count, a.number, a.company_name, a.first_name, a.last_name, a.city,
           o.site_code, o.payment_method, o.settlement, o.quoted_until
    FROM (SELECT o.id AS found FROM sales_order o)sql" +
                          account_of_search(wanted) + query.conditions() + by + " LIMIT " +
                          query.bind(wanted.count_max) + " OFFSET " + query.bind(wanted.offset) +
                          R"sql() page
    CROSS JOIN sales_order o LEFT JOIN account a ON a.id = o.account_id
    WHERE o.id = page.found)sql" +
                          by;
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
  OrderCounts counts;
  for (const Row& row :
       SATCHEL_TRY(tx.query("SELECT archive, lifecycle, orders FROM order_tally"))) {
    const std::int64_t orders = row.number(2);
    counts.all += orders;
    if (row.word<OrderLifecycle>(1) == OrderLifecycle::pending) counts.pending += orders;
    switch (static_cast<Archive>(row.number(0))) {
      case Archive::incomplete:
        counts.incomplete += orders;
        break;
      case Archive::awaiting_payment:
        counts.awaiting_payment += orders;
        break;
      case Archive::awaiting_approval:
        counts.awaiting_approval += orders;
        break;
      case Archive::handled:
        counts.handled += orders;
        break;
      case Archive::closed:
        counts.closed += orders;
        break;
    }
  }
  return counts;
}

}  // namespace satchel
