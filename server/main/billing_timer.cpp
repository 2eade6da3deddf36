// Looks at the time until the end has come.
#include "server/main/billing_timer.h"

#include <chrono>

#include "server/billing/bill_run.h"
#include "server/billing/dunning_run.h"

namespace satchel::server {
namespace {

constexpr std::chrono::minutes time_looked_at_every{1};

}  // namespace

BillingTimer::BillingTimer(std::unique_ptr<Database> database, const VerifierWorld& world)
    : database_(std::move(database)), world_(world), thread_([this] { run(); }) {}

BillingTimer::~BillingTimer() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void BillingTimer::run() {
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, time_looked_at_every, [&] { return ending_; })) {
    lock.unlock();
    look(world_.clock.now());
    lock.lock();
  }
}

void BillingTimer::look(Timestamp now) {
  const ServerContext context{*database_, world_.random, now};
  const auto posted = post_due_run(context);
  if (!posted) world_.log.event("error", "bill run", posted.error().message);
  if (utc_date(now) == dunned_on_) return;
  const auto dunned = run_dunning(context, UserId());
  if (!dunned) {
    world_.log.event("error", "dunning", dunned.error().message);
    return;
  }
  dunned_on_ = utc_date(now);
}

}  // namespace satchel::server
