// Lists unpaid orders and sums them up by age.
#include "shared/store/awaiting_payment.h"

#include <algorithm>
#include <map>
#include <utility>

#include "shared/domain/account/account.h"
#include "shared/store/list_query.h"
#include "shared/store/order_queues.h"

namespace satchel {
namespace {

std::int64_t age_of(Date ordered_on, Date today) {
  return std::max<std::int64_t>(0, days_between(ordered_on, today));
}

std::int64_t span_of(std::int64_t age_days) {
  const auto& spans = awaiting_spans_days;
  return *std::prev(std::upper_bound(spans.begin(), spans.end(), age_days));
}

}  // namespace

Result<std::vector<AwaitingPayment>> list_awaiting_payment(Transaction& tx,
                                                           const AwaitingPaymentQuery& wanted) {
  ListQuery query;
  query.where(condition_of(OrderQueue::awaiting_payment, wanted.today));
  query.where_in("o.account_id", wanted.territories);
  if (!wanted.after.empty()) {
    const ListPosition after = SATCHEL_TRY(parse_list_position(wanted.after));
    const std::string day = query.bind(to_value(after.day));
    const std::string number = query.bind(after.sort_number);
    const std::string id = query.bind(after.id);
    query.where("(o.ordered_on, o.sort_number, o.id) > (" + day + ", " + number + ", " + id + ")");
  }
  const std::string sql = R"sql(
    SELECT o.id, o.number, o.account_id, a.number, a.company_name, a.first_name, a.last_name,
           o.site_code, o.payment_method, o.ordered_on, o.due_minor, o.paid_minor, o.currency
    FROM sales_order o LEFT JOIN account a ON a.id = o.account_id)sql" +
                          query.conditions() +
                          " ORDER BY o.ordered_on, o.sort_number, o.id LIMIT " +
                          query.bind(wanted.count_max);
  std::vector<AwaitingPayment> listed;
  for (const Row& row : SATCHEL_TRY(tx.query_values(sql, query.values()))) {
    Account account;
    account.company_name = row.text(4);
    account.first_name = row.text(5);
    account.last_name = row.text(6);
    const auto currency = row.word<Currency>(12);
    AwaitingPayment each;
    each.order_id = row.id<OrderId>(0);
    each.order_number = row.number(1);
    each.account_id = row.id<AccountId>(2);
    each.account_number = row.number(3);
    each.account_name = display_name(account);
    each.site_code = row.text(7);
    each.method = row.word<PaymentMethod>(8);
    each.ordered_on = row.day(9);
    each.age_days = age_of(each.ordered_on, wanted.today);
    each.due = {row.number(10), currency};
    each.paid = {row.number(11), currency};
    listed.push_back(std::move(each));
  }
  return listed;
}

std::string cursor_of(const AwaitingPayment& row) {
  return to_text(
      ListPosition{row.ordered_on, sort_number_of(row.order_number), row.order_id.text()});
}

Result<std::vector<AwaitingAge>> load_awaiting_ages(Transaction& tx, Date today,
                                                    const std::vector<TerritoryId>& territories) {
  ListQuery query;
  query.where(condition_of(OrderQueue::awaiting_payment, today));
  query.where_in("o.account_id", territories);
  const std::string sql = R"sql(
    SELECT o.ordered_on, o.currency, COUNT(*), CAST(SUM(o.due_minor - o.paid_minor) AS BIGINT)
    FROM sales_order o)sql" +
                          query.conditions() + " GROUP BY o.ordered_on, o.currency";
  const Rows rows = SATCHEL_TRY(tx.query_values(sql, query.values()));
  std::map<std::pair<std::int64_t, Currency>, AwaitingAge> ages;
  for (const Row& row : rows) {
    const std::int64_t from_days = span_of(age_of(row.day(0), today));
    const auto currency = row.word<Currency>(1);
    AwaitingAge& age = ages[{from_days, currency}];
    age.from_days = from_days;
    age.order_count += row.number(2);
    age.open = {age.open.minor + row.number(3), currency};
  }
  std::vector<AwaitingAge> listed;
  for (const auto& [key, age] : ages) listed.push_back(age);
  return listed;
}

}  // namespace satchel
