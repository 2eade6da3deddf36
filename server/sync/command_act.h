// What exchange and perform do around a command: locks, today's date, the audit row.
#pragma once

#include <span>
#include <string>

#include "server/store/audit_log.h"
#include "server/store/server_write.h"
#include "shared/domain/command.h"

namespace satchel::server {

/// Locks every account that the commands are about, in id order. The first act of a write.
Result<void> lock_accounts(const ServerWrite& write, std::span<const Command> commands);

/// Returns today's civil date of the organisation; the UTC date before there is one.
Result<Date> today_in(const ServerWrite& write);

/// Returns the audit row of a command with its outcome.
AuditRow audit_row_of(const UserId& user, const Command& command, std::string outcome);

}  // namespace satchel::server
