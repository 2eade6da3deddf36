// open_reps: every rep of the organisation logs in on a device of his own.
#pragma once

#include "tests/replay/replay_run.h"

namespace satchel::driver {

/// Logs the admin in over HTTP, and every rep on a new device with its own database file below the
/// data folder; each device then holds its whole scope. Reps are known by their names in
/// employees.csv.
Result<void> open_reps(ReplayRun& run);

}  // namespace satchel::driver
