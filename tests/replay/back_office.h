// The back office of the replay: accepts and completes orders, runs and posts bill cycles.
#pragma once

#include "tests/replay/replay_run.h"

namespace satchel::driver {

/// Accepts and completes every order over HTTP, each act under an idempotency key; some are sent
/// once more and must be answered the same.
Result<void> accept_and_complete(ReplayRun& run);

/// Runs and posts the monthly cycles that end from `first` to `last`, the first days of months.
Result<void> run_bill_cycles(ReplayRun& run, Date first, Date last);

}  // namespace satchel::driver
