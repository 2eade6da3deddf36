// The one place where truth meets work that the server has not decided yet.
#include "web/sync/rebase.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "shared/execute/execute.h"
#include "web/sync/outbox.h"
#include "web/sync/truth.h"

namespace satchel::web {
namespace {

using RefSet = std::set<std::pair<AggregateKind, std::string>>;

Result<std::int64_t> record_verdicts(Transaction& tx, const AnswerPage& page, Timestamp now) {
  std::int64_t count = 0;
  for (const VerdictRange& range : page.response.verdicts) {
    const std::int64_t last = std::min(range.last, page.last_sequence);
    for (auto each = std::max(range.first, page.first_sequence); each <= last; ++each) {
      SATCHEL_TRY(mark_answered(tx, each, range.verdict, now));
      count += 1;
    }
  }
  return count;
}

RefSet refs_in(const std::vector<AnswerPage>& pages) {
  RefSet refs;
  for (const AnswerPage& page : pages) {
    for (const Truth& truth : page.response.truths) refs.insert({truth.ref.kind, truth.ref.id});
  }
  return refs;
}

/// Starting over: all that the answer does not bring anew goes.
Result<void> drop_unnamed(Transaction& tx, const RefSet& named) {
  const auto held = SATCHEL_TRY(load_held(tx));
  for (const AggregateRef& ref : held) {
    if (named.count({ref.kind, ref.id}) == 0) SATCHEL_TRY(withdraw_truth(tx, ref));
  }
  return {};
}

Result<void> write_all(Transaction& tx, const AnswerPage& page) {
  for (const Truth& truth : page.response.truths) {
    if (truth.aggregate) {
      SATCHEL_TRY(write_truth(tx, *truth.aggregate));
    } else {
      SATCHEL_TRY(withdraw_truth(tx, truth.ref));
    }
  }
  return {};
}

/// Executes one unanswered command on the truth. Whatever this device now thinks of it, it stays in
/// the outbox: the server's verdict decides.
Result<void> execute_again(Transaction& tx, const ExecuteContext& context, const Command& command) {
  SATCHEL_TRY(tx.savepoint());
  const auto decided = execute(tx, context, command);
  if (!decided) {
    if (decided.error().code != ErrorCode::conflict) return tl::unexpected<Error>(decided.error());
    return tx.rollback_to_savepoint();
  }
  if (*decided) {
    for (const AggregateRef& ref : **decided) SATCHEL_TRY(hold(tx, ref));
  }
  return tx.release();
}

/// Whether truth came for the order that the command pays for.
bool pays_touched(const RefSet& touched, const Command& command) {
  const auto* taken = std::get_if<RecordPayment>(&command);
  return taken != nullptr &&
         touched.count({AggregateKind::order, taken->payment.order_id.text()}) > 0;
}

/// `touched` without value: everything was dropped, so every unanswered command executes again.
Result<void> replay(Transaction& tx, const Device& device, const RefSet* touched) {
  const auto pending = SATCHEL_TRY(load_pending(tx));
  for (const OutboxEntry& entry : pending) {
    const bool apart =
        touched != nullptr && touched->count({entry.target.kind, entry.target.id}) == 0;
    if (apart && entry.kind != CommandKind::record_payment) continue;
    const auto command = command_of(entry);
    if (!command) continue;
    if (apart && !pays_touched(*touched, *command)) continue;
    const ExecuteContext context{.side = Side::device,
                                 .actor = actor_of(*device.session),
                                 .at = entry.at,
                                 .today = entry.given_on};
    SATCHEL_TRY(execute_again(tx, context, *command));
  }
  return {};
}

}  // namespace

Result<void> reopen_after(Transaction& tx, std::int64_t acknowledged) {
  return tx.run(R"sql(
    UPDATE journal_command
    SET verdict = NULL, rejection = '', cause = '', amendments = '', answered_at_ms = 0,
      dismissed = 0
    WHERE journal_id = (SELECT journal_id FROM device) AND sequence > $1
  )sql",
                acknowledged);
}

Result<RebaseCounts> rebase(Transaction& tx, const Device& device,
                            const std::vector<AnswerPage>& pages, Timestamp now) {
  RebaseCounts counts;
  for (const AnswerPage& page : pages) {
    counts.verdicts += SATCHEL_TRY(record_verdicts(tx, page, now));
    counts.truths += static_cast<std::int64_t>(page.response.truths.size());
  }
  const bool resync = pages.front().response.resync;
  const RefSet touched = refs_in(pages);
  if (resync) {
    SATCHEL_TRY(reopen_after(tx, pages.back().response.acknowledged));
    SATCHEL_TRY(drop_unnamed(tx, touched));
  }
  for (const AnswerPage& page : pages) SATCHEL_TRY(write_all(tx, page));
  SATCHEL_TRY(replay(tx, device, resync ? nullptr : &touched));
  SATCHEL_TRY(erase_departed(tx));
  return counts;
}

}  // namespace satchel::web
