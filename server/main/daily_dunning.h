// DailyDunning: a thread that takes the dunning steps that are due, once a day.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "server/main/order_verifier.h"

namespace satchel::server {

class DailyDunning {
 public:
  /// Looks every minute whether a new day has begun, in a database of its own; what fails stands in
  /// the log and is tried again.
  DailyDunning(std::unique_ptr<Database> database, const VerifierWorld& world);
  /// Ends the thread after the run it is at.
  ~DailyDunning();
  DailyDunning(const DailyDunning&) = delete;
  DailyDunning& operator=(const DailyDunning&) = delete;

 private:
  void run();

  std::unique_ptr<Database> database_;
  VerifierWorld world_;
  Date done_on_ = date(1970, 1, 1);
  std::mutex mutex_;
  std::condition_variable changed_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace satchel::server
