// Checks and writes devices.
#include "server/access/device_acts.h"

#include "server/store/audit_log.h"
#include "shared/base/text.h"
#include "shared/domain/limits.h"

namespace satchel::server {
namespace {

Result<Allowed<Device>> need_device(Transaction& tx, const DeviceId& id) {
  auto device = SATCHEL_TRY(find_device(tx, id));
  if (device) return Allowed<Device>(*std::move(device));
  return Allowed<Device>(
      refuse_act(404, "device-unknown", "There is no such device; load the list again."));
}

AuditRow audit_row_of_device(const UserId& by, std::string action, const Device& device) {
  AuditRow row;
  row.user_id = by;
  row.action = std::move(action);
  row.subject = "device:" + device.id.text();
  row.detail = device.label;
  return row;
}

}  // namespace

Result<Allowed<Device>> name_device(const ServerWrite& write, const UserId& by, const DeviceId& id,
                                    std::string_view name) {
  auto device = SATCHEL_TRY(need_device(write.tx, id));
  if (!device) return device;
  device->name = trim(name);
  if (device->name.empty() || !is_clean_utf8(device->name) ||
      length_of(device->name) > name_length_max) {
    return Allowed<Device>(refuse_act(422, "name-invalid", "Enter a name of 1 to 200 characters."));
  }
  SATCHEL_TRY(rename_device(write.tx, id, device->name));
  AuditRow row = audit_row_of_device(by, "rename_device", *device);
  row.detail += ": " + device->name;
  SATCHEL_TRY(append_audit(write, row));
  return device;
}

Result<Allowed<Device>> retire_device(const ServerWrite& write, const UserId& by,
                                      const DeviceId& id) {
  auto device = SATCHEL_TRY(need_device(write.tx, id));
  if (!device) return device;
  SATCHEL_TRY(revoke_device(write.tx, id));
  device->revoked = true;
  SATCHEL_TRY(append_audit(write, audit_row_of_device(by, "revoke_device", *device)));
  return device;
}

}  // namespace satchel::server
