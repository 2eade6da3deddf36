// Sums up orders for reports.
#include "shared/store/order_report.h"

#include <algorithm>
#include <map>
#include <utility>

#include "shared/domain/billing/price_terms.h"
#include "shared/domain/order/order_state.h"
#include "shared/store/list_query.h"

namespace satchel {
namespace {

constexpr std::string_view counts_as_sold =
    "o.lifecycle IN ('pending', 'in_progress', 'completed')";

void add_span(ListQuery& query, const ReportSpan& span) {
  if (span.from) query.where("o.ordered_on >= " + query.bind(to_value(*span.from)));
  if (span.to) query.where("o.ordered_on <= " + query.bind(to_value(*span.to)));
}

/// Rows that are added to by key and currency.
class ReportRows {
 public:
  void add(const std::string& key, std::int64_t count, Money once, Money monthly) {
    ReportRow& row = rows_[{key, once.currency}];
    row.key = key;
    row.count += count;
    row.once = {row.once.minor + once.minor, once.currency};
    row.monthly = {row.monthly.minor + monthly.minor, monthly.currency};
  }

  std::vector<ReportRow> by_key() const {
    std::vector<ReportRow> listed;
    for (const auto& [key, row] : rows_) listed.push_back(row);
    return listed;
  }
  std::vector<ReportRow> by_total() const {
    auto listed = by_key();
    std::stable_sort(listed.begin(), listed.end(), [](const ReportRow& a, const ReportRow& b) {
      return std::pair(a.once.minor, a.monthly.minor) > std::pair(b.once.minor, b.monthly.minor);
    });
    return listed;
  }

 private:
  std::map<std::pair<std::string, Currency>, ReportRow> rows_;
};

constexpr std::string_view figures =
    "o.currency, COUNT(*), CAST(SUM(o.one_time_minor) AS BIGINT), "
    "CAST(SUM(o.recurring_minor) AS BIGINT)";

/// Adds the figures that begin at `column` of the row.
void add_figures(ReportRows& rows, const std::string& key, const Row& row, std::size_t column) {
  const auto currency = row.word<Currency>(column);
  rows.add(key, row.number(column + 1), {row.number(column + 2), currency},
           {row.number(column + 3), currency});
}

Result<ReportRows> report_by_status(Transaction& tx, ListQuery query) {
  const std::string sql =
      "SELECT o.lifecycle, o.payment, o.review, o.saved, o.quoted_until, " + std::string(figures) +
      " FROM sales_order o" + query.conditions() +
      " GROUP BY o.lifecycle, o.payment, o.review, o.saved, o.quoted_until, o.currency";
  ReportRows rows;
  for (const Row& row : SATCHEL_TRY(tx.query_values(sql, query.values()))) {
    Order state;
    state.lifecycle = row.word<OrderLifecycle>(0);
    state.payment = row.word<PaymentState>(1);
    state.review = row.word<Review>(2);
    state.saved = row.number(3) != 0;
    state.quoted_until = row.optional_day(4);
    add_figures(rows, std::string(chip_of(state).words), row, 5);
  }
  return rows;
}

Result<ReportRows> report_by_rep(Transaction& tx, ListQuery query) {
  query.where(std::string(counts_as_sold));
  const std::string sql = "SELECT o.taken_by_name, " + std::string(figures) +
                          " FROM sales_order o" + query.conditions() +
                          " GROUP BY o.taken_by_name, o.currency";
  ReportRows rows;
  for (const Row& row : SATCHEL_TRY(tx.query_values(sql, query.values()))) {
    add_figures(rows, row.text(0), row, 1);
  }
  return rows;
}

/// Amounts of items are computed from their charges, as everywhere: a sum of SQL would round.
Result<ReportRows> report_by_product(Transaction& tx, ListQuery query) {
  query.where(std::string(counts_as_sold));
  const std::string sql = R"sql(
    SELECT i.name, i.quantity, i.discount_ppm, o.currency, c.position, c.kind, c.model,
           c.unit_price, c.terms
    FROM sales_order o
    JOIN sales_order_item i ON i.order_id = o.id
    JOIN sales_order_item_charge c
      ON c.order_id = i.order_id AND c.item_position = i.position)sql" +
                          query.conditions();
  ReportRows rows;
  for (const Row& row : SATCHEL_TRY(tx.query_values(sql, query.values()))) {
    OrderItem item;
    item.quantity = row.number(1);
    item.discount_ppm = row.number(2);
    const auto currency = row.word<Currency>(3);
    ItemCharge charge;
    charge.kind = row.word<ChargeKind>(5);
    charge.model = row.word<ChargeModel>(6);
    charge.unit_price = row.decimal(7);
    charge.terms = parse_price_terms(row.text(8)).value_or(PriceTerms{});
    const Money none{0, currency};
    const Money amount = amount_of(item, charge, currency).value_or(none);
    const bool once = charge.kind == ChargeKind::one_time;
    const bool first = row.number(4) == 0;
    rows.add(row.text(0), first ? item.quantity : 0, once ? amount : none, once ? none : amount);
  }
  return rows;
}

Date start_of(ReportBy by, Date day) {
  if (by == ReportBy::week) {
    const std::int64_t since_monday = days_between(date(1900, 1, 1), day) % 7;
    return add_days(day, -since_monday);
  }
  return by == ReportBy::month ? anchor_on_or_before(day, 1) : day;
}

Result<ReportRows> report_by_period(Transaction& tx, ReportBy by, ListQuery query) {
  query.where(std::string(counts_as_sold));
  const std::string sql = "SELECT o.ordered_on, " + std::string(figures) + " FROM sales_order o" +
                          query.conditions() + " GROUP BY o.ordered_on, o.currency";
  ReportRows rows;
  for (const Row& row : SATCHEL_TRY(tx.query_values(sql, query.values()))) {
    add_figures(rows, to_text(start_of(by, row.day(0))), row, 1);
  }
  return rows;
}

}  // namespace

Result<std::vector<ReportRow>> report_orders(Transaction& tx, ReportBy by, const ReportSpan& span) {
  ListQuery query;
  add_span(query, span);
  switch (by) {
    case ReportBy::status:
      return SATCHEL_TRY(report_by_status(tx, query)).by_total();
    case ReportBy::rep:
      return SATCHEL_TRY(report_by_rep(tx, query)).by_total();
    case ReportBy::product:
      return SATCHEL_TRY(report_by_product(tx, query)).by_total();
    case ReportBy::day:
    case ReportBy::week:
    case ReportBy::month:
      return SATCHEL_TRY(report_by_period(tx, by, query)).by_key();
  }
  return std::vector<ReportRow>();
}

Result<Conversion> report_conversion(Transaction& tx, const ReportSpan& span) {
  ListQuery query;
  add_span(query, span);
  const std::string sql =
      "SELECT CASE WHEN o.lifecycle = 'draft' THEN 'left' WHEN o.document_digest = '' THEN "
      "'thrown' "
      "ELSE 'placed' END, o.saved, o.incomplete_reason, COUNT(*) FROM sales_order o" +
      query.conditions() + " GROUP BY 1, 2, 3 ORDER BY 4 DESC, 3";
  Conversion conversion;
  for (const Row& row : SATCHEL_TRY(tx.query_values(sql, query.values()))) {
    const std::int64_t count = row.number(3);
    const std::string& became = row.text(0);
    if (became == "placed") {
      conversion.placed += count;
    } else if (became == "left" && row.number(1) == 0) {
      conversion.incomplete += count;
      conversion.reasons.push_back({row.text(2), count});
    }
  }
  return conversion;
}

}  // namespace satchel
