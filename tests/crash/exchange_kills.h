// exchange_kills: satcheld is killed while a device exchanges; nothing acknowledged is lost.
#pragma once

#include <cstddef>

#include "tests/crash/desk.h"

namespace satchel::driver {

struct ExchangeKillCounts {
  std::size_t kills = 0;
  std::size_t in_flight = 0;  // Of them, with commands on their way.
  std::size_t committed = 0;  // Of these, after the commit: the reply was lost.
  std::int64_t commands = 0;
};

/// Kills and restarts the server at random moments while the desk pushes its work, until `kills`
/// met commands on their way; others do not count. After every restart: all that the device has a
/// verdict for stands in the server's log with that verdict, the database is sound, no command is
/// there twice. In the end the outbox drains and both sides are equal. The first broken promise is
/// the error.
Result<ExchangeKillCounts> kill_during_exchanges(RunningServer& server, Desk& desk,
                                                 std::size_t kills);

}  // namespace satchel::driver
