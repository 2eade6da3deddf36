// Answers an exchange: verdicts after their commit, then truth and the next page of changes.
#include "server/sync/exchange.h"

#include "server/store/feed_store.h"
#include "server/store/server_schema.h"
#include "server/store/session_of.h"
#include "server/sync/contact.h"
#include "server/sync/cursor.h"
#include "server/sync/number_lease.h"
#include "server/sync/reconcile.h"
#include "server/sync/truth.h"

namespace satchel::server {
namespace {

// Half of what an answer may hold; the rest is for the truth of verdicts.
constexpr std::size_t page_bytes_max = exchange_bytes_max / 2;
constexpr std::int64_t contact_interval_ms = 60'000;
// An idle answer leaves the cursor where it is; beyond this distance it is moved on.
constexpr std::int64_t idle_distance_max = 1000;

void add_verdict(std::vector<VerdictRange>& ranges, const DecidedCommand& command) {
  if (!ranges.empty() && ranges.back().verdict == command.verdict &&
      ranges.back().last + 1 == command.sequence) {
    ranges.back().last = command.sequence;
  } else {
    ranges.push_back({command.sequence, command.sequence, command.verdict});
  }
}

bool holds(const std::vector<Truth>& truths, const AggregateRef& ref) {
  for (const Truth& truth : truths) {
    if (truth.ref == ref) return true;
  }
  return false;
}

/// What goes into one answer.
struct Answering {
  Transaction& tx;
  const User& user;
  TruthReader& reader;
  SyncResponse& response;
};

/// Adds the truth of what the verdicts are about, whatever its size.
Result<void> add_verdicts(Answering& work, const std::vector<DecidedCommand>& decided) {
  for (const DecidedCommand& command : decided) {
    add_verdict(work.response.verdicts, command);
    if (holds(work.response.truths, command.target)) continue;
    work.response.truths.push_back(SATCHEL_TRY(work.reader.read(command.target)));
  }
  return {};
}

/// Adds changes after feed number `after` up to the page's limits in count and bytes, at least one,
/// and returns the feed number where the page ends.
Result<std::int64_t> add_page(Answering& work, std::int64_t after) {
  constexpr auto page_size = static_cast<std::int64_t>(aggregates_per_page_max);
  const std::int64_t head = SATCHEL_TRY(feed_head(work.tx));
  const bool everything = reach_of(work.user.role) == Reach::everything;
  const auto rows =
      SATCHEL_TRY(load_feed(work.tx, {after, page_size + 1, work.user.id, everything}));
  std::int64_t end = after;
  std::size_t count = 0;
  std::size_t bytes = 0;
  for (const FeedRow& row : rows) {
    if (count == aggregates_per_page_max || bytes > page_bytes_max) {
      work.response.more = true;
      return end;
    }
    if (!holds(work.response.truths, row.ref)) {
      Truth truth = SATCHEL_TRY(work.reader.read(row.ref));
      if (truth.aggregate) bytes += to_json(*truth.aggregate).size();
      work.response.truths.push_back(std::move(truth));
    }
    end = row.number;
    ++count;
  }
  return head;
}

Result<SyncResponse> build_response(Transaction& tx, const SyncRequest& request, const User& user,
                                    const std::vector<DecidedCommand>& decided) {
  SyncResponse response;
  response.exchange_id = request.exchange_id;
  response.epoch = SATCHEL_TRY(epoch_of(tx));
  response.from_cursor = request.cursor;
  const CursorPosition position = SATCHEL_TRY(find_cursor(tx, user, request.cursor));
  response.resync = position.starts_over;
  if (position.starts_over || request.cursor.empty()) {
    response.session = SATCHEL_TRY(session_of(tx, user, request.device_id));
  }
  if (const auto journal = SATCHEL_TRY(find_journal(tx, request.journal_id))) {
    response.acknowledged = journal->last_sequence;
    response.acknowledged_head = journal->head;
  }

  const Actor actor = actor_of(user);
  TruthReader reader(tx, actor);
  Answering work{tx, user, reader, response};
  SATCHEL_TRY(add_verdicts(work, decided));
  const std::int64_t end = SATCHEL_TRY(add_page(work, position.number));
  response.cursor = SATCHEL_TRY(make_cursor(tx, user, end));
  return response;
}

Result<bool> is_idle(Transaction& tx, const SyncRequest& request, const SyncResponse& response,
                     const User& user) {
  if (!request.commands.empty() || request.cursor.empty() || response.resync) return false;
  if (response.more || !response.truths.empty()) return false;
  const CursorPosition from = SATCHEL_TRY(find_cursor(tx, user, request.cursor));
  return SATCHEL_TRY(feed_head(tx)) - from.number <= idle_distance_max;
}

bool same(const Watermark& left, const Watermark& right) {
  return left.queued == right.queued && left.oldest_at_ms == right.oldest_at_ms &&
         left.totals == right.totals;
}

/// Notes the contact of an exchange without commands: at once when the watermark changed, else once
/// a minute, so that polling does not write.
Result<void> note_poll(const ServerContext& context, const SyncSession& session,
                       const Watermark& watermark) {
  const Device& device = session.device;
  const bool recent = context.now.ms - device.last_contact_at.ms < contact_interval_ms;
  if (recent && same(device.watermark, watermark)) return {};
  const auto tx = SATCHEL_TRY(context.database.begin());
  SATCHEL_TRY(note_contact(*tx, session, watermark, context.now));
  return tx->commit();
}

Result<std::vector<NumberBlock>> lease(const ServerContext& context, const DeviceId& device,
                                       const std::vector<NumberStock>& stock) {
  const auto tx = SATCHEL_TRY(context.database.begin());
  auto blocks = SATCHEL_TRY(lease_numbers(write_in(context, *tx), device, stock));
  SATCHEL_TRY(tx->commit());
  return blocks;
}

Result<ExchangeOutcome> answer(const ServerContext& context, const SyncActor& actor,
                               const SyncRequest& request,
                               const std::vector<DecidedCommand>& decided) {
  auto tx = SATCHEL_TRY(context.database.begin(Access::read));
  auto session = SATCHEL_TRY(admit(*tx, actor, request));
  if (!session) return ExchangeOutcome(std::move(session).error());
  SyncResponse response = SATCHEL_TRY(build_response(*tx, request, session->user, decided));
  response.server_ms = context.now.ms;
  const bool idle = SATCHEL_TRY(is_idle(*tx, request, response, session->user));
  const bool leases = SATCHEL_TRY(needs_numbers(*tx, actor.device_id, request.numbers));
  tx.reset();

  if (request.commands.empty()) {
    SATCHEL_TRY(note_poll(context, *session, request.watermark));
  }
  if (leases) response.numbers = SATCHEL_TRY(lease(context, actor.device_id, request.numbers));
  if (idle && response.numbers.empty()) return ExchangeOutcome(SyncIdle{});
  return ExchangeOutcome(std::move(response));
}

}  // namespace

Result<ExchangeOutcome> exchange(const ServerContext& context, const SyncActor& actor,
                                 const SyncRequest& request) {
  if (request.protocol < 1 || request.protocol > sync_protocol_version) {
    return ExchangeOutcome(problem_of(
        400, "protocol-unknown", "This server is older than the device",
        "The server speaks protocol versions 1 to " + std::to_string(sync_protocol_version) +
            "; the device keeps its work and tries again after the server was updated."));
  }
  std::vector<DecidedCommand> decided;
  if (!request.commands.empty()) {
    auto reconciled = SATCHEL_TRY(reconcile(context, actor, request));
    if (!reconciled) return ExchangeOutcome(std::move(reconciled).error());
    decided = *std::move(reconciled);
  }
  return answer(context, actor, request, decided);
}

}  // namespace satchel::server
