// Counting, and Prometheus' text format.
#include "server/http/metrics.h"

#include <cstdio>

namespace satchel::server {
namespace {

std::string seconds(std::int64_t us) {
  char text[32];
  std::snprintf(text, sizeof text, "%lld.%06lld", static_cast<long long>(us / 1'000'000),
                static_cast<long long>(us % 1'000'000));
  return text;
}

void declare(std::string& out, const char* name, const char* kind, const char* help) {
  out.append("# HELP ").append(name).append(" ").append(help).append("\n");
  out.append("# TYPE ").append(name).append(" ").append(kind).append("\n");
}

}  // namespace

std::string job_metrics(const std::vector<JobCount>& counts) {
  std::string out;
  declare(out, "satchel_jobs", "gauge", "Jobs for the outside world by kind and state.");
  for (const JobCount& count : counts) {
    out.append("satchel_jobs{kind=\"").append(to_text(count.kind));
    out.append("\",state=\"").append(to_text(count.state));
    out.append("\"} ").append(std::to_string(count.count)).append("\n");
  }
  return out;
}

void Metrics::count_request(std::string_view method, std::string_view route, int status,
                            std::int64_t took_us) {
  std::string labels = "method=\"";
  labels.append(method).append("\",route=\"").append(route).append("\"");
  const std::lock_guard lock(mutex_);
  Timing& timing = requests_[{std::move(labels), status}];
  ++timing.count;
  timing.total_us += took_us;
}

void Metrics::count_verdicts(std::string_view verdict, std::int64_t count) {
  const std::lock_guard lock(mutex_);
  verdicts_[std::string(verdict)] += count;
}

void Metrics::count_login(bool success) {
  const std::lock_guard lock(mutex_);
  ++(success ? logins_right_ : logins_wrong_);
}

std::string Metrics::text(std::size_t connections) const {
  const std::lock_guard lock(mutex_);
  std::string out;
  declare(out, "satchel_connections", "gauge", "Open connections.");
  out += "satchel_connections " + std::to_string(connections) + "\n";

  declare(out, "satchel_request_seconds", "summary", "Answered requests and the time they took.");
  for (const auto& [labels, timing] : requests_) {
    const std::string both =
        "{" + labels.first + ",status=\"" + std::to_string(labels.second) + "\"} ";
    out += "satchel_request_seconds_count" + both + std::to_string(timing.count) + "\n";
    out += "satchel_request_seconds_sum" + both + seconds(timing.total_us) + "\n";
  }

  declare(out, "satchel_commands_total", "counter", "Commands of devices by their verdict.");
  for (const auto& [verdict, count] : verdicts_) {
    out += "satchel_commands_total{verdict=\"" + verdict + "\"} " + std::to_string(count) + "\n";
  }

  declare(out, "satchel_logins_total", "counter", "Logins by their outcome.");
  out += "satchel_logins_total{outcome=\"right\"} " + std::to_string(logins_right_) + "\n";
  out += "satchel_logins_total{outcome=\"wrong\"} " + std::to_string(logins_wrong_) + "\n";
  return out;
}

}  // namespace satchel::server
