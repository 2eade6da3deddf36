// The outbox: commands in their journal, from the moment they are saved until 30 days after their
// verdict.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/date.h"
#include "shared/domain/command.h"
#include "shared/store/database.h"

namespace satchel::web {

/// How long an answered command is kept, for a server that was restored from a backup.
inline constexpr std::int64_t answered_kept_days = 30;

/// A command in the journal, with the server's answer if there is one.
struct OutboxEntry {
  std::int64_t sequence = 0;
  Timestamp at;      // By the server's clock, as far as it was known.
  Date given_on;     // The civil date it was decided on.
  CommandKind kind;  // In words of the table even when this build cannot read the text.
  AggregateRef target;
  AccountId account_id;
  std::string text;                // Canonical JSON, as it travels.
  std::string head;                // Chained journal hash after it.
  bool attempted = false;          // It was in an exchange; its text can never change again.
  std::optional<Verdict> verdict;  // Absent until the server answered.
};

/// What waits for a verdict.
struct OutboxCounts {
  std::int64_t queued = 0;
  Timestamp oldest_at;        // 0 with none.
  std::vector<Money> totals;  // One-time totals of placed orders not yet safe, one per currency.
};

/// What is appended: the command, when and on which civil date it was decided.
struct NewEntry {
  const Command& command;
  Timestamp at;
  Date given_on;
};

/// Appends the command to the journal of the user who is logged in and returns its sequence number.
/// Belongs into the transaction that executed it. A SaveDraft takes the place of the journal's last
/// command when that is an unattempted SaveDraft of the same order.
Result<std::int64_t> append(Transaction& tx, const NewEntry& entry);

/// Returns the commands without a verdict, oldest first; all or at most `count_max`.
Result<std::vector<OutboxEntry>> load_pending(Transaction& tx, std::int64_t count_max = 1'000'000);

/// Returns how many commands wait, since when, and the money in them.
Result<OutboxCounts> count_pending(Transaction& tx);

/// Returns refused commands (rejected, conflict, depends_on) that were not dismissed, newest first.
Result<std::vector<OutboxEntry>> load_refused(Transaction& tx);

/// Returns amended commands that were not dismissed, newest first: tasks for the person.
Result<std::vector<OutboxEntry>> load_amended(Transaction& tx);

/// Takes a refused or amended command from its list; it stays in the journal.
Result<void> dismiss_refused(Database& database, std::int64_t sequence);

/// Records the server's answer. Only this takes a command out of the outbox. A command that has its
/// verdict keeps it.
Result<void> mark_answered(Transaction& tx, std::int64_t sequence, const Verdict& verdict,
                           Timestamp now);

/// Where the work on one aggregate is. `sending`: all of it was in an exchange at least once and
/// has no answer yet, which may also mean that the network is away.
enum class SyncMark { queued, sending, refused };

struct MarkedAggregate {
  AggregateRef ref;
  SyncMark mark = SyncMark::queued;
};

/// Returns the aggregates with commands that wait or were refused; all others are safe on the
/// server.
Result<std::vector<MarkedAggregate>> load_sync_marks(Transaction& tx);

/// Returns the command in the entry's text, or ErrorCode::invalid when this build cannot read it.
Result<Command> command_of(const OutboxEntry& entry);

}  // namespace satchel::web
