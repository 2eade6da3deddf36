// SeededRandom: random bytes and choices that a seed gives again.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "shared/base/random.h"

namespace satchel::driver {

class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}

  void fill(std::span<std::uint8_t> bytes) override;

  /// Returns a number from 0 to `bound` - 1. Requires `bound` > 0.
  std::size_t below(std::size_t bound);

  /// Puts the elements into a random order.
  template <class T>
  void shuffle(std::vector<T>& elements) {
    for (std::size_t left = elements.size(); left > 1; --left) {
      std::swap(elements[left - 1], elements[below(left)]);
    }
  }

 private:
  std::uint64_t next();

  std::uint64_t state_;
};

}  // namespace satchel::driver
