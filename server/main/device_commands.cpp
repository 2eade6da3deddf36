// satchel device.
#include <algorithm>
#include <ostream>

#include "server/access/device_acts.h"
#include "server/main/access_commands.h"
#include "server/main/territory_codes.h"
#include "server/store/user_store.h"

namespace satchel::server {
namespace {

Result<Device> device_labelled(Transaction& tx, const std::string& label) {
  for (Device& device : SATCHEL_TRY(list_devices(tx))) {
    if (device.label == label) return std::move(device);
  }
  return fail(ErrorCode::not_found,
              "There is no device " + label + "; satchel device list shows them.");
}

/// How long ago, in words: "3 days", "2 hours".
std::string age_of(Timestamp at, Timestamp now) {
  if (at.ms == 0) return "never";
  const std::int64_t minutes = std::max<std::int64_t>(0, now.ms - at.ms) / 60'000;
  if (minutes < 120) return std::to_string(minutes) + " minutes ago";
  if (minutes < 2 * 24 * 60) return std::to_string(minutes / 60) + " hours ago";
  return std::to_string(minutes / (24 * 60)) + " days ago";
}

}  // namespace

Result<void> run_device_list(const CommandRun& run) {
  const auto tx = SATCHEL_TRY(run.context.database.begin(Access::read));
  for (const Device& device : SATCHEL_TRY(list_devices(*tx))) {
    const auto user = SATCHEL_TRY(find_user(*tx, device.user_id));
    run.out << device.label << "  " << device.name << "  " << (user ? user->login : "nobody")
            << "  " << (device.revoked ? "revoked" : "active") << "  "
            << age_of(device.last_contact_at, run.context.now) << "  " << device.watermark.queued
            << " queued\n";
  }
  return {};
}

Result<void> run_device_rename(const CommandRun& run, const std::string& label,
                               const std::string& name) {
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const Device device = SATCHEL_TRY(device_labelled(*tx, label));
  SATCHEL_TRY(accepted(name_device(write_in(run.context, *tx), UserId(), device.id, name)));
  SATCHEL_TRY(tx->commit());
  run.out << label << " is " << name << ".\n";
  return {};
}

Result<void> run_device_revoke(const CommandRun& run, const std::string& label) {
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const Device device = SATCHEL_TRY(device_labelled(*tx, label));
  SATCHEL_TRY(accepted(retire_device(write_in(run.context, *tx), UserId(), device.id)));
  SATCHEL_TRY(tx->commit());
  run.out << label << " is revoked; what it held and did not send stays on it.\n";
  return {};
}

}  // namespace satchel::server
