// One row for each leased number: using it removes the row, so no number is used twice.
#include "server/store/leased_number_store.h"

#include "server/store/server_schema.h"

namespace satchel::server {

Result<void> save_lease(Transaction& tx, const LeaseHolder& holder, std::int64_t first,
                        std::int64_t last) {
  const std::string epoch = SATCHEL_TRY(epoch_of(tx));
  for (std::int64_t number = first; number <= last; ++number) {
    SATCHEL_TRY(tx.run(
        "INSERT INTO leased_number (series, number, device_id, epoch_id) VALUES ($1, $2, $3, $4)",
        holder.series, number, holder.device_id, epoch));
  }
  return {};
}

Result<bool> use_leased_number(Transaction& tx, const LeaseHolder& holder, std::int64_t number) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    DELETE FROM leased_number
    WHERE series = $1 AND number = $2 AND device_id = $3
      AND epoch_id = (SELECT epoch_id FROM server_state)
    RETURNING number
  )sql",
                                         holder.series, number, holder.device_id));
  return !rows.empty();
}

Result<std::vector<std::int64_t>> load_leased_numbers(Transaction& tx, const LeaseHolder& holder,
                                                      std::int64_t after) {
  std::vector<std::int64_t> numbers;
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT number FROM leased_number
    WHERE device_id = $1 AND series = $2 AND number > $3
      AND epoch_id = (SELECT epoch_id FROM server_state)
    ORDER BY number
  )sql",
                                         holder.device_id, holder.series, after));
  for (const Row& row : rows) numbers.push_back(row.number(0));
  return numbers;
}

}  // namespace satchel::server
