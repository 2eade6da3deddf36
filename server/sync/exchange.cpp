// Answers an exchange: verdicts after their commit, then truth and the next page of changes.
#include "server/sync/exchange.h"

#include "server/store/feed_store.h"
#include "server/store/server_schema.h"
#include "server/sync/cursor.h"
#include "server/sync/reconcile.h"
#include "server/sync/truth.h"

namespace satchel::server {
namespace {

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

Result<void> add_truths(TruthReader& reader, std::span<const AggregateRef> refs,
                        SyncResponse& response) {
  for (const AggregateRef& ref : refs) {
    if (holds(response.truths, ref)) continue;
    response.truths.push_back(SATCHEL_TRY(reader.read(ref)));
  }
  return {};
}

/// The next page of changes that the user may see, and where it ends.
struct Page {
  std::vector<AggregateRef> refs;
  std::int64_t end = 0;
  bool more = false;
};

Result<Page> load_page(Transaction& tx, const User& user, std::int64_t after) {
  constexpr auto page_size = static_cast<std::int64_t>(aggregates_per_page_max);
  const std::int64_t head = SATCHEL_TRY(feed_head(tx));
  const auto rows =
      SATCHEL_TRY(load_feed(tx, {after, page_size + 1, user.id, user.role == Role::admin}));
  Page page;
  page.end = head;
  for (const FeedRow& row : rows) {
    if (page.refs.size() == aggregates_per_page_max) {
      page.more = true;
      break;
    }
    page.refs.push_back(row.ref);
    page.end = row.number;
  }
  if (!page.more) page.end = head;
  return page;
}

Result<SyncResponse> build_response(Transaction& tx, const SyncRequest& request, const User& user,
                                    const std::vector<DecidedCommand>& decided) {
  SyncResponse response;
  response.exchange_id = request.exchange_id;
  response.epoch = SATCHEL_TRY(epoch_of(tx));
  response.from_cursor = request.cursor;
  const CursorPosition position = SATCHEL_TRY(find_cursor(tx, user, request.cursor));
  response.resync = position.starts_over;
  if (const auto journal = SATCHEL_TRY(find_journal(tx, request.journal_id))) {
    response.acknowledged = journal->last_sequence;
    response.acknowledged_head = journal->head;
  }

  const Actor actor = actor_of(user);
  TruthReader reader(tx, actor);
  std::vector<AggregateRef> targets;
  for (const DecidedCommand& command : decided) {
    add_verdict(response.verdicts, command);
    targets.push_back(command.target);
  }
  SATCHEL_TRY(add_truths(reader, targets, response));
  const Page page = SATCHEL_TRY(load_page(tx, user, position.number));
  SATCHEL_TRY(add_truths(reader, page.refs, response));
  response.more = page.more;
  response.cursor = SATCHEL_TRY(make_cursor(tx, user, page.end));
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
Result<void> note_contact(const ServerContext& context, const Device& device,
                          const Watermark& watermark) {
  const bool recent = context.now.ms - device.last_contact_at.ms < contact_interval_ms;
  if (recent && same(device.watermark, watermark)) return {};
  const auto tx = SATCHEL_TRY(context.database.begin());
  SATCHEL_TRY(save_contact(*tx, device.id, watermark, context.now));
  return tx->commit();
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
  tx.reset();

  if (request.commands.empty()) {
    SATCHEL_TRY(note_contact(context, session->device, request.watermark));
  }
  if (idle) return ExchangeOutcome(SyncIdle{});
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
