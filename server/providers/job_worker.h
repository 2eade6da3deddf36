// JobWorker: threads that work off the durable jobs, one attempt after the other.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/store/job_store.h"

namespace satchel::server {

/// How jobs of a kind are done.
struct JobHandler {
  /// One attempt, outside any transaction; it may take seconds. An Error is tried again later.
  std::function<Result<JobOutcome>(const ServerContext&, const Job&)> attempt;
  /// What the outcome means for others, in the transaction that keeps it. `job` is as it is now.
  /// Absent when it means nothing.
  std::function<Result<void>(const ServerWrite&, const Job&, const JobOutcome&)> settle;
};

using JobHandlers = std::map<JobKind, JobHandler>;

/// Claims the job that is due longest, attempts it once and keeps the outcome. Returns the job as
/// it is now, or nothing when none is due or another worker has taken it over. A job that a killed
/// worker left is attempted again once its lease has passed, so attempts must be idempotent.
Result<std::optional<Job>> work_once(const ServerContext& context, const Clock& clock,
                                     const JobHandlers& handlers);

struct WorkerOptions {
  std::string database;  // As open_store takes it.
  std::size_t threads = 2;
  std::int64_t look_every_ms = 1'000;  // Without being woken: retries fall due by themselves.
};

/// What a worker takes from outside; everything must outlive it.
struct WorkerWorld {
  const Clock& clock;
  Random& random;                                // Used by several threads at once.
  std::function<void(const Job&)> on_attempt;    // After each attempt, by any thread.
  std::function<void(const Error&)> on_trouble;  // When the database failed, by any thread.
};

class JobWorker {
 public:
  /// Opens a database for each thread and starts them.
  static Result<std::unique_ptr<JobWorker>> start(const WorkerOptions& options,
                                                  const WorkerWorld& world, JobHandlers handlers);
  /// Finishes the running attempts and ends the threads.
  ~JobWorker();

  /// Says that jobs may have been added; by any thread.
  void wake();

 private:
  JobWorker(const WorkerOptions& options, const WorkerWorld& world, JobHandlers handlers);
  void run(Database& database);
  /// Works until nothing is due or the end has come.
  void work_off(Database& database);
  bool is_ending();

  WorkerOptions options_;
  WorkerWorld world_;
  JobHandlers handlers_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t wakes_ = 0;
  bool ending_ = false;
  std::vector<std::unique_ptr<Database>> databases_;
  std::vector<std::thread> threads_;
};

}  // namespace satchel::server
