// Sums up what waits for the office.
#include "shared/store/order_queues.h"

#include <algorithm>
#include <utility>

#include "shared/store/list_query.h"

namespace satchel {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::string_view is_placed = "o.lifecycle IN ('pending', 'in_progress', 'completed')";

std::string placed_and(std::string_view condition) {
  return std::string(is_placed) + " AND " + std::string(condition);
}

/// Whose customer was asked to agree to a change so many days before the end of `today`.
std::string waits_for_consent(Date today) {
  const std::string end_ms = std::to_string((days_between(date(1970, 1, 1), today) + 1) * day_ms);
  return "o.lifecycle = 'pending' AND o.consent = 'required' AND "
         "(SELECT MAX(e.at_ms) FROM sales_order_event e WHERE e.order_id = o.id AND "
         "e.action = 'placed') < " +
         end_ms + " - " + std::to_string(day_ms) +
         " * (SELECT s.consent_follow_up_days FROM organisation_settings s)";
}

/// The queue as it is on a day.
struct DatedQueue {
  OrderQueue queue;
  Date today;
};

Result<std::optional<QueueSummary>> summarize(Transaction& tx, const DatedQueue& dated,
                                              const std::vector<TerritoryId>& territories) {
  const OrderQueue queue = dated.queue;
  ListQuery query;
  query.where(condition_of(queue, dated.today));
  query.where_in("o.account_id", territories);
  const bool open = queue == OrderQueue::awaiting_payment;
  const std::string amount = open ? "o.due_minor - o.paid_minor" : "o.one_time_minor";
  const std::string sql = "SELECT o.currency, COUNT(*), CAST(SUM(" + amount +
                          ") AS BIGINT), MIN(o.ordered_on) FROM sales_order o" +
                          query.conditions() + " GROUP BY o.currency ORDER BY o.currency";
  std::optional<QueueSummary> summary;
  for (const Row& row : SATCHEL_TRY(tx.query_values(sql, query.values()))) {
    if (!summary) summary = QueueSummary{queue, 0, {}, row.day(3)};
    summary->count += row.number(1);
    summary->sums.push_back({row.number(2), row.word<Currency>(0)});
    summary->oldest = std::min(summary->oldest, row.day(3));
  }
  return summary;
}

}  // namespace

std::string condition_of(OrderQueue queue, Date today) {
  switch (queue) {
    case OrderQueue::pending:
      return "o.lifecycle = 'pending'";
    case OrderQueue::awaiting_payment:
      return placed_and("o.payment IN ('unpaid', 'partial')");
    case OrderQueue::awaiting_approval:
      return placed_and("o.payment IN ('paid', 'not_due') AND o.review <> 'verified'");
    case OrderQueue::needs_approval:
      return "o.lifecycle IN ('pending', 'in_progress') AND o.approval = 'required'";
    case OrderQueue::failed_items:
      return placed_and(
          "o.id IN (SELECT i.order_id FROM sales_order_item i WHERE i.state = 'failed')");
    case OrderQueue::settlement:
      return "o.lifecycle IN ('in_progress', 'completed') AND o.settlement = 'due'";
    case OrderQueue::fraud:
      return "o.lifecycle = 'fraud'";
    case OrderQueue::follow_up:
      return "((o.lifecycle = 'draft' AND o.saved = 0 AND o.incomplete_reason = '') OR (" +
             waits_for_consent(today) + "))";
  }
  return "1 = 0";
}

Result<std::vector<QueueSummary>> summarize_queues(Transaction& tx, Date today,
                                                   const std::vector<TerritoryId>& territories) {
  std::vector<QueueSummary> summaries;
  for (std::size_t index = 0; index < EnumWords<OrderQueue>::words.size(); ++index) {
    auto summary = SATCHEL_TRY(summarize(tx, {static_cast<OrderQueue>(index), today}, territories));
    if (summary) summaries.push_back(*std::move(summary));
  }
  return summaries;
}

}  // namespace satchel
