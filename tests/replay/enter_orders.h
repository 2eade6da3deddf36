// enter_orders: every order is entered offline by the employee who took it.
#pragma once

#include "tests/replay/replay_run.h"

namespace satchel::driver {

/// Gives every entry as a placed order on its employee's device, as the order wizard does: the
/// customer found by search, the items by name, the price of the day as an override, freight as a
/// charge of the order. Some are saved as drafts first. A rejection is an error.
Result<void> enter_orders(ReplayRun& run, const std::vector<OrderEntry>& entries);

}  // namespace satchel::driver
