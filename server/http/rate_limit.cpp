// Buckets and failure counts, forgotten when they are old; memory is bounded.
#include "server/http/rate_limit.h"

#include <algorithm>

#include "shared/base/hash.h"
#include "shared/base/text.h"

namespace satchel::server {
namespace {

constexpr std::size_t keys_max = 20'000;
constexpr std::int64_t wait_seconds_max = 15 * 60;
constexpr std::int64_t failures_kept_ms = 60 * 60 * 1000;

/// Makes room in a full map: drops what is older than `kept_ms`, else everything.
template <class Map>
void make_room(Map& map, Timestamp now, std::int64_t kept_ms) {
  if (map.size() < keys_max) return;
  std::erase_if(map, [&](const auto& entry) { return now.ms - entry.second.last.ms > kept_ms; });
  if (map.size() >= keys_max) map.clear();
}

// A digest, so that a password typed into the login field is not kept.
std::string key_of(std::string_view login, const std::string& address) {
  return sha256_hex(fold(login) + "\n" + address);
}

}  // namespace

RequestLimiter::RequestLimiter(const ServerOptions& options)
    : per_second_(options.requests_per_second), burst_(options.requests_burst) {}

bool RequestLimiter::take(const std::string& key, Timestamp now) {
  const std::lock_guard lock(mutex_);
  make_room(buckets_, now, 60'000);
  const auto [found, added] = buckets_.try_emplace(key, Bucket{burst_ * 1000, now});
  Bucket& bucket = found->second;
  const std::int64_t passed_ms = std::clamp<std::int64_t>(now.ms - bucket.last.ms, 0, 60'000);
  bucket.left_thousandths =
      std::min(burst_ * 1000, bucket.left_thousandths + passed_ms * per_second_);
  bucket.last = now;
  if (bucket.left_thousandths < 1000) return false;
  bucket.left_thousandths -= 1000;
  return true;
}

LoginLimiter::LoginLimiter(const ServerOptions& options)
    : free_(options.login_failures_free),
      free_per_address_(options.login_failures_per_address_max) {}

std::int64_t LoginLimiter::wait_of(const std::string& key, std::int64_t free, Timestamp now) {
  const auto found = failures_.find(key);
  if (found == failures_.end() || found->second.count < free) return 0;
  const std::int64_t beyond = std::min<std::int64_t>(found->second.count - free, 10);
  const std::int64_t wait_ms = std::min(wait_seconds_max, std::int64_t{1} << beyond) * 1000;
  const std::int64_t left_ms = found->second.last.ms + wait_ms - now.ms;
  return left_ms <= 0 ? 0 : (left_ms + 999) / 1000;
}

std::int64_t LoginLimiter::wait_seconds(std::string_view login, const std::string& address,
                                        Timestamp now) {
  const std::lock_guard lock(mutex_);
  return std::max(wait_of(key_of(login, address), free_, now),
                  wait_of(address, free_per_address_, now));
}

void LoginLimiter::add_failure(const std::string& key, Timestamp now) {
  Failures& failures = failures_[key];
  if (now.ms - failures.last.ms > failures_kept_ms) failures.count = 0;
  ++failures.count;
  failures.last = now;
}

void LoginLimiter::note_failure(std::string_view login, const std::string& address, Timestamp now) {
  const std::lock_guard lock(mutex_);
  make_room(failures_, now, failures_kept_ms);
  add_failure(key_of(login, address), now);
  add_failure(address, now);
}

void LoginLimiter::note_success(std::string_view login, const std::string& address) {
  const std::lock_guard lock(mutex_);
  failures_.erase(key_of(login, address));
}

}  // namespace satchel::server
