// The journal of the user who is logged in: appending, answering, listing.
#include "web/sync/outbox.h"

#include "shared/base/check.h"
#include "shared/store/order_store.h"
#include "shared/wire/command_wire.h"
#include "shared/wire/verdict_wire.h"
#include "web/sync/rejection_text.h"

namespace satchel::web {
namespace {

constexpr std::string_view entry_columns =
    "SELECT sequence, at_ms, given_on, kind, target_kind, target_id, account_id, text, head, "
    "attempted, verdict, rejection, cause, amendments FROM journal_command "
    "WHERE journal_id = (SELECT journal_id FROM device) ";

OutboxEntry entry_of(const Row& row) {
  OutboxEntry entry{.sequence = row.number(0),
                    .at = {row.number(1)},
                    .given_on = row.day(2),
                    .kind = row.word<CommandKind>(3),
                    .target = {row.word<AggregateKind>(4), row.text(5)},
                    .account_id = row.id<AccountId>(6),
                    .text = row.text(7),
                    .head = row.text(8),
                    .attempted = row.number(9) != 0,
                    .verdict = std::nullopt};
  if (!row.is_null(10)) {
    entry.verdict = Verdict{row.word<VerdictKind>(10), parse_rejection(row.text(11)),
                            row.id<CommandId>(12), parse_amendments(row.text(13))};
  }
  return entry;
}

std::vector<OutboxEntry> entries_of(const Rows& rows) {
  std::vector<OutboxEntry> entries;
  entries.reserve(rows.size());
  for (const Row& row : rows) entries.push_back(entry_of(row));
  return entries;
}

struct JournalEnd {
  JournalId id;
  std::int64_t last_sequence = 0;
  std::string head;
};

Result<JournalEnd> load_end(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(tx.query(
      "SELECT id, last_sequence, head FROM journal WHERE id = (SELECT journal_id FROM device)"));
  if (rows.empty()) {
    return fail(ErrorCode::unauthorized, "Nobody has logged in on this device yet.");
  }
  return JournalEnd{rows[0].id<JournalId>(0), rows[0].number(1), rows[0].text(2)};
}

/// Returns whether `next` says everything that `previous` says, so that the earlier may go.
bool replaces(const Command& next, const Command& previous) {
  const auto* later = std::get_if<SaveDraft>(&next);
  const auto* earlier = std::get_if<SaveDraft>(&previous);
  return later != nullptr && earlier != nullptr && later->order_id == earlier->order_id &&
         later->saved == earlier->saved;
}

/// Removes the journal's last command when it was in no exchange yet and `next` replaces it; `end`
/// steps back before it. The hash before it stands in the row before, or begins the chain.
Result<void> drop_replaced(Transaction& tx, const Command& next, JournalEnd& end) {
  if (kind_of(next) != CommandKind::save_draft || end.last_sequence == 0) return {};
  const Rows rows =
      SATCHEL_TRY(tx.query(std::string(entry_columns) + "AND sequence = $1", end.last_sequence));
  if (rows.empty()) return {};
  const OutboxEntry last = entry_of(rows[0]);
  if (last.attempted || last.verdict || last.kind != CommandKind::save_draft) return {};
  const auto previous = command_of(last);
  if (!previous || !replaces(next, *previous)) return {};

  const std::int64_t before = end.last_sequence - 1;
  const Rows heads = SATCHEL_TRY(tx.query(
      "SELECT head FROM journal_command WHERE journal_id = $1 AND sequence = $2", end.id, before));
  if (before > 0 && heads.empty()) return {};
  SATCHEL_TRY(tx.run("DELETE FROM journal_command WHERE journal_id = $1 AND sequence = $2", end.id,
                     end.last_sequence));
  end.last_sequence = before;
  end.head = before == 0 ? end.id.text() : heads[0].text(0);
  return {};
}

/// The account a command is about, also when it only names an order that is here.
Result<AccountId> account_behind(Transaction& tx, const Command& command) {
  const AccountId named = account_of(command);
  const AggregateRef target = target_of(command);
  if (!named.empty() || target.kind != AggregateKind::order) return named;
  const auto order = SATCHEL_TRY(find_order(tx, OrderId::parse(target.id).value_or(OrderId())));
  return order ? order->document.account_id : AccountId();
}

std::int64_t price_book_of(const Command& command) {
  return std::visit(
      [](const auto& each) -> std::int64_t {
        if constexpr (requires { each.document.price_book_version; }) {
          return each.document.price_book_version;
        } else {
          return 0;
        }
      },
      command);
}

Result<void> insert(Transaction& tx, const JournalEnd& end, const NewEntry& entry,
                    const std::string& text) {
  const AggregateRef target = target_of(entry.command);
  const AccountId account = SATCHEL_TRY(account_behind(tx, entry.command));
  const auto* placed = std::get_if<PlaceOrder>(&entry.command);
  const Money one_time = placed == nullptr ? Money{} : placed->quoted_one_time;
  return tx.run(
      R"sql(
    INSERT INTO journal_command (journal_id, sequence, at_ms, given_on, kind, target_kind,
                                 target_id, account_id, price_book_version, one_time_minor,
                                 one_time_currency, text, head, attempted, verdict, rejection,
                                 cause, amendments, answered_at_ms, dismissed)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, NULL, '', '', '', 0, 0)
  )sql",
      end.id, end.last_sequence, entry.at, entry.given_on, kind_of(entry.command), target.kind,
      target.id, account, price_book_of(entry.command), one_time.minor,
      placed == nullptr ? std::string() : std::string(to_text(one_time.currency)), text, end.head);
}

}  // namespace

Result<std::int64_t> append(Transaction& tx, const NewEntry& entry) {
  SATCHEL_CHECK(!is_online_only(entry.command));
  JournalEnd end = SATCHEL_TRY(load_end(tx));
  SATCHEL_TRY(drop_replaced(tx, entry.command, end));
  end.last_sequence += 1;
  const std::string text = command_text(end.last_sequence, entry.at, entry.command);
  end.head = chain_hash(end.head, text);
  SATCHEL_TRY(insert(tx, end, entry, text));
  SATCHEL_TRY(tx.run("UPDATE journal SET last_sequence = $2, head = $3 WHERE id = $1", end.id,
                     end.last_sequence, end.head));
  return end.last_sequence;
}

Result<std::vector<OutboxEntry>> load_pending(Transaction& tx, std::int64_t count_max) {
  const Rows rows = SATCHEL_TRY(tx.query(
      std::string(entry_columns) + "AND verdict IS NULL ORDER BY sequence LIMIT $1", count_max));
  return entries_of(rows);
}

Result<OutboxCounts> count_pending(Transaction& tx) {
  const Rows counted = SATCHEL_TRY(tx.query(R"sql(
    SELECT COUNT(*), COALESCE(MIN(at_ms), 0) FROM journal_command
    WHERE journal_id = (SELECT journal_id FROM device) AND verdict IS NULL
  )sql"));
  OutboxCounts counts{counted[0].number(0), {counted[0].number(1)}, {}};
  const Rows totals = SATCHEL_TRY(tx.query(R"sql(
    SELECT one_time_currency, CAST(SUM(one_time_minor) AS BIGINT) FROM journal_command
    WHERE journal_id = (SELECT journal_id FROM device) AND verdict IS NULL
      AND one_time_currency <> ''
    GROUP BY one_time_currency ORDER BY one_time_currency
  )sql"));
  for (const Row& row : totals) {
    counts.totals.push_back({row.number(1), row.word<Currency>(0)});
  }
  return counts;
}

Result<std::vector<OutboxEntry>> load_refused(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(
      tx.query(std::string(entry_columns) +
               "AND verdict IN ('rejected', 'conflict', 'depends_on') AND dismissed = 0 "
               "ORDER BY sequence DESC"));
  return entries_of(rows);
}

Result<std::vector<OutboxEntry>> load_amended(Transaction& tx) {
  const Rows rows =
      SATCHEL_TRY(tx.query(std::string(entry_columns) +
                           "AND verdict = 'amended' AND dismissed = 0 ORDER BY sequence DESC"));
  return entries_of(rows);
}

Result<void> dismiss_refused(Database& database, std::int64_t sequence) {
  auto tx = SATCHEL_TRY(database.begin());
  SATCHEL_TRY(tx->run(R"sql(
    UPDATE journal_command SET dismissed = 1
    WHERE journal_id = (SELECT journal_id FROM device) AND sequence = $1 AND verdict IS NOT NULL
  )sql",
                      sequence));
  return tx->commit();
}

Result<void> mark_answered(Transaction& tx, std::int64_t sequence, const Verdict& verdict,
                           Timestamp now) {
  return tx.run(
      R"sql(
    UPDATE journal_command SET verdict = $2, rejection = $3, cause = $4, answered_at_ms = $5,
      amendments = $6
    WHERE journal_id = (SELECT journal_id FROM device) AND sequence = $1 AND verdict IS NULL
  )sql",
      sequence, verdict.kind, encode_rejection(verdict.rejection), verdict.cause, now,
      amendments_text(verdict.amendments));
}

Result<std::vector<MarkedAggregate>> load_sync_marks(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT target_kind, target_id, MAX(CASE WHEN verdict IS NULL THEN 0 ELSE 1 END), MIN(attempted)
    FROM journal_command
    WHERE journal_id = (SELECT journal_id FROM device)
      AND (verdict IS NULL
           OR (verdict IN ('rejected', 'conflict', 'depends_on') AND dismissed = 0))
    GROUP BY target_kind, target_id
  )sql"));
  std::vector<MarkedAggregate> marks;
  for (const Row& row : rows) {
    const SyncMark mark = row.number(2) != 0   ? SyncMark::refused
                          : row.number(3) != 0 ? SyncMark::sending
                                               : SyncMark::queued;
    marks.push_back({{row.word<AggregateKind>(0), row.text(1)}, mark});
  }
  return marks;
}

Result<Command> command_of(const OutboxEntry& entry) {
  JournalCommand parsed = SATCHEL_TRY(parse_command(entry.text));
  return std::move(parsed.command);
}

}  // namespace satchel::web
