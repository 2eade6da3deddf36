// The journal check: a device's commands against what is known of its journal.
#pragma once

#include <string>
#include <vector>

#include "server/store/command_log.h"
#include "server/sync/sync_session.h"

namespace satchel::server {

/// The commands of one exchange, held against the journal.
struct JournalCheck {
  Journal journal;                   // As it stands before this exchange.
  std::vector<LoggedCommand> known;  // Those that have a verdict, first of all.
  std::vector<std::string> heads;    // Chained hash after each of the others.
};

/// Returns what is known and what is new, or sequence-gap, sequence-broken or journal-fork.
/// Requires at least one command.
Result<Admitted<JournalCheck>> check_journal(Transaction& tx, const SyncSession& session,
                                             const SyncRequest& request);

}  // namespace satchel::server
