// SystemRandom: the operating system's unpredictable bytes.
#pragma once

#include "shared/base/random.h"

namespace satchel::server {

class SystemRandom : public Random {
 public:
  /// Fills `bytes` from the system's generator; a failing one ends the program.
  void fill(std::span<std::uint8_t> bytes) override;
};

}  // namespace satchel::server
