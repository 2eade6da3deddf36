// exchange_orders: the devices exchange in turns over a bad line, until every outbox is empty.
#pragma once

#include "tests/replay/replay_run.h"

namespace satchel::driver {

/// Exchanges with fates of a shuffled deck, one device at a time in random order; some databases
/// are closed and opened in between. Then every device comes to rest undisturbed.
Result<void> exchange_orders(ReplayRun& run);

/// Lets every device exchange until it is up to date.
Result<void> bring_up_to_date(ReplayRun& run);

}  // namespace satchel::driver
