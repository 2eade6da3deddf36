// What every edit of the organisation ends with: it is saved, noted and fed to the devices.
#pragma once

#include <string>

#include "server/catalogue/refusal.h"
#include "server/store/audit_log.h"
#include "server/store/server_write.h"
#include "shared/domain/access/organisation.h"

namespace satchel::server {

/// Saves the organisation under its next version, with its feed row and the audit
/// row, of which the action and the detail are given.
Result<void> save_edit(const ServerWrite& write, const Editor& editor, Organisation& organisation,
                       AuditRow row);

}  // namespace satchel::server
