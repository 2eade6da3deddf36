// The exchange: one request with commands and cursor, one answer with verdicts and truth.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/store/database.h"
#include "shared/wire/sync_message.h"

namespace satchel::web {

/// How much goes into one exchange; at least one command always does.
struct ExchangeBounds {
  std::size_t commands_max = commands_per_exchange_max;
  std::size_t bytes_max = exchange_bytes_max - (64u << 10);  // Leaves room for all but commands.
};

/// A request on its way, and what its answer must match.
struct PreparedExchange {
  ExchangeId exchange_id;
  JournalId journal_id;
  std::string from_cursor;
  std::int64_t first_sequence = 0;  // Of the commands in it; 0 with none.
  std::int64_t last_sequence = 0;
  Timestamp sent_at;
  std::string body;
};

/// Returns the next request: the oldest unanswered commands within the bounds, or the request for
/// the next page while pages are staged. Its commands are durably marked as attempted first.
/// ErrorCode::unauthorized when nobody is logged in.
Result<PreparedExchange> build_request(Database& database, const ExchangeBounds& bounds,
                                       Timestamp now, Random& random);

/// What an answer led to.
enum class ReplyEffect {
  ignored,     // Not the answer to this request, or not from where we are: nothing changed.
  staged,      // One of several pages is kept; ask for the next at once.
  applied,     // Truth and verdicts are in.
  idle,        // Nothing was new.
  no_verdict,  // Applied, but none of the commands sent got its verdict: do not hurry.
};

/// Takes in the body of a 200 answer, or "" for 204. Pages are staged durably; with the last one,
/// everything happens in one transaction: truth overwrites and erases, verdicts are recorded, and
/// unanswered commands of the touched aggregates execute again. ErrorCode::invalid for a body that
/// is no answer; ErrorCode::conflict, in words for the person, when the server's journal is not
/// ours. An error changes nothing.
Result<ReplyEffect> apply_response(Database& database, const PreparedExchange& sent,
                                   std::string_view body, Timestamp now);

/// Makes all commands from `expected` on unanswered again, because the server lacks them (restored
/// from a backup). ErrorCode::conflict, in words for the person, when the journal does not hold
/// that command any more, or never had it.
Result<void> reopen_from(Database& database, std::int64_t expected);

/// Keeps why the last exchange failed, in words; empty for none.
Result<void> store_last_error(Database& database, std::string_view words);

}  // namespace satchel::web
