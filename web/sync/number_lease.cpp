// The lease in SQL: one row a block; the last block of a series stays, used up or not.
#include "web/sync/number_lease.h"

#include "shared/store/order_store.h"

namespace satchel::web {
namespace {

/// Returns the next number of the series, or 0 when none is left.
Result<std::int64_t> take_number(Transaction& tx, NumberSeries series) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    UPDATE number_lease SET next_number = next_number + 1
    WHERE series = $1 AND last_number = (
      SELECT MIN(last_number) FROM number_lease
      WHERE series = $1 AND next_number <= last_number AND epoch = (SELECT epoch FROM device))
    RETURNING next_number - 1
  )sql",
                                         series));
  return rows.empty() ? 0 : rows.front().number(0);
}

Result<std::int64_t> last_number(Transaction& tx, NumberSeries series) {
  const Rows rows = SATCHEL_TRY(
      tx.query("SELECT COALESCE(MAX(last_number), 0) FROM number_lease WHERE series = $1", series));
  return rows.front().number(0);
}

/// A placed order that came back as a draft keeps its number.
Result<bool> has_number(Transaction& tx, const OrderId& id) {
  const auto order = SATCHEL_TRY(find_order(tx, id));
  return order && order->number != 0;
}

}  // namespace

Result<Command> with_own_number(Transaction& tx, Command command) {
  if (auto* created = std::get_if<CreateAccount>(&command)) {
    std::int64_t& number = created->account.number;
    if (number == 0) number = SATCHEL_TRY(take_number(tx, NumberSeries::account));
  } else if (auto* placed = std::get_if<PlaceOrder>(&command)) {
    const bool numbered = placed->number != 0 || SATCHEL_TRY(has_number(tx, placed->order_id));
    if (!numbered) placed->number = SATCHEL_TRY(take_number(tx, NumberSeries::order));
  }
  return command;
}

Result<std::vector<NumberStock>> load_number_stock(Transaction& tx) {
  std::vector<NumberStock> stock;
  for (const NumberSeries series : {NumberSeries::account, NumberSeries::order}) {
    const Rows rows = SATCHEL_TRY(tx.query(R"sql(
      SELECT CAST(COALESCE(SUM(last_number - next_number + 1), 0) AS BIGINT) FROM number_lease
      WHERE series = $1 AND epoch = (SELECT epoch FROM device)
    )sql",
                                           series));
    const std::int64_t last = SATCHEL_TRY(last_number(tx, series));
    stock.push_back({series, last, rows.front().number(0)});
  }
  return stock;
}

Result<void> add_number_blocks(Transaction& tx, std::string_view epoch,
                               const std::vector<NumberBlock>& blocks) {
  for (const NumberBlock& block : blocks) {
    const std::int64_t known = SATCHEL_TRY(last_number(tx, block.series));
    if (block.first <= known) continue;
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO number_lease (series, next_number, last_number, epoch) VALUES ($1, $2, $3, $4)
    )sql",
                       block.series, block.first, block.last, epoch));
    SATCHEL_TRY(tx.run(R"sql(
      DELETE FROM number_lease WHERE series = $1 AND last_number < $2 AND next_number > last_number
    )sql",
                       block.series, block.last));
  }
  return {};
}

}  // namespace satchel::web
