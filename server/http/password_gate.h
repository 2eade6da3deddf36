// PasswordGate: at most two Argon2id computations at once, whoever asks.
#pragma once

#include <atomic>
#include <chrono>
#include <semaphore>
#include <utility>

namespace satchel::server {

class PasswordGate {
 public:
  /// Runs `act` as one of two at once and returns true; false, without running it, when too many
  /// wait already or no place was free within `patience`.
  template <class Act>
  bool pass(std::chrono::milliseconds patience, Act act) {
    const Waiting waiting{waiting_};
    if (waiting.before >= waiting_max || !places_.try_acquire_for(patience)) return false;
    const Release release{places_};
    std::move(act)();
    return true;
  }

 private:
  static constexpr int waiting_max = 14;  // Fewer than the database pool lends.

  struct Waiting {
    std::atomic<int>& count;
    int before = count++;
    ~Waiting() { --count; }
  };
  struct Release {
    std::counting_semaphore<2>& places;
    ~Release() { places.release(); }
  };

  std::atomic<int> waiting_{0};
  std::counting_semaphore<2> places_{2};
};

}  // namespace satchel::server
