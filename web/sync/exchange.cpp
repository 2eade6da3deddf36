// Building requests from the outbox, and taking in answers page by page.
#include "web/sync/exchange.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "web/sync/device.h"
#include "web/sync/number_lease.h"
#include "web/sync/outbox.h"
#include "web/sync/rebase.h"

namespace satchel::web {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::string_view keep_words =
    " Nothing was removed: unsent work stays on this device. Do not clear the browser's data; ask "
    "your administrator.";

struct Journal {
  JournalId id;
  std::int64_t last_sequence = 0;
  std::string head;
  std::string acknowledged_head;
};

Result<Journal> load_journal(Transaction& tx, const JournalId& id) {
  const Rows rows = SATCHEL_TRY(
      tx.query("SELECT last_sequence, head, acknowledged_head FROM journal WHERE id = $1", id));
  if (rows.empty()) return fail(ErrorCode::corrupt, "The device's journal is missing.");
  return Journal{id, rows[0].number(0), rows[0].text(1), rows[0].text(2)};
}

/// Returns where the next page continues while pages are staged.
Result<std::optional<std::string>> staged_cursor(Transaction& tx) {
  const Rows rows =
      SATCHEL_TRY(tx.query("SELECT cursor FROM staged_page ORDER BY position DESC LIMIT 1"));
  if (rows.empty()) return std::optional<std::string>();
  return std::optional(rows[0].text(0));
}

/// Puts the oldest unanswered commands into the request and marks them as attempted. Answered ones
/// between them go along: the sequence has no gaps, and the server knows its verdict again.
Result<void> add_commands(Transaction& tx, const ExchangeBounds& bounds, SyncRequest& request) {
  const auto count_max = static_cast<std::int64_t>(
      std::clamp<std::size_t>(bounds.commands_max, 1, commands_per_exchange_max));
  const Rows rows = SATCHEL_TRY(tx.query(
      R"sql(
    SELECT sequence, at_ms, text, head FROM journal_command
    WHERE journal_id = $1
      AND sequence >= (SELECT MIN(sequence) FROM journal_command
                       WHERE journal_id = $1 AND verdict IS NULL)
    ORDER BY sequence LIMIT $2
  )sql",
      request.journal_id, count_max));
  std::size_t bytes = 0;
  for (const Row& row : rows) {
    bytes += row.text(2).size() + 1;
    if (!request.commands.empty() && bytes > bounds.bytes_max) break;
    request.commands.push_back({row.number(0), {row.number(1)}, {}, row.text(2)});
    request.head = row.text(3);
  }
  if (request.commands.empty()) return {};
  return tx.run(R"sql(
    UPDATE journal_command SET attempted = 1
    WHERE journal_id = $1 AND sequence >= $2 AND sequence <= $3 AND attempted = 0
  )sql",
                request.journal_id, request.commands.front().sequence,
                request.commands.back().sequence);
}

/// Refuses an answer about a journal that is not this device's, or not all of it.
Result<void> check_journal(Transaction& tx, const Journal& journal, const SyncResponse& response) {
  if (response.acknowledged > journal.last_sequence) {
    return fail(ErrorCode::conflict, "The server has " + std::to_string(response.acknowledged) +
                                         " entries of this device, but only " +
                                         std::to_string(journal.last_sequence) +
                                         " are here: this device went back to an older state." +
                                         std::string(keep_words));
  }
  const Rows rows = SATCHEL_TRY(
      tx.query("SELECT head FROM journal_command WHERE journal_id = $1 AND sequence = $2",
               journal.id, response.acknowledged));
  if (!rows.empty() && rows[0].text(0) != response.acknowledged_head) {
    return fail(ErrorCode::conflict,
                "The server's record of this device differs from the device's own at entry " +
                    std::to_string(response.acknowledged) +
                    ", as happens when a device is copied." + std::string(keep_words));
  }
  return {};
}

/// Everything about the answer that is being taken in.
struct Answer {
  const PreparedExchange& sent;
  SyncResponse response;
  std::string_view body;
  Timestamp now;
};

/// Returns the staged pages, or nothing when this build cannot read what an older one kept.
Result<std::optional<std::vector<AnswerPage>>> load_staged(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(
      tx.query("SELECT first_sequence, last_sequence, body FROM staged_page ORDER BY position"));
  std::vector<AnswerPage> pages;
  for (const Row& row : rows) {
    auto response = parse_sync_response(row.text(2));
    if (!response) return std::optional<std::vector<AnswerPage>>();
    pages.push_back({*std::move(response), row.number(0), row.number(1)});
  }
  return std::optional(std::move(pages));
}

Result<void> stage(Transaction& tx, const Answer& answer) {
  return tx.run(R"sql(
    INSERT INTO staged_page (position, first_sequence, last_sequence, cursor, body)
    VALUES ((SELECT COALESCE(MAX(position), 0) + 1 FROM staged_page), $1, $2, $3, $4)
  )sql",
                answer.sent.first_sequence, answer.sent.last_sequence, answer.response.cursor,
                answer.body);
}

/// Answered commands leave after 30 days, but none that lies behind an unanswered one, and no
/// refused one before the person has put it away.
Result<void> prune(Transaction& tx, const JournalId& journal, Timestamp now) {
  return tx.run(R"sql(
    DELETE FROM journal_command
    WHERE journal_id = $1 AND (verdict IN ('accepted', 'amended') OR dismissed = 1)
      AND verdict IS NOT NULL AND answered_at_ms < $2
      AND sequence < COALESCE((SELECT MIN(sequence) FROM journal_command
                               WHERE journal_id = $1 AND verdict IS NULL),
                              9223372036854775807)
  )sql",
                journal, now.ms - answered_kept_days * day_ms);
}

Result<void> note_success(Transaction& tx, Timestamp now) {
  return tx.run("UPDATE device SET last_exchange_at_ms = $1, last_error = ''", now);
}

Result<void> note_server(Transaction& tx, const Answer& answer) {
  const std::int64_t sent_ms = answer.sent.sent_at.ms;
  const std::int64_t middle_ms = sent_ms + (answer.now.ms - sent_ms) / 2;
  SATCHEL_TRY(
      tx.run("UPDATE device SET server_offset_ms = $1", answer.response.server_ms - middle_ms));
  return tx.run("UPDATE journal SET acknowledged = $2, acknowledged_head = $3 WHERE id = $1",
                answer.sent.journal_id, answer.response.acknowledged,
                answer.response.acknowledged_head);
}

/// Takes in all pages of the answer; the last one says where the device stands now. What waits is
/// decided again in the role that the server says.
Result<ReplyEffect> finish(Transaction& tx, const Device& device,
                           const std::vector<AnswerPage>& pages, Timestamp now) {
  Device current = device;
  for (const AnswerPage& page : pages) {
    if (page.response.session) {
      current = SATCHEL_TRY(renew_session(tx, current, *page.response.session));
    }
  }
  const RebaseCounts counts = SATCHEL_TRY(rebase(tx, current, pages, now));
  const SyncResponse& last = pages.back().response;
  SATCHEL_TRY(tx.run("UPDATE device SET epoch = $1, cursor = $2", last.epoch, last.cursor));
  for (const AnswerPage& page : pages) {
    SATCHEL_TRY(add_number_blocks(tx, page.response.epoch, page.response.numbers));
  }
  SATCHEL_TRY(tx.run("DELETE FROM staged_page"));
  SATCHEL_TRY(note_success(tx, now));
  SATCHEL_TRY(prune(tx, device.journal_id, now));
  const bool sent = std::any_of(pages.begin(), pages.end(),
                                [](const AnswerPage& page) { return page.last_sequence > 0; });
  return sent && counts.verdicts == 0 ? ReplyEffect::no_verdict : ReplyEffect::applied;
}

/// Starts again from the last complete exchange: verdicts in dropped pages will come again.
Result<ReplyEffect> drop_staged(Transaction& tx) {
  SATCHEL_TRY(tx.run("DELETE FROM staged_page"));
  return ReplyEffect::staged;
}

/// The server had nothing new. Pages that still wait are complete then.
Result<ReplyEffect> apply_idle(Transaction& tx, const Device& device, const PreparedExchange& sent,
                               Timestamp now) {
  const auto pages = SATCHEL_TRY(load_staged(tx));
  if (!pages) return drop_staged(tx);
  if (!pages->empty()) return finish(tx, device, *pages, now);
  SATCHEL_TRY(note_success(tx, now));
  return sent.last_sequence > 0 ? ReplyEffect::no_verdict : ReplyEffect::idle;
}

Result<ReplyEffect> apply_page(Transaction& tx, const Device& device, Answer& answer) {
  const Journal journal = SATCHEL_TRY(load_journal(tx, device.journal_id));
  SATCHEL_TRY(check_journal(tx, journal, answer.response));
  SATCHEL_TRY(note_server(tx, answer));
  if (answer.response.resync) SATCHEL_TRY(tx.run("DELETE FROM staged_page"));
  if (answer.response.more) {
    SATCHEL_TRY(stage(tx, answer));
    return ReplyEffect::staged;
  }
  auto pages = SATCHEL_TRY(load_staged(tx));
  if (!pages) return drop_staged(tx);
  pages->push_back(
      {std::move(answer.response), answer.sent.first_sequence, answer.sent.last_sequence});
  return finish(tx, device, *pages, answer.now);
}

/// Whether the device still stands where it stood when it asked.
Result<bool> is_awaited(Transaction& tx, const Device& device, const PreparedExchange& sent) {
  const auto staged = SATCHEL_TRY(staged_cursor(tx));
  return device.session && device.journal_id == sent.journal_id &&
         staged.value_or(device.cursor) == sent.from_cursor;
}

Watermark watermark_of(const OutboxCounts& counts) {
  return {counts.queued, counts.oldest_at.ms, counts.totals};
}

}  // namespace

Result<PreparedExchange> build_request(Database& database, const ExchangeBounds& bounds,
                                       Timestamp now, Random& random) {
  auto tx = SATCHEL_TRY(database.begin());
  const Device device = SATCHEL_TRY(load_device(*tx));
  if (!device.session) return fail(ErrorCode::unauthorized, "Nobody is logged in on this device.");
  const Journal journal = SATCHEL_TRY(load_journal(*tx, device.journal_id));
  const auto staged = SATCHEL_TRY(staged_cursor(*tx));
  const OutboxCounts counts = SATCHEL_TRY(count_pending(*tx));

  SyncRequest request{.device_id = device.device_id,
                      .user_id = device.session->user_id,
                      .exchange_id = ExchangeId::make(now, random),
                      .journal_id = device.journal_id,
                      .cursor = staged.value_or(device.cursor),
                      .head = journal.acknowledged_head.empty() ? device.journal_id.text()
                                                                : journal.acknowledged_head,
                      .watermark = watermark_of(counts),
                      .numbers = SATCHEL_TRY(load_number_stock(*tx)),
                      .commands = {}};
  if (!staged) SATCHEL_TRY(add_commands(*tx, bounds, request));
  SATCHEL_TRY(tx->commit());

  PreparedExchange prepared{.exchange_id = request.exchange_id,
                            .journal_id = request.journal_id,
                            .from_cursor = request.cursor,
                            .sent_at = now,
                            .body = encode(request)};
  if (!request.commands.empty()) {
    prepared.first_sequence = request.commands.front().sequence;
    prepared.last_sequence = request.commands.back().sequence;
  }
  return prepared;
}

Result<ReplyEffect> apply_response(Database& database, const PreparedExchange& sent,
                                   std::string_view body, Timestamp now) {
  Answer answer{sent, {}, body, now};
  if (!body.empty()) {
    answer.response = SATCHEL_TRY(parse_sync_response(body));
    const SyncResponse& response = answer.response;
    if (response.exchange_id != sent.exchange_id || response.from_cursor != sent.from_cursor) {
      return ReplyEffect::ignored;
    }
    if (response.more && response.cursor == sent.from_cursor) {
      return fail(ErrorCode::invalid, "The server's answer says more and does not advance.");
    }
  }
  auto tx = SATCHEL_TRY(database.begin());
  const Device device = SATCHEL_TRY(load_device(*tx));
  const bool awaited = SATCHEL_TRY(is_awaited(*tx, device, sent));
  if (!awaited) return ReplyEffect::ignored;
  const auto effect =
      body.empty() ? apply_idle(*tx, device, sent, now) : apply_page(*tx, device, answer);
  if (effect) SATCHEL_TRY(tx->commit());
  return effect;
}

Result<void> reopen_from(Database& database, std::int64_t expected) {
  auto tx = SATCHEL_TRY(database.begin());
  const Device device = SATCHEL_TRY(load_device(*tx));
  const Journal journal = SATCHEL_TRY(load_journal(*tx, device.journal_id));
  if (expected > journal.last_sequence + 1) {
    return fail(ErrorCode::conflict, "The server waits for entry " + std::to_string(expected) +
                                         " of this device, which was never made here: this device "
                                         "went back to an older state." +
                                         std::string(keep_words));
  }
  const Rows rows =
      SATCHEL_TRY(tx->query("SELECT 1 FROM journal_command WHERE journal_id = $1 AND sequence = $2",
                            journal.id, expected));
  if (rows.empty() && expected <= journal.last_sequence) {
    return fail(ErrorCode::conflict,
                "The server lacks entry " + std::to_string(expected) +
                    " of this device, which is no longer kept here: entries are kept " +
                    std::to_string(answered_kept_days) + " days." + std::string(keep_words));
  }
  SATCHEL_TRY(reopen_after(*tx, expected - 1));
  return tx->commit();
}

Result<void> store_last_error(Database& database, std::string_view words) {
  auto tx = SATCHEL_TRY(database.begin());
  SATCHEL_TRY(tx->run("UPDATE device SET last_error = $1 WHERE last_error <> $1", words));
  return tx->commit();
}

}  // namespace satchel::web
