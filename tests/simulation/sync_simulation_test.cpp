// Simulated days: whatever the network and the machines do, in the end all agree and nothing is
// lost.
#include <doctest/doctest.h>

#include <cstdlib>

#include "tests/simulation/world.h"

namespace satchel::sync_simulation_test {
namespace {

/// How many schedules run; SATCHEL_SCHEDULES asks for more.
int schedules() {
  const char* wanted = std::getenv("SATCHEL_SCHEDULES");
  return wanted == nullptr ? 30 : std::atoi(wanted);
}

}  // namespace

TEST_SUITE_BEGIN("simulation");

TEST_CASE("after any schedule of faults every device equals the server within its scope") {
  for (int seed = 1; seed <= schedules(); ++seed) {
    CAPTURE(seed);
    World world(static_cast<std::uint64_t>(seed));
    for (int step = 0; step < 150; ++step) world.step();
    world.settle();
    world.check();
  }
}

TEST_SUITE_END();

}  // namespace satchel::sync_simulation_test
