// Runs dunning on each new day until the end has come.
#include "server/main/daily_dunning.h"

#include <chrono>

#include "server/billing/dunning_run.h"

namespace satchel::server {
namespace {

constexpr std::chrono::minutes dunning_looked_at_every{1};

}  // namespace

DailyDunning::DailyDunning(std::unique_ptr<Database> database, const VerifierWorld& world)
    : database_(std::move(database)), world_(world), thread_([this] { run(); }) {}

DailyDunning::~DailyDunning() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void DailyDunning::run() {
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, dunning_looked_at_every, [&] { return ending_; })) {
    const Timestamp now = world_.clock.now();
    if (utc_date(now) == done_on_) continue;
    lock.unlock();
    const auto done = run_dunning({*database_, world_.random, now}, UserId());
    if (!done) world_.log.event("error", "dunning", done.error().message);
    lock.lock();
    if (done) done_on_ = utc_date(now);
  }
}

}  // namespace satchel::server
