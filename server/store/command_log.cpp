// The command log in SQL; a rejection is stored as JSON.
#include "server/store/command_log.h"

#include "shared/wire/reader.h"
#include "shared/wire/verdict_wire.h"
#include "shared/wire/writer.h"

namespace satchel::server {
namespace {

std::string encode(const Rejection& rejection) {
  JsonWriter out;
  out.begin_object();
  out.field("reason", rejection.reason);
  out.key("fields");
  out.begin_array();
  for (const FieldProblem& problem : rejection.fields) {
    out.begin_object();
    out.field("field", problem.field);
    out.field("reason", problem.reason);
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return out.take();
}

Result<Rejection> parse_rejection(std::string_view text) {
  return read_document(text, Strictness::tolerant, [](ObjectReader& in) {
    Rejection rejection{in.word<Reason>("reason"), {}};
    in.each_object("fields", 100'000, [&](ObjectReader& problem) {
      std::string field = problem.text("field");
      rejection.fields.push_back({std::move(field), problem.word<Reason>("reason")});
    });
    return rejection;
  });
}

Result<LoggedCommand> logged_of(const Row& row) {
  LoggedCommand logged;
  logged.id = row.id<CommandId>(0);
  logged.journal_id = row.id<JournalId>(1);
  logged.sequence = row.number(2);
  logged.device_id = row.id<DeviceId>(3);
  logged.user_id = row.id<UserId>(4);
  logged.kind = row.word<CommandKind>(5);
  logged.target = {row.word<AggregateKind>(6), row.text(7)};
  logged.account_id = row.id<AccountId>(8);
  logged.given_at = {row.number(9)};
  logged.received_at = {row.number(10)};
  logged.digest = row.text(11);
  logged.head = row.text(12);
  logged.verdict.kind = row.word<VerdictKind>(13);
  if (!row.text(14).empty()) {
    logged.verdict.rejection = SATCHEL_TRY(parse_rejection(row.text(14)));
  }
  logged.verdict.cause = row.id<CommandId>(15);
  logged.verdict.amendments = parse_amendments(row.text(16));
  return logged;
}

}  // namespace

Result<std::optional<LoggedCommand>> find_logged(Transaction& tx, const CommandId& id) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT command_id, journal_id, sequence, device_id, user_id, kind, aggregate_kind,
           aggregate_id, account_id, given_at_ms, received_at_ms, text_digest, head, verdict,
           rejection, cause_id, amendments
    FROM command_log WHERE command_id = $1
  )sql",
                                         id));
  if (rows.empty()) return std::optional<LoggedCommand>();
  return std::optional<LoggedCommand>(SATCHEL_TRY(logged_of(rows[0])));
}

Result<void> append_logged(Transaction& tx, const LoggedCommand& command) {
  const std::string rejection =
      command.verdict.rejection ? encode(*command.verdict.rejection) : std::string();
  return tx.run(R"sql(
    INSERT INTO command_log
      (command_id, journal_id, sequence, device_id, user_id, kind, aggregate_kind, aggregate_id,
       account_id, given_at_ms, received_at_ms, text_digest, head, verdict, rejection, cause_id,
       amendments)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
  )sql",
                command.id, command.journal_id, command.sequence, command.device_id,
                command.user_id, command.kind, command.target.kind, command.target.id,
                command.account_id, command.given_at, command.received_at, command.digest,
                command.head, command.verdict.kind, rejection, command.verdict.cause,
                amendments_text(command.verdict.amendments));
}

Result<std::optional<CommandId>> find_refused_cause(Transaction& tx, const JournalId& journal,
                                                    const AggregateRef& target) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT command_id, cause_id FROM command_log
    WHERE aggregate_kind = $1 AND aggregate_id = $2 AND journal_id = $3
      AND (verdict = 'depends_on' OR (verdict = 'rejected' AND kind = 'create_account'))
    ORDER BY sequence DESC LIMIT 1
  )sql",
                                         target.kind, target.id, journal));
  if (rows.empty()) return std::optional<CommandId>();
  const auto cause = rows[0].id<CommandId>(1);
  return std::optional<CommandId>(cause.empty() ? rows[0].id<CommandId>(0) : cause);
}

}  // namespace satchel::server
