// What an exchange proves: when a device was in touch, and how old its unsent work can be.
#pragma once

#include "server/sync/sync_session.h"

namespace satchel::server {

/// Returns since when commands can have been given that the user has not sent from the device yet:
/// the oldest that he said to hold, else his last exchange there, else the device's registration.
Result<Timestamp> unsent_since(Transaction& tx, const SyncSession& session);

/// Notes the exchange, and what the device still holds after it.
Result<void> note_contact(Transaction& tx, const SyncSession& session, const Watermark& held,
                          Timestamp now);

}  // namespace satchel::server
