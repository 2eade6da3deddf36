// Random: the one source of unpredictable bytes; tests bring a seeded one.
#pragma once

#include <cstdint>
#include <span>

namespace satchel {

class Random {
 public:
  virtual ~Random() = default;

  /// Fills `bytes`. Production sources are cryptographic; a failing source ends the program.
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

}  // namespace satchel
