// Loads the order list: filter, sort, sum.
#include "web/model/order_list_model.h"

#include <algorithm>
#include <tuple>

#include "shared/base/text.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

OrderListRow row_of(const OrderRow& stored, const ModelContext& context) {
  OrderListRow row;
  row.id = stored.id;
  row.number = number_of(stored.head);
  row.provisional = stored.head.number == 0;
  row.customer = stored.account_name;
  row.city = stored.account_city;
  row.rep = stored.taken_by_name;
  row.ordered_on = stored.ordered_on;
  row.total = stored.one_time;
  row.recurring = stored.recurring;
  row.chip = chip_of(stored.head);
  row.archive = archive_of(stored.head);
  row.mark = mark_of(context, stored.id);
  return row;
}

bool comes_before(const OrderListRow& left, const OrderListRow& right, OrderSort sort) {
  switch (sort) {
    case OrderSort::number:
      return std::make_tuple(left.number.size(), left.number) <
             std::make_tuple(right.number.size(), right.number);
    case OrderSort::customer:
      return fold(left.customer) < fold(right.customer);
    case OrderSort::rep:
      return fold(left.rep) < fold(right.rep);
    case OrderSort::date:
      return left.ordered_on < right.ordered_on;
    case OrderSort::total:
      return left.total.minor < right.total.minor;
    case OrderSort::state:
      return left.archive < right.archive;
  }
  return false;
}

void sort_rows(std::vector<OrderListRow>& rows, OrderSort sort, bool descending) {
  std::stable_sort(
      rows.begin(), rows.end(), [&](const OrderListRow& left, const OrderListRow& right) {
        return descending ? comes_before(right, left, sort) : comes_before(left, right, sort);
      });
}

std::optional<Money> sum_of(const std::vector<OrderListRow>& rows) {
  std::optional<Money> sum;
  for (const OrderListRow& row : rows) {
    if (sum && sum->currency != row.total.currency) return std::nullopt;
    sum = sum ? *sum + row.total : row.total;
  }
  return sum;
}

}  // namespace

Result<OrderListModel> load_order_list(Transaction& tx, const ModelContext& context,
                                       const OrderListQuery& query) {
  OrderListModel model;
  model.counts = SATCHEL_TRY(count_orders(tx));
  OrderQuery wanted;
  wanted.account_id = query.account_id;
  wanted.text = query.text;
  wanted.count_max = list_rows_max;
  const auto stored = SATCHEL_TRY(list_orders(tx, wanted));
  for (const OrderRow& row : stored) {
    if (query.archive && archive_of(row.head) != *query.archive) continue;
    model.rows.push_back(row_of(row, context));
  }
  if (query.sort) sort_rows(model.rows, *query.sort, query.descending);
  model.sum = sum_of(model.rows);
  model.more = static_cast<std::int64_t>(stored.size()) == list_rows_max;
  return model;
}

}  // namespace satchel::web
