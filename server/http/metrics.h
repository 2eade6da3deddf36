// Metrics: counts for Prometheus; no names of people, addresses or customers.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/store/job_store.h"

namespace satchel::server {

/// Returns the jobs by kind and state in Prometheus' text format.
std::string job_metrics(const std::vector<JobCount>& counts);

class Metrics {
 public:
  /// Counts an answered request of a route.
  void count_request(std::string_view method, std::string_view route, int status,
                     std::int64_t took_us);
  /// Counts verdicts given to commands of devices.
  void count_verdicts(std::string_view verdict, std::int64_t count);
  void count_login(bool success);

  /// Returns all counts in Prometheus' text format.
  std::string text(std::size_t connections) const;

 private:
  struct Timing {
    std::int64_t count = 0;
    std::int64_t total_us = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, Timing> requests_;  // By labels of the route and status.
  std::map<std::string, std::int64_t> verdicts_;
  std::int64_t logins_right_ = 0;
  std::int64_t logins_wrong_ = 0;
};

}  // namespace satchel::server
