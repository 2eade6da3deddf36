// OrderVerifier: a thread that verifies accepted orders once their delay is over.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "server/http/log.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/store/database.h"

namespace satchel::server {

/// What the verifier takes from outside; everything must outlive it.
struct VerifierWorld {
  const Clock& clock;
  Random& random;
  Log& log;
};

class OrderVerifier {
 public:
  /// Looks every fifteen seconds, in a database of its own; what fails stands in the log.
  OrderVerifier(std::unique_ptr<Database> database, const VerifierWorld& world);
  /// Ends the thread after the order it is at.
  ~OrderVerifier();
  OrderVerifier(const OrderVerifier&) = delete;
  OrderVerifier& operator=(const OrderVerifier&) = delete;

 private:
  void run();

  std::unique_ptr<Database> database_;
  VerifierWorld world_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace satchel::server
