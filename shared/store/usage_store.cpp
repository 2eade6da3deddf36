// Reads and writes usage records.
#include "shared/store/usage_store.h"

namespace satchel {
namespace {

constexpr std::string_view usage_columns = R"sql(
    SELECT id, version, account_id, subscription_id, catalogue_charge_id, charge_id, used_on, units,
           note, recorded_by, recorded_by_name, recorded_at_ms, line_id
    FROM usage_record
)sql";

UsageRecord usage_of(const Row& row) {
  UsageRecord record;
  record.id = row.id<UsageRecordId>(0);
  record.version = row.number(1);
  record.account_id = row.id<AccountId>(2);
  record.subscription_id = row.id<SubscriptionId>(3);
  record.charge_id = row.id<ChargeId>(4);
  record.billable_id = row.id<BillableChargeId>(5);
  record.used_on = row.day(6);
  record.units = row.decimal(7);
  record.note = row.text(8);
  record.recorded_by = row.id<UserId>(9);
  record.recorded_by_name = row.text(10);
  record.recorded_at = {row.number(11)};
  record.billed = !row.text(12).empty();
  return record;
}

}  // namespace

Result<std::optional<UsageRecord>> find_usage(Transaction& tx, const UsageRecordId& id) {
  const Rows rows = SATCHEL_TRY(tx.query(std::string(usage_columns) + "WHERE id = $1", id));
  if (rows.empty()) return std::optional<UsageRecord>();
  return std::optional<UsageRecord>(usage_of(rows.front()));
}

Result<void> save_usage(Transaction& tx, const UsageRecord& record) {
  return tx.run(R"sql(
    INSERT INTO usage_record (id, version, account_id, subscription_id, catalogue_charge_id,
      charge_id, used_on, units, note, recorded_by, recorded_by_name, recorded_at_ms, line_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '')
    ON CONFLICT (id) DO UPDATE SET version = excluded.version
  )sql",
                record.id, record.version, record.account_id, record.subscription_id,
                record.charge_id, record.billable_id, record.used_on, record.units, record.note,
                record.recorded_by, record.recorded_by_name, record.recorded_at);
}

Result<void> erase_usage(Transaction& tx, const UsageRecordId& id) {
  return tx.run("DELETE FROM usage_record WHERE id = $1", id);
}

Result<std::vector<UsageRecord>> list_usage(Transaction& tx, const SubscriptionId& id,
                                            std::int64_t count_max) {
  std::vector<UsageRecord> records;
  for (const Row& row : SATCHEL_TRY(
           tx.query(std::string(usage_columns) +
                        "WHERE subscription_id = $1 ORDER BY used_on DESC, id DESC LIMIT $2",
                    id, count_max))) {
    records.push_back(usage_of(row));
  }
  return records;
}

Result<void> assign_open_usage(Transaction& tx, const SubscriptionId& id) {
  return tx.run(R"sql(
    UPDATE usage_record SET charge_id = COALESCE((
      SELECT MAX(c.id) FROM billable_charge c
      WHERE c.subscription_id = usage_record.subscription_id
        AND c.catalogue_charge_id = usage_record.catalogue_charge_id
        AND c.starts_on <= usage_record.used_on
        AND (c.ends_on IS NULL OR usage_record.used_on < c.ends_on)), charge_id)
    WHERE subscription_id = $1 AND line_id = ''
  )sql",
                id);
}

}  // namespace satchel
