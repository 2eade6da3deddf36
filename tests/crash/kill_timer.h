// KillTimer: kills the server after a while, on a thread of its own, whatever is going on then.
#pragma once

#include <chrono>
#include <thread>

#include "tests/driver/running_server.h"

namespace satchel::driver {

class KillTimer {
 public:
  KillTimer(RunningServer& server, std::chrono::microseconds after)
      : thread_([&server, after] {
          // The moment is the point here; nothing waits for it.
          std::this_thread::sleep_for(after);
          server.kill();
        }) {}
  ~KillTimer() { wait(); }
  KillTimer(const KillTimer&) = delete;
  KillTimer& operator=(const KillTimer&) = delete;

  /// Returns when the server is dead.
  void wait() {
    if (thread_.joinable()) thread_.join();
  }

 private:
  std::thread thread_;
};

}  // namespace satchel::driver
