// The audit log: who did what, when; a row for every mutation.
#pragma once

#include <cstdint>
#include <optional>
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
  std::string id{};     // Given when it is appended.
};

/// Which rows of the log: those that pass every filter that is set.
struct AuditQuery {
  UserId user_id;
  std::string action;              // The whole word.
  std::string subject;             // How the subject begins: "order:", "user:0190...".
  std::optional<Timestamp> from;   // Not before.
  std::optional<Timestamp> until;  // Before.
  std::int64_t count_max = 100;
  std::string after;  // Id of the row after which the page begins; empty for the first.
};

/// Appends a row at `write.now`.
Result<void> append_audit(const ServerWrite& write, const AuditRow& row);

/// Returns the rows of the query, newest first. None after a row that is not there.
Result<std::vector<AuditRow>> list_audit(Transaction& tx, const AuditQuery& query);

}  // namespace satchel::server
