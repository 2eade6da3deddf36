// The audit log: who did what, when; a row for every mutation.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/server_write.h"

namespace satchel::server {

struct AuditRow {
  Timestamp at;
  UserId user_id;       // Empty for the command line of the machine itself.
  std::string action;   // A word: "place_order", "login", "post_bill_run".
  std::string subject;  // "order:0190...", "user:...".
  std::string detail;   // Never a password, token or card number.
};

/// Appends a row at `write.now`.
Result<void> append_audit(const ServerWrite& write, const AuditRow& row);

/// Returns the newest rows, newest first, at most `count_max`.
Result<std::vector<AuditRow>> list_audit(Transaction& tx, std::int64_t count_max);

}  // namespace satchel::server
