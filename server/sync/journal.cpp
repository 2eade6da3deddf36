// Recognises gaps, repetitions and forks in what a device sends.
#include "server/sync/journal.h"

#include "shared/base/hash.h"

namespace satchel::server {
namespace {

tl::unexpected<Problem> fork_at(std::int64_t sequence) {
  return tl::unexpected<Problem>(problem_of(
      409, "journal-fork", "The journal differs from what the server has",
      "Command " + std::to_string(sequence) +
          " is not the one the server knows, so this device is a copy or was set back. It has to "
          "start a new journal under a new device id and send what it still holds."));
}

tl::unexpected<Problem> gap_after(std::int64_t last_sequence, std::int64_t first) {
  const std::int64_t expected = last_sequence + 1;
  Problem problem =
      problem_of(409, "sequence-gap", "Commands are missing before these",
                 "The server expects command " + std::to_string(expected) + " and got " +
                     std::to_string(first) + "; send again from the expected one.");
  problem.expected_sequence = expected;
  return tl::unexpected<Problem>(std::move(problem));
}

bool is_contiguous(const std::vector<JournalCommand>& commands) {
  std::int64_t expected = commands.front().sequence;
  if (expected < 1) return false;
  for (const JournalCommand& command : commands) {
    if (command.sequence != expected) return false;
    ++expected;
  }
  return true;
}

}  // namespace

Result<Admitted<JournalCheck>> check_journal(Transaction& tx, const SyncSession& session,
                                             const SyncRequest& request) {
  using Answer = Admitted<JournalCheck>;
  const auto& commands = request.commands;
  const std::int64_t first = commands.front().sequence;
  if (!is_contiguous(commands)) {
    return Answer(tl::unexpected<Problem>(
        problem_of(400, "sequence-broken", "The commands are not in sequence",
                   "Sequence numbers start at 1 and go up by one in one exchange.")));
  }

  JournalCheck check;
  const Journal start{request.journal_id, session.user.id, session.device.id, 0,
                      request.journal_id.text()};
  check.journal = SATCHEL_TRY(find_journal(tx, request.journal_id)).value_or(start);
  if (first > check.journal.last_sequence + 1) {
    return Answer(gap_after(check.journal.last_sequence, first));
  }

  std::string head = check.journal.head;
  for (const JournalCommand& command : commands) {
    if (command.sequence <= check.journal.last_sequence) {
      auto logged =
          SATCHEL_TRY(find_logged(tx, command_id_of(request.journal_id, command.sequence)));
      if (!logged || logged->digest != sha256_hex(command.text)) {
        return Answer(fork_at(command.sequence));
      }
      head = logged->head;
      check.known.push_back(*std::move(logged));
    } else {
      head = chain_hash(head, command.text);
      check.heads.push_back(head);
    }
  }
  if (!request.head.empty() && request.head != head) {
    return Answer(fork_at(commands.back().sequence));
  }
  return Answer(std::move(check));
}

}  // namespace satchel::server
