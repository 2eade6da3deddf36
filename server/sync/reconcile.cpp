// Decides each command under its savepoint and records verdict and effect together.
#include "server/sync/reconcile.h"

#include <algorithm>

#include "server/store/customer_login_store.h"
#include "server/store/customer_session_store.h"
#include "server/store/feed_store.h"
#include "server/sync/amendments.h"
#include "server/sync/command_act.h"
#include "server/sync/contact.h"
#include "server/sync/journal.h"
#include "server/sync/number_lease.h"
#include "server/sync/outside.h"
#include "server/sync/sealed_password.h"
#include "shared/base/hash.h"
#include "shared/execute/execute.h"
#include "shared/store/account_store.h"
#include "shared/store/order_store.h"

namespace satchel::server {
namespace {

/// What all commands of one exchange share.
struct Reconciliation {
  const ServerWrite& write;
  const SyncRequest& request;
  SyncSession session;
  Date today;
  Timestamp unsent_since;  // What is sent now was not given before.
  PasswordHashes passwords;
  Touched touched;
};

/// The refused command that this one cannot do without, if its account or order never came to be.
Result<std::optional<CommandId>> find_cause(const Reconciliation& work, const Command& command) {
  if (kind_of(command) == CommandKind::create_account) return std::optional<CommandId>();
  Transaction& tx = work.write.tx;
  AggregateRef needed = target_of(command);
  bool exists = false;
  if (const AccountId account = account_of(command); !account.empty()) {
    needed = {AggregateKind::account, account.text()};
    exists = SATCHEL_TRY(find_account(tx, account)).has_value();
  } else if (needed.kind == AggregateKind::payment) {
    return std::optional<CommandId>();
  } else {
    const OrderId order = OrderId::parse(needed.id).value_or(OrderId());
    exists = SATCHEL_TRY(find_order(tx, order)).has_value();
  }
  if (exists) return std::optional<CommandId>();
  return find_refused_cause(tx, work.request.journal_id, needed);
}

// What a person can read; every device takes as many in one answer.
constexpr std::size_t recorded_fields_max = 200;

/// A device's clock is believed as far as it lies between what its exchanges prove and now.
Timestamp believed(Timestamp at, const Reconciliation& work) {
  const Timestamp now = work.write.now;
  return at.ms > 0 ? std::clamp(at, std::min(work.unsent_since, now), now) : now;
}

/// Executes the command with what it may bring: a number of this device's lease, a password.
Result<Decision<Touched>> execute_sent(Reconciliation& work, const JournalCommand& sent) {
  // The office asks for its acts online and has them answered at once (decision 0001): in a journal
  // they are forged, whoever holds the device.
  if (is_online_only(sent.command)) return Decision<Touched>(reject(Reason::role_not_allowed));
  Transaction& tx = work.write.tx;
  const auto password = work.passwords.find(sent.sequence);
  const bool with_password = password != work.passwords.end();
  if (with_password && !password->second) {
    return Decision<Touched>(tl::unexpected<Rejection>(password->second.error()));
  }
  const Command command = SATCHEL_TRY(with_leased_number(tx, work.session.device.id, sent.command));
  const ExecuteContext context{.side = Side::server,
                               .actor = actor_of(work.session.user),
                               .at = believed(sent.at, work),
                               .today = work.today,
                               .knew_cycles_at = work.unsent_since};
  Decision<Touched> decided = SATCHEL_TRY(execute(tx, context, command));
  if (decided && with_password) {
    SATCHEL_TRY(save_customer_password(tx, account_of(command), *password->second));
    SATCHEL_TRY(end_customer_sessions_of(tx, account_of(command)));
  }
  return decided;
}

/// Whether the failure is this command's own. Any other one ends the exchange, which is repeated.
bool is_of_command(const Error& error) {
  return error.code == ErrorCode::invalid || error.code == ErrorCode::conflict ||
         error.code == ErrorCode::not_found;
}

/// One bad command never blocks those behind it: what cannot be carried out is refused for good,
/// and the device keeps it for repair.
Result<Decision<Touched>> execute_or_refuse(Reconciliation& work, const JournalCommand& sent) {
  auto executed = execute_sent(work, sent);
  if (executed || !is_of_command(executed.error())) return executed;
  return Decision<Touched>(reject(Reason::not_carried_out));
}

Result<Verdict> decide_verdict(Reconciliation& work, const JournalCommand& command) {
  if (const auto cause = SATCHEL_TRY(find_cause(work, command.command))) {
    return Verdict{VerdictKind::depends_on, Rejection{Reason::cause_refused, {}}, *cause};
  }
  Transaction& tx = work.write.tx;
  const OutsideView before = SATCHEL_TRY(outside_view(tx, command.command));
  SATCHEL_TRY(tx.savepoint());
  Decision<Touched> decided = SATCHEL_TRY(execute_or_refuse(work, command));
  if (!decided) {
    SATCHEL_TRY(tx.rollback_to_savepoint());
    auto& fields = decided.error().fields;
    if (fields.size() > recorded_fields_max) fields.resize(recorded_fields_max);
    const bool conflict = decided.error().reason == Reason::field_conflict;
    return Verdict{conflict ? VerdictKind::conflict : VerdictKind::rejected,
                   std::move(decided).error(), CommandId()};
  }
  SATCHEL_TRY(tx.release());
  SATCHEL_TRY(tell_outside(work.write, {command.command, *decided, before}));
  work.touched.insert(work.touched.end(), decided->begin(), decided->end());
  Verdict verdict;
  verdict.amendments = SATCHEL_TRY(amendments_of(tx, command.command));
  if (!verdict.amendments.empty()) verdict.kind = VerdictKind::amended;
  return verdict;
}

std::string outcome_of(const Verdict& verdict) {
  std::string outcome(to_text(verdict.kind));
  if (verdict.rejection) outcome += ": " + std::string(to_text(verdict.rejection->reason));
  for (const Amendment& amendment : verdict.amendments) outcome += ": " + amendment.field;
  return outcome;
}

Result<DecidedCommand> decide_new(Reconciliation& work, const JournalCommand& command,
                                  const std::string& head) {
  LoggedCommand logged;
  logged.id = command_id_of(work.request.journal_id, command.sequence);
  logged.journal_id = work.request.journal_id;
  logged.sequence = command.sequence;
  logged.device_id = work.session.device.id;
  logged.user_id = work.session.user.id;
  logged.kind = kind_of(command.command);
  logged.target = target_of(command.command);
  logged.account_id = account_of(command.command);
  logged.given_at = command.at;
  logged.received_at = work.write.now;
  logged.digest = sha256_hex(command.text);
  logged.head = head;
  logged.verdict = SATCHEL_TRY(decide_verdict(work, command));
  SATCHEL_TRY(append_logged(work.write.tx, logged));
  SATCHEL_TRY(append_audit(
      work.write, audit_row_of(logged.user_id, command.command, outcome_of(logged.verdict))));
  return DecidedCommand{command.sequence, logged.target, logged.verdict};
}

/// What the device still holds once it has the verdicts of this exchange.
Watermark remaining(Watermark watermark, std::size_t answered) {
  watermark.queued =
      std::max<std::int64_t>(0, watermark.queued - static_cast<std::int64_t>(answered));
  return watermark.queued == 0 ? Watermark{} : watermark;
}

Result<void> lock_new_accounts(const ServerWrite& write, const SyncRequest& request,
                               std::size_t known) {
  std::vector<Command> commands;
  for (std::size_t index = known; index < request.commands.size(); ++index) {
    commands.push_back(request.commands[index].command);
  }
  return lock_accounts(write, commands);
}

Result<std::vector<DecidedCommand>> decide_all(Reconciliation& work, const JournalCheck& check) {
  std::vector<DecidedCommand> decided;
  for (const LoggedCommand& known : check.known) {
    decided.push_back({known.sequence, known.target, known.verdict});
  }
  for (std::size_t index = 0; index < check.heads.size(); ++index) {
    const JournalCommand& command = work.request.commands[check.known.size() + index];
    decided.push_back(SATCHEL_TRY(decide_new(work, command, check.heads[index])));
  }
  return decided;
}

}  // namespace

Result<Admitted<std::vector<DecidedCommand>>> reconcile(const ServerContext& context,
                                                        const SyncActor& actor,
                                                        const SyncRequest& request) {
  using Answer = Admitted<std::vector<DecidedCommand>>;
  PasswordHashes passwords = SATCHEL_TRY(hash_passwords(context.database, request));
  const auto tx = SATCHEL_TRY(context.database.begin());
  const ServerWrite write = write_in(context, *tx);
  auto session = SATCHEL_TRY(admit(*tx, actor, request));
  if (!session) return Answer(tl::unexpected<Problem>(std::move(session).error()));
  auto check = SATCHEL_TRY(check_journal(*tx, *session, request));
  if (!check) return Answer(tl::unexpected<Problem>(std::move(check).error()));

  SATCHEL_TRY(lock_new_accounts(write, request, check->known.size()));
  const Date today = SATCHEL_TRY(today_in(write));
  const Timestamp since = SATCHEL_TRY(unsent_since(*tx, *session));
  Reconciliation work{write, request, *std::move(session), today, since, std::move(passwords), {}};
  std::vector<DecidedCommand> decided = SATCHEL_TRY(decide_all(work, *check));

  if (!check->heads.empty()) {
    SATCHEL_TRY(save_journal(*tx, {request.journal_id, work.session.user.id, work.session.device.id,
                                   request.commands.back().sequence, check->heads.back()}));
  }
  SATCHEL_TRY(note_contact(*tx, work.session, remaining(request.watermark, request.commands.size()),
                           context.now));
  const auto entries = SATCHEL_TRY(feed_entries_of(*tx, work.touched));
  SATCHEL_TRY(append_feed(write, entries));
  SATCHEL_TRY(tx->commit());
  return Answer(std::move(decided));
}

}  // namespace satchel::server
