// Claiming, attempting and settling; the threads around it.
#include "server/providers/job_worker.h"

#include <chrono>
#include <utility>

#include "server/store/open_store.h"

namespace satchel::server {
namespace {

constexpr int keep_tries_max = 5;

Result<std::optional<Job>> claim(const ServerContext& context) {
  {
    // Most looks find nothing: they must not take the write lock.
    const auto look = SATCHEL_TRY(context.database.begin(Access::read));
    if (!SATCHEL_TRY(is_job_due(*look, context.now))) return std::optional<Job>();
  }
  const auto tx = SATCHEL_TRY(context.database.begin());
  auto job = SATCHEL_TRY(claim_job(write_in(context, *tx)));
  SATCHEL_TRY(tx->commit());
  return job;
}

JobOutcome attempt(const ServerContext& context, const JobHandlers& handlers, const Job& job) {
  const auto handler = handlers.find(job.kind);
  if (handler == handlers.end()) {
    return {JobVerdict::give_up, "This program does no jobs of this kind.", {}};
  }
  auto outcome = handler->second.attempt(context, job);
  if (outcome) return *std::move(outcome);
  return {JobVerdict::retry, outcome.error().message, {}};
}

/// In a transaction of its own: whatever goes wrong later, the other side is not asked to make a
/// second one.
Result<void> keep_remote_id(const ServerContext& context, const Job& job,
                            const std::string& remote_id) {
  const auto tx = SATCHEL_TRY(context.database.begin());
  SATCHEL_TRY(save_remote_id(write_in(context, *tx), job.id, remote_id));
  return tx->commit();
}

Result<std::optional<Job>> keep_outcome(const ServerContext& ended, const JobHandlers& handlers,
                                        const Job& job, const JobOutcome& outcome) {
  if (!outcome.remote_id.empty()) SATCHEL_TRY(keep_remote_id(ended, job, outcome.remote_id));
  const auto tx = SATCHEL_TRY(ended.database.begin());
  const ServerWrite write = write_in(ended, *tx);
  auto finished = SATCHEL_TRY(finish_attempt(write, job, outcome));
  if (!finished) return finished;
  finished->payload = job.payload;  // The stored one may be erased by now.
  const auto handler = handlers.find(job.kind);
  if (handler != handlers.end() && handler->second.settle) {
    SATCHEL_TRY(handler->second.settle(write, *finished, outcome));
  }
  SATCHEL_TRY(tx->commit());
  return finished;
}

bool is_unavailable(const Result<std::optional<Job>>& kept) {
  return !kept && kept.error().code == ErrorCode::unavailable;
}

}  // namespace

Result<std::optional<Job>> work_once(const ServerContext& context, const Clock& clock,
                                     const JobHandlers& handlers) {
  const auto job = SATCHEL_TRY(claim(context));
  if (!job) return std::optional<Job>();
  const JobOutcome outcome = attempt(context, handlers, *job);

  const ServerContext ended{context.database, context.random, clock.now()};
  // The other side has done its part: what a busy database refuses is kept by the next try, or the
  // same would be asked again once the lease has passed.
  auto kept = keep_outcome(ended, handlers, *job, outcome);
  for (int tries = 1; tries < keep_tries_max && is_unavailable(kept); ++tries) {
    kept = keep_outcome(ended, handlers, *job, outcome);
  }
  return kept;
}

Result<std::unique_ptr<JobWorker>> JobWorker::start(const WorkerOptions& options,
                                                    const WorkerWorld& world,
                                                    JobHandlers handlers) {
  std::unique_ptr<JobWorker> worker(new JobWorker(options, world, std::move(handlers)));
  for (std::size_t thread = 0; thread < options.threads; ++thread) {
    worker->databases_.push_back(SATCHEL_TRY(open_store(options.database)));
  }
  for (const auto& database : worker->databases_) {
    worker->threads_.emplace_back([&run = *worker, &database] { run.run(*database); });
  }
  return worker;
}

JobWorker::JobWorker(const WorkerOptions& options, const WorkerWorld& world, JobHandlers handlers)
    : options_(options), world_(world), handlers_(std::move(handlers)) {}

JobWorker::~JobWorker() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void JobWorker::wake() {
  {
    const std::lock_guard lock(mutex_);
    ++wakes_;
  }
  changed_.notify_all();
}

void JobWorker::run(Database& database) {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    const std::uint64_t seen = wakes_;
    lock.unlock();
    work_off(database);
    lock.lock();
    changed_.wait_for(lock, std::chrono::milliseconds(options_.look_every_ms),
                      [&] { return ending_ || wakes_ != seen; });
  }
}

void JobWorker::work_off(Database& database) {
  while (!is_ending()) {
    const ServerContext context{database, world_.random, world_.clock.now()};
    const auto job = work_once(context, world_.clock, handlers_);
    if (!job) return world_.on_trouble(job.error());
    if (!*job) return;
    world_.on_attempt(**job);
  }
}

bool JobWorker::is_ending() {
  const std::lock_guard lock(mutex_);
  return ending_;
}

}  // namespace satchel::server
