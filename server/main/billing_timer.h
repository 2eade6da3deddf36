// BillingTimer: a thread that takes the dunning steps of each day and posts runs whose time came.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "server/main/order_verifier.h"

namespace satchel::server {

class BillingTimer {
 public:
  /// Looks every minute whether a new day has begun or a bill run is to be posted, in a database of
  /// its own; what fails stands in the log and is tried again.
  BillingTimer(std::unique_ptr<Database> database, const VerifierWorld& world);
  /// Ends the thread after the act it is at.
  ~BillingTimer();
  BillingTimer(const BillingTimer&) = delete;
  BillingTimer& operator=(const BillingTimer&) = delete;

 private:
  void run();
  void look(Timestamp now);

  std::unique_ptr<Database> database_;
  VerifierWorld world_;
  Date dunned_on_ = date(1970, 1, 1);
  std::mutex mutex_;
  std::condition_variable changed_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace satchel::server
