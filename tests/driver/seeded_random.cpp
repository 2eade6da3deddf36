// Random numbers by SplitMix64, the same on every machine.
#include "tests/driver/seeded_random.h"

#include "shared/base/check.h"

namespace satchel::driver {

std::uint64_t SeededRandom::next() {
  state_ += 0x9e3779b97f4a7c15u;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
  return mixed ^ (mixed >> 31);
}

void SeededRandom::fill(std::span<std::uint8_t> bytes) {
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(next());
}

std::size_t SeededRandom::below(std::size_t bound) {
  SATCHEL_CHECK(bound > 0);
  return static_cast<std::size_t>(next() % bound);
}

}  // namespace satchel::driver
