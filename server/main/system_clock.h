// SystemClock: the machine's own time; only main holds one.
#pragma once

#include <chrono>

#include "shared/base/clock.h"

namespace satchel::server {

class SystemClock final : public Clock {
 public:
  Timestamp now() const override {
    const auto passed = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(passed).count()};
  }
};

}  // namespace satchel::server
