// Timestamp and Clock: instants are given to functions; only main, app and http hold a clock.
#pragma once

#include <compare>
#include <cstdint>

namespace satchel {

/// An instant: milliseconds since 1970-01-01 UTC.
struct Timestamp {
  std::int64_t ms = 0;

  auto operator<=>(const Timestamp&) const = default;
};

/// The one source of time; tests and the simulation bring their own.
class Clock {
 public:
  virtual ~Clock() = default;

  /// Returns the present instant.
  virtual Timestamp now() const = 0;
};

}  // namespace satchel
