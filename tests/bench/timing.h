// Timing: how long many repetitions took, in milliseconds, and the row that says so.
#pragma once

#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

namespace satchel::bench {

inline constexpr double frame_ms = 16;

inline double now_ms() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(now).count();
}

/// What this thread has worked: what other programs take of the machine does not count.
inline double worked_ms() {
  timespec worked{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &worked);
  return double(worked.tv_sec) * 1e3 + double(worked.tv_nsec) / 1e6;
}

struct Timing {
  double first = 0;
  std::vector<double> all;

  void add(double ms) {
    if (all.empty()) first = ms;
    all.push_back(ms);
  }
  double at(double share) {
    std::sort(all.begin(), all.end());
    return all[std::min(all.size() - 1, static_cast<std::size_t>(share * double(all.size())))];
  }
  /// How many took longer than a frame.
  std::int64_t late() const {
    return std::count_if(all.begin(), all.end(), [](double ms) { return ms > frame_ms; });
  }
};

inline void print_head(const char* what) {
  std::printf("| %s | first ms | median ms | 99 %% ms | worst ms | over 16 ms |\n", what);
  std::puts("| --- | --- | --- | --- | --- | --- |");
}

inline void print(const char* what, Timing& timing) {
  const double worst = timing.at(1);
  std::printf("| %s | %.3f | %.3f | %.3f | %.3f | %lld |\n", what, timing.first, timing.at(0.5),
              timing.at(0.99), worst, static_cast<long long>(timing.late()));
}

}  // namespace satchel::bench
