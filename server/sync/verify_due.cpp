// Looks for orders whose delay is over and lets the domain decide on each.
#include "server/sync/verify_due.h"

#include "server/sync/perform.h"
#include "shared/domain/access/system_actor.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

Result<std::vector<OrderId>> find_due(Transaction& tx, Timestamp now, std::int64_t count_max) {
  std::vector<OrderId> due;
  const auto organisation = SATCHEL_TRY(find_organisation(tx));
  if (!organisation) return due;
  const std::int64_t accepted_by = now.ms - organisation->verification_delay_minutes * 60'000;
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT o.id FROM sales_order o
    WHERE o.review = 'accepted' AND o.lifecycle IN ('in_progress', 'completed')
      AND o.payment IN ('paid', 'not_due') AND o.settlement <> 'due' AND o.accepted_at_ms <= $1
      AND NOT EXISTS (SELECT 1 FROM sales_order_item i
                      WHERE i.order_id = o.id AND i.state <> 'active')
    ORDER BY o.id LIMIT $2
  )sql",
                                         accepted_by, count_max));
  for (const Row& row : rows) due.push_back(row.id<OrderId>(0));
  return due;
}

}  // namespace

Result<std::int64_t> verify_due_orders(const ServerContext& context, std::int64_t count_max) {
  std::vector<OrderId> due;
  {
    const auto tx = SATCHEL_TRY(context.database.begin(Access::read));
    due = SATCHEL_TRY(find_due(*tx, context.now, count_max));
  }
  std::int64_t verified = 0;
  for (const OrderId& order : due) {
    const auto decided = SATCHEL_TRY(perform(context, system_actor(), VerifyOrder{order}));
    if (decided) ++verified;
  }
  return verified;
}

}  // namespace satchel::server
