// Devices, their watermarks and their journals in SQL.
#include "server/store/device_store.h"

namespace satchel::server {
namespace {

Result<Device> device_of(Transaction& tx, const Row& row) {
  Device device;
  device.id = row.id<DeviceId>(0);
  device.user_id = row.id<UserId>(1);
  device.label = "D" + std::to_string(row.number(2));
  device.name = row.text(3);
  device.registered_at = {row.number(4)};
  device.last_contact_at = {row.number(5)};
  device.watermark.queued = row.number(6);
  device.watermark.oldest_at_ms = row.number(7);
  device.revoked = row.number(8) == 1;
  const Rows totals = SATCHEL_TRY(tx.query(R"sql(
    SELECT amount_minor, currency FROM device_total WHERE device_id = $1 ORDER BY currency
  )sql",
                                           device.id));
  for (const Row& total : totals) {
    device.watermark.totals.push_back({total.number(0), total.word<Currency>(1)});
  }
  return device;
}

Result<std::vector<Device>> devices_of(Transaction& tx, const Rows& rows) {
  std::vector<Device> devices;
  for (const Row& row : rows) devices.push_back(SATCHEL_TRY(device_of(tx, row)));
  return devices;
}

}  // namespace

Result<Device> register_device(Transaction& tx, const NewDevice& device, Timestamp now) {
  SATCHEL_TRY(tx.run(R"sql(
    INSERT INTO device (id, user_id, label_number, name, registered_at_ms, last_contact_at_ms,
                        queued, oldest_at_ms, revoked)
    SELECT $1, $2, COALESCE(MAX(label_number), 0) + 1, $3, CAST($4 AS BIGINT), 0, 0, 0, 0
    FROM device
    WHERE 1 = 1
    ON CONFLICT (id) DO NOTHING
  )sql",
                     device.id, device.user_id, device.name, now));
  SATCHEL_TRY(tx.run("UPDATE device SET user_id = $2 WHERE id = $1 AND revoked = 0", device.id,
                     device.user_id));
  const auto stored = SATCHEL_TRY(find_device(tx, device.id));
  if (!stored) return fail(ErrorCode::corrupt, "a device was stored and is not there");
  return *stored;
}

Result<std::optional<Device>> find_device(Transaction& tx, const DeviceId& id) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT id, user_id, label_number, name, registered_at_ms, last_contact_at_ms, queued,
           oldest_at_ms, revoked
    FROM device WHERE id = $1
  )sql",
                                         id));
  if (rows.empty()) return std::optional<Device>();
  return std::optional<Device>(SATCHEL_TRY(device_of(tx, rows[0])));
}

Result<std::vector<Device>> list_devices(Transaction& tx) {
  return devices_of(tx, SATCHEL_TRY(tx.query(R"sql(
    SELECT id, user_id, label_number, name, registered_at_ms, last_contact_at_ms, queued,
           oldest_at_ms, revoked
    FROM device ORDER BY label_number
  )sql")));
}

Result<std::vector<Device>> list_unsent_devices(Transaction& tx) {
  return devices_of(tx, SATCHEL_TRY(tx.query(R"sql(
    SELECT id, user_id, label_number, name, registered_at_ms, last_contact_at_ms, queued,
           oldest_at_ms, revoked
    FROM device WHERE queued > 0 AND revoked = 0 ORDER BY label_number
  )sql")));
}

Result<void> save_contact(Transaction& tx, const DeviceId& id, const Watermark& watermark,
                          Timestamp now) {
  SATCHEL_TRY(tx.run(R"sql(
    UPDATE device SET last_contact_at_ms = $2, queued = $3, oldest_at_ms = $4 WHERE id = $1
  )sql",
                     id, now, watermark.queued, watermark.oldest_at_ms));
  SATCHEL_TRY(tx.run("DELETE FROM device_total WHERE device_id = $1", id));
  for (const Money& total : watermark.totals) {
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO device_total (device_id, currency, amount_minor) VALUES ($1, $2, $3)
      ON CONFLICT (device_id, currency) DO UPDATE SET amount_minor = excluded.amount_minor
    )sql",
                       id, total.currency, total.minor));
  }
  return {};
}

Result<std::optional<Timestamp>> find_unsent_since(Transaction& tx, const DeviceId& device,
                                                   const UserId& user) {
  const Rows rows = SATCHEL_TRY(tx.query(
      "SELECT since_ms FROM unsent_since WHERE device_id = $1 AND user_id = $2", device, user));
  if (rows.empty()) return std::optional<Timestamp>();
  return std::optional(Timestamp{rows.front().number(0)});
}

Result<void> save_unsent_since(Transaction& tx, const DeviceId& device, const UserId& user,
                               Timestamp since) {
  return tx.run(R"sql(
    INSERT INTO unsent_since (device_id, user_id, since_ms) VALUES ($1, $2, $3)
    ON CONFLICT (device_id, user_id) DO UPDATE SET since_ms = excluded.since_ms
  )sql",
                device, user, since);
}

Result<void> rename_device(Transaction& tx, const DeviceId& id, std::string_view name) {
  return tx.run("UPDATE device SET name = $2 WHERE id = $1", id, name);
}

Result<void> revoke_device(Transaction& tx, const DeviceId& id) {
  return tx.run("UPDATE device SET revoked = 1 WHERE id = $1", id);
}

Result<std::optional<Journal>> find_journal(Transaction& tx, const JournalId& id) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT journal_id, user_id, device_id, last_sequence, head
    FROM device_journal WHERE journal_id = $1
  )sql",
                                         id));
  if (rows.empty()) return std::optional<Journal>();
  const Row& row = rows[0];
  return std::optional<Journal>(Journal{row.id<JournalId>(0), row.id<UserId>(1),
                                        row.id<DeviceId>(2), row.number(3), row.text(4)});
}

Result<void> save_journal(Transaction& tx, const Journal& journal) {
  return tx.run(R"sql(
    INSERT INTO device_journal (journal_id, user_id, device_id, last_sequence, head)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (journal_id) DO UPDATE SET device_id = excluded.device_id,
      last_sequence = excluded.last_sequence, head = excluded.head
  )sql",
                journal.id, journal.user_id, journal.device_id, journal.last_sequence,
                journal.head);
}

}  // namespace satchel::server
