// Rate limits: how often a user or an address may ask, and how often a password may be tried.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "server/http/options.h"
#include "shared/base/clock.h"

namespace satchel::server {

/// A bucket per key, refilled over time, spent one a request.
class RequestLimiter {
 public:
  explicit RequestLimiter(const ServerOptions& options);

  /// Takes one request of `key`. False when its bucket is empty.
  bool take(const std::string& key, Timestamp now);

 private:
  struct Bucket {
    std::int64_t left_thousandths = 0;
    Timestamp last;
  };

  std::int64_t per_second_;
  std::int64_t burst_;
  std::mutex mutex_;
  std::map<std::string, Bucket> buckets_;
};

/// Counts wrong passwords per login and address, and per address alone. Each wrong one beyond the
/// free ones doubles the wait, from 1 second to 15 minutes; a right one forgets them.
class LoginLimiter {
 public:
  explicit LoginLimiter(const ServerOptions& options);

  /// Returns how many seconds `login` at `address` has to wait; 0 when it may try now.
  std::int64_t wait_seconds(std::string_view login, const std::string& address, Timestamp now);
  void note_failure(std::string_view login, const std::string& address, Timestamp now);
  void note_success(std::string_view login, const std::string& address);

 private:
  struct Failures {
    std::int64_t count = 0;
    Timestamp last;
  };

  std::int64_t wait_of(const std::string& key, std::int64_t free, Timestamp now);
  void add_failure(const std::string& key, Timestamp now);

  std::int64_t free_;
  std::int64_t free_per_address_;
  std::mutex mutex_;
  std::map<std::string, Failures> failures_;
};

}  // namespace satchel::server
