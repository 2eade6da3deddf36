// Looks for due orders now and then until the end has come.
#include "server/main/order_verifier.h"

#include <chrono>

#include "server/sync/verify_due.h"

namespace satchel::server {
namespace {

constexpr std::chrono::seconds verify_every{15};
constexpr std::int64_t verified_at_once_max = 200;

}  // namespace

OrderVerifier::OrderVerifier(std::unique_ptr<Database> database, const VerifierWorld& world)
    : database_(std::move(database)), world_(world), thread_([this] { run(); }) {}

OrderVerifier::~OrderVerifier() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void OrderVerifier::run() {
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, verify_every, [&] { return ending_; })) {
    lock.unlock();
    const ServerContext context{*database_, world_.random, world_.clock.now()};
    const auto verified = verify_due_orders(context, verified_at_once_max);
    if (!verified) world_.log.event("error", "verify", verified.error().message);
    lock.lock();
  }
}

}  // namespace satchel::server
