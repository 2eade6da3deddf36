// Rebase: truth overwrites, verdicts are recorded, unanswered commands execute again on top.
#pragma once

#include <vector>

#include "shared/base/clock.h"
#include "shared/store/database.h"
#include "shared/wire/sync_message.h"
#include "web/sync/device.h"

namespace satchel::web {

/// One page of an answer with the range of commands its request carried; 0 with none.
struct AnswerPage {
  SyncResponse response;
  std::int64_t first_sequence = 0;
  std::int64_t last_sequence = 0;
};

/// What a rebase changed.
struct RebaseCounts {
  std::int64_t verdicts = 0;
  std::int64_t truths = 0;
};

/// Takes in all pages of one answer, oldest first. Verdicts count only for commands their request
/// carried. Unanswered commands of the touched aggregates execute again, in order, so truth never
/// hides work that the server has not decided. Requires at least one page and a user logged in.
Result<RebaseCounts> rebase(Transaction& tx, const Device& device,
                            const std::vector<AnswerPage>& pages, Timestamp now);

/// Makes commands after `acknowledged` unanswered again: the server does not have them any more.
Result<void> reopen_after(Transaction& tx, std::int64_t acknowledged);

}  // namespace satchel::web
