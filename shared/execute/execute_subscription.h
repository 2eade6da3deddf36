// The subscription's part of execute: changes of mind, and what was used.
#pragma once

#include "shared/execute/execute.h"

namespace satchel {

/// Returns the subscription's facts, with the price book in force on `book_day`.
Result<SubscriptionFacts> load_subscription_facts(Transaction& tx, const ExecuteContext& context,
                                                  const SubscriptionId& id, Date book_day);

/// Records usage; on the server for the charge that was in force. A device keeps what it can check.
Result<Decision<Touched>> execute_subscription(Transaction& tx, const ExecuteContext& context,
                                               const RecordUsage& command);

/// Changes the subscription and its charges; the next bill credits and charges what follows from
/// it. Usage that no line bills yet goes to the charge that is in force on its day now.
Result<Decision<Touched>> execute_subscription(Transaction& tx, const ExecuteContext& context,
                                               const ChangeSubscription& command);
Result<Decision<Touched>> execute_subscription(Transaction& tx, const ExecuteContext& context,
                                               const CancelSubscription& command);
Result<Decision<Touched>> execute_subscription(Transaction& tx, const ExecuteContext& context,
                                               const PauseSubscription& command);
Result<Decision<Touched>> execute_subscription(Transaction& tx, const ExecuteContext& context,
                                               const ResumeSubscription& command);

}  // namespace satchel
