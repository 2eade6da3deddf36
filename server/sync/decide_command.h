// decide_command: one command on the server, for the exchange and the back office alike.
#pragma once

#include <span>
#include <string>

#include "server/store/audit_log.h"
#include "server/store/server_write.h"
#include "shared/domain/command.h"
#include "shared/execute/execute.h"

namespace satchel::server {

/// Locks every account that the commands are about, in id order. The first act of a write.
Result<void> lock_accounts(const ServerWrite& write, std::span<const Command> commands);

/// Returns today's civil date of the organisation; the UTC date before there is one.
Result<Date> today_in(const ServerWrite& write);

/// Checks the actor's scope, then executes. What he may not see does not exist for him. After a
/// rejection the caller rolls back to his savepoint.
Result<Decision<Touched>> decide_command(Transaction& tx, const ExecuteContext& context,
                                         const Command& command);

/// Returns the audit row of a command with its outcome.
AuditRow audit_row_of(const UserId& user, const Command& command, std::string outcome);

}  // namespace satchel::server
