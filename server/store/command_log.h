// The command log: one row for each command ever received, with the verdict it got.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/domain/command.h"
#include "shared/store/database.h"

namespace satchel::server {

struct LoggedCommand {
  CommandId id;
  JournalId journal_id;
  std::int64_t sequence = 0;
  DeviceId device_id;
  UserId user_id;
  CommandKind kind = CommandKind::create_account;
  AggregateRef target;
  AccountId account_id;   // Empty for a command that names only an order.
  Timestamp given_at;     // As the device said.
  Timestamp received_at;  // By the server's clock.
  std::string digest;     // SHA-256 of the command's text, in hex.
  std::string head;       // Chained journal hash after the command.
  Verdict verdict;
};

/// Returns the command, or nothing when it was never decided.
Result<std::optional<LoggedCommand>> find_logged(Transaction& tx, const CommandId& id);

/// Writes the command with its verdict, once. ErrorCode::conflict when it is there already.
Result<void> append_logged(Transaction& tx, const LoggedCommand& command);

/// Returns the command of this journal that left `target` without existence, or nothing: the
/// refused creation of an account, or what the refused command itself depended on.
Result<std::optional<CommandId>> find_refused_cause(Transaction& tx, const JournalId& journal,
                                                    const AggregateRef& target);

}  // namespace satchel::server
