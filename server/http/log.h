// Log: one JSON line an event on a stream; never a secret, and no input can forge a line.
#pragma once

#include <cstdint>
#include <mutex>
#include <ostream>
#include <string>
#include <string_view>

#include "shared/base/clock.h"

namespace satchel::server {

/// What a line says about a request.
struct RequestLine {
  std::string method;
  std::string route;  // The route's pattern, not the path: an invitation's path is a secret.
  int status = 0;
  std::int64_t took_us = 0;
  std::string address;
  std::string user;  // Login name; empty before login.
  std::string note;  // Why it was refused, or what was done.
};

class Log {
 public:
  Log(std::ostream& out, const Clock& clock) : out_(out), clock_(clock) {}

  void request(const RequestLine& line);
  /// Writes an event of the server itself: level "info" or "error".
  void event(std::string_view level, std::string_view what, std::string_view detail);

 private:
  void write(const std::string& line);

  std::ostream& out_;
  const Clock& clock_;
  std::mutex mutex_;
};

}  // namespace satchel::server
