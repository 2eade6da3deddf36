// Lists, searches and counts orders without loading them whole.
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
      SELECT rowid FROM account_fts WHERE account_fts MATCH $1 LIMIT CAST($2 AS BIGINT)) found
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
        in_accounts ? "a.search_key IN (SELECT rowid FROM account_fts WHERE account_fts MATCH " +
                          query.bind(match) + ")"
                    : "o.account_id IN " + query.accounts_with(word);
    query.where("(" + of_order + range + " OR " + of_account + ")");
  }
  return {};
}

/// The axes that an archive is derived from, as some orders have them, and how many do.
struct StateGroup {
  Order state;
  std::int64_t count = 0;
};

Result<std::vector<StateGroup>> load_state_groups(Transaction& tx) {
  std::vector<StateGroup> groups;
  for (const Row& row : SATCHEL_TRY(tx.query(R"sql(
    SELECT lifecycle, payment, review, saved, COUNT(*)
    FROM sales_order GROUP BY lifecycle, payment, review, saved
  )sql"))) {
    StateGroup group;
    group.state.lifecycle = row.word<OrderLifecycle>(0);
    group.state.payment = row.word<PaymentState>(1);
    group.state.review = row.word<Review>(2);
    group.state.saved = row.number(3) != 0;
    group.count = row.number(4);
    groups.push_back(std::move(group));
  }
  return groups;
}

/// Whether an order `o` is in the state; the words are the program's own.
std::string is_in(const Order& state) {
  const auto is = [](std::string_view column, std::string_view word) {
    return "o." + std::string(column) + " = '" + std::string(word) + "' AND ";
  };
  return "(" + is("lifecycle", to_text(state.lifecycle)) + is("payment", to_text(state.payment)) +
         is("review", to_text(state.review)) + "o.saved = " + (state.saved ? "1" : "0") + ")";
}

/// The archive is the program's to derive: only its answer for each group goes into SQL.
Result<void> add_archive(Transaction& tx, ListQuery& query, Archive archive) {
  std::string any;
  for (const StateGroup& group : SATCHEL_TRY(load_state_groups(tx))) {
    if (archive_of(group.state) != archive) continue;
    any += (any.empty() ? "" : " OR ") + is_in(group.state);
  }
  query.where(any.empty() ? "1 = 0" : "(" + any + ")");
  return {};
}

Result<std::string> rank_of_state(Transaction& tx) {
  std::string rank = "CASE";
  const auto groups = SATCHEL_TRY(load_state_groups(tx));
  for (const StateGroup& group : groups) {
    rank += " WHEN " + is_in(group.state) + " THEN " +
            std::to_string(static_cast<int>(archive_of(group.state)));
  }
  return groups.empty() ? std::string("1") : rank + " END";
}

Result<std::string> column_of(Transaction& tx, OrderSort sort) {
  switch (sort) {
    case OrderSort::number:
      return std::string("o.sort_number");
    case OrderSort::customer:
      return std::string("a.sort_name");
    case OrderSort::rep:
      return std::string("o.taken_by_name");
    case OrderSort::date:
      return std::string("o.ordered_on");
    case OrderSort::total:
      return std::string("o.one_time_minor");
    case OrderSort::state:
      return rank_of_state(tx);
  }
  return std::string("o.ordered_on");
}

Result<std::string> order_by(Transaction& tx, const OrderQuery& wanted) {
  const std::string newest = "o.ordered_on DESC, o.sort_number DESC, o.id DESC";
  if (!wanted.sort) return newest;
  const std::string column = SATCHEL_TRY(column_of(tx, *wanted.sort));
  return column + (wanted.descending ? " DESC, " : " ASC, ") + newest;
}

Result<ListQuery> conditions_of(Transaction& tx, const OrderQuery& wanted) {
  ListQuery query;
  if (!wanted.account_id.empty()) {
    query.where("o.account_id = " + query.bind(to_value(wanted.account_id)));
  }
  SATCHEL_TRY(add_text(tx, query, wanted.text));
  query.where_in("o.account_id", wanted.territories);
  if (wanted.archive) SATCHEL_TRY(add_archive(tx, query, *wanted.archive));
  if (wanted.queue) query.where(condition_of(*wanted.queue));
  return query;
}

}  // namespace

Result<OrderSummary> summarize_orders(Transaction& tx, const OrderQuery& wanted) {
  const ListQuery query = SATCHEL_TRY(conditions_of(tx, wanted));
  const std::string sql = R"sql(
    SELECT o.currency, COUNT(*), CAST(SUM(o.one_time_minor) AS BIGINT)
    FROM sales_order o LEFT JOIN account a ON a.id = o.account_id)sql" +
                          query.conditions() + " GROUP BY o.currency ORDER BY o.currency";
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
  const std::string order = SATCHEL_TRY(order_by(tx, wanted));
  const std::string sql = R"sql(
    SELECT o.id, o.version, o.number, o.provisional_number, o.taken_by, o.taken_by_name,
           o.lifecycle, o.saved, o.approval, o.review, o.payment, o.account_id, o.ordered_on,
           o.currency, o.purchase_order, o.notes, o.one_time_minor, o.recurring_minor,
           o.item_count, a.number, a.company_name, a.first_name, a.last_name, a.city,
           o.site_code, o.payment_method, o.settlement
    FROM sales_order o LEFT JOIN account a ON a.id = o.account_id)sql" +
                          query.conditions() + " ORDER BY " + order + " LIMIT " +
                          query.bind(wanted.count_max) + " OFFSET " + query.bind(wanted.offset);
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
  for (const StateGroup& group : SATCHEL_TRY(load_state_groups(tx))) {
    counts.all += group.count;
    if (group.state.lifecycle == OrderLifecycle::pending) counts.pending += group.count;
    switch (archive_of(group.state)) {
      case Archive::incomplete:
        counts.incomplete += group.count;
        break;
      case Archive::awaiting_payment:
        counts.awaiting_payment += group.count;
        break;
      case Archive::awaiting_approval:
        counts.awaiting_approval += group.count;
        break;
      case Archive::handled:
        counts.handled += group.count;
        break;
      case Archive::closed:
        counts.closed += group.count;
        break;
    }
  }
  return counts;
}

}  // namespace satchel
