// The device store: devices, what they say they hold, and how far their journals have come.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/money.h"
#include "shared/store/database.h"
#include "shared/wire/sync_message.h"

namespace satchel::server {

struct Device {
  DeviceId id;
  UserId user_id;     // Who logged in on it last.
  std::string label;  // "D1", "D2", ...: prefix of provisional numbers, unique here.
  std::string name;   // For people: "Chromium on Linux".
  Timestamp registered_at;
  Timestamp last_contact_at;  // To the minute; 0 before the first exchange.
  Watermark watermark;
  bool revoked = false;
};

struct NewDevice {
  DeviceId id;
  UserId user_id;
  std::string name;
};

/// Returns the device of this login: registered with the next label, or, when the id is known,
/// handed to this user under the name it has. A revoked device comes back revoked and unchanged.
Result<Device> register_device(Transaction& tx, const NewDevice& device, Timestamp now);

/// Returns the device, or nothing.
Result<std::optional<Device>> find_device(Transaction& tx, const DeviceId& id);

/// Returns all devices by label.
Result<std::vector<Device>> list_devices(Transaction& tx);

/// Returns devices, not revoked, that said they hold unsent commands: what a bill run would miss.
Result<std::vector<Device>> list_unsent_devices(Transaction& tx);

/// Notes a contact and what the device said it holds.
Result<void> save_contact(Transaction& tx, const DeviceId& id, const Watermark& watermark,
                          Timestamp now);

/// Returns since when unsent commands of the user on the device can have been given, or nothing
/// before his first exchange there.
Result<std::optional<Timestamp>> find_unsent_since(Transaction& tx, const DeviceId& device,
                                                   const UserId& user);
Result<void> save_unsent_since(Transaction& tx, const DeviceId& device, const UserId& user,
                               Timestamp since);

/// Gives the device another name for people.
Result<void> rename_device(Transaction& tx, const DeviceId& id, std::string_view name);

/// Revokes the device. Its tokens stay, marked `device_revoked`: whoever authenticates refuses them
/// with the problem device-revoked, so that the device learns why.
Result<void> revoke_device(Transaction& tx, const DeviceId& id);

/// How far the server knows a device's journal.
struct Journal {
  JournalId id;
  UserId user_id;  // Who began it; only his logins may send it.
  DeviceId device_id;
  std::int64_t last_sequence = 0;
  std::string head;  // Chained hash after the last command.
};

/// Returns the journal, or nothing before its first command.
Result<std::optional<Journal>> find_journal(Transaction& tx, const JournalId& id);

/// Writes the journal's position.
Result<void> save_journal(Transaction& tx, const Journal& journal);

}  // namespace satchel::server
