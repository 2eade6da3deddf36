// Device: what this device knows of itself, who is logged in, and where its exchange stands.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/store/database.h"
#include "shared/wire/session_message.h"

namespace satchel::web {

struct Device {
  DeviceId device_id;
  JournalId journal_id;            // Of the user who logged in last; empty before the first login.
  std::optional<Session> session;  // Who is logged in; the token is never kept.
  std::string epoch;               // Of the server, as the last exchange said.
  std::string cursor;              // Empty until the first exchange is complete.
  std::int64_t server_offset_ms = 0;  // The server's clock minus this device's.
  Timestamp last_exchange_at;         // The last exchange that succeeded; 0 with none.
  std::string last_error;  // Why the last exchange failed, in words; empty when it did not.
};

/// Brings the database to this build's schema (shared and device) and, the first time, gives the
/// device its id. Never drops what waits to be sent. Refuses a database of a newer build.
Result<Device> open_device(Database& database, Timestamp now, Random& random);

/// Returns the device as it stands. Requires `open_device` before.
Result<Device> load_device(Transaction& tx);

/// Keeps the login of a user. The same user goes on with his journal. For another user everything
/// of the first is removed, which ErrorCode::conflict refuses, in words for the person, as long as
/// work of the first is unsent.
Result<Device> store_session(Database& database, const Session& session, Timestamp now,
                             Random& random);

/// Keeps what the server says about the login that is open here: another role or other territories
/// count from now on. Nothing when it is about somebody else.
Result<Device> renew_session(Transaction& tx, const Device& device, const Session& session);

/// Refuses with ErrorCode::conflict, in words for the person, a login under another name than the
/// one whose work on this device is unsent. Asked before the login is sent.
Result<void> check_login(Database& database, std::string_view login);

/// Ends the login. What was replicated is removed, unless work is unsent: then everything stays for
/// the same user's next login.
Result<void> end_session(Database& database);

/// Returns the next number for an order without a serial number, as in "D3-0001", and counts on.
/// ErrorCode::unauthorized before the first login.
Result<std::string> take_provisional_number(Database& database);

/// The further fields that orders show on this device, by their names with spaces between; the next
/// order begins with those of the last one.
Result<std::string> load_order_fields(Transaction& tx);
Result<void> save_order_fields(Database& database, const std::string& fields);

/// Returns the user of a session as decisions know him.
Actor actor_of(const Session& session);

/// Returns `now` corrected by the last known difference to the server's clock.
inline Timestamp server_time(const Device& device, Timestamp now) {
  return {now.ms + device.server_offset_ms};
}

}  // namespace satchel::web
