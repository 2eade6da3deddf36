// The job store: acts on the outside world, kept until they are done, claimed by one worker a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/server_write.h"
#include "shared/base/enum_words.h"

namespace satchel::server {

/// Who does the work.
enum class JobKind { mail, webhook, provisioning, registrar, fraud_check, payment };

/// waiting -> running -> done; or failed, which is tried again, until it is given up.
enum class JobState { waiting, running, done, failed, given_up };

/// What an attempt came to: done, to be tried again, or hopeless.
enum class JobVerdict { done, retry, give_up };

}  // namespace satchel::server

namespace satchel {
SATCHEL_ENUM_WORDS(server::JobKind, "mail", "webhook", "provisioning", "registrar", "fraud_check",
                   "payment");
SATCHEL_ENUM_WORDS(server::JobState, "waiting", "running", "done", "failed", "given_up");
SATCHEL_ENUM_WORDS(server::JobVerdict, "done", "retry", "give_up");
}  // namespace satchel

namespace satchel::server {

using JobId = Id<struct JobTag>;

inline constexpr std::int64_t job_attempts_max = 10;
/// A running job is claimed again after this; longer than any attempt may take.
inline constexpr std::int64_t job_lease_ms = 5 * 60 * 1000;

/// Returns how long to wait after this many failed attempts: 5 s, four times as long each time, at
/// most six hours. Ten attempts take about a day.
std::int64_t retry_delay_ms(std::int64_t attempts);

struct NewJob {
  JobKind kind = JobKind::mail;
  std::string subject;          // "mail:0190...": jobs of one subject never overlap.
  std::string payload;          // JSON for whoever does the work.
  std::string idempotency_key;  // A second job with this key is not added.
  std::int64_t attempts_max = job_attempts_max;
};

struct Job {
  JobId id;
  JobKind kind = JobKind::mail;
  std::string subject;
  std::string payload;
  JobState state = JobState::waiting;
  std::int64_t attempts = 0;
  std::int64_t attempts_max = job_attempts_max;
  Timestamp next_at;
  std::string last_error;
  std::string remote_id;
  std::string idempotency_key;
  Timestamp created_at;
  Timestamp finished_at;
};

/// Returns the id in the subject of a job about such a thing: "0190..." of "mail:0190..."; empty
/// for another kind of subject.
std::string_view subject_id(const Job& job, std::string_view kind);

/// What an attempt came to.
struct JobOutcome {
  JobVerdict verdict = JobVerdict::done;
  std::string error;      // Unless done: what went wrong, for the operator.
  std::string remote_id;  // What the other side calls the result; empty keeps what is stored.
  std::string answer;     // What else it said, for whoever acts on it; not kept.
};

/// One finished attempt of a job.
struct JobAttempt {
  std::int64_t number = 0;
  Timestamp ended_at;
  JobVerdict outcome = JobVerdict::done;
  std::string error;
};

/// Adds a job in the caller's transaction and returns its id; the id of the one that is there when
/// the key is known already.
Result<JobId> add_job(const ServerWrite& write, const NewJob& job);

/// Returns whether a job may be due; a look that takes no lock.
Result<bool> is_job_due(Transaction& tx, Timestamp now);

/// Takes the job that is due longest, now running under a lease; nothing when none is due. Jobs of
/// one subject are taken one after the other, in the order in which they were added.
Result<std::optional<Job>> claim_job(const ServerWrite& write);

/// Keeps what the other side calls the result, before anything is said about it.
Result<void> save_remote_id(const ServerWrite& write, const JobId& id, std::string_view remote_id);

/// Ends the attempt that claimed `job`: done, to be tried again later, or given up. Returns the job
/// as it is now; nothing when another worker claimed it meanwhile, which then decides. The payload
/// of one that is done is erased: it may hold a password.
Result<std::optional<Job>> finish_attempt(const ServerWrite& write, const Job& job,
                                          const JobOutcome& outcome);

/// Lets a job that failed or was given up be tried at once, with new attempts. Returns whether it
/// was in one of these states.
Result<bool> retry_job(const ServerWrite& write, const JobId& id);

/// Gives up every job about `subject` that is not running. Returns how many there were.
Result<std::int64_t> drop_jobs(const ServerWrite& write, std::string_view subject,
                               std::string_view why);

/// Returns the job, or nothing.
Result<std::optional<Job>> find_job(Transaction& tx, const JobId& id);

/// Returns the attempts of a job, oldest first.
Result<std::vector<JobAttempt>> list_job_attempts(Transaction& tx, const JobId& id);

/// Empty texts and ids do not filter.
struct JobFilter {
  std::string state;
  std::string kind;
  std::string subject;
  JobId before;  // The cursor: jobs added before this one.
};

/// Returns jobs, newest first, at most `count_max`.
Result<std::vector<Job>> list_jobs(Transaction& tx, const JobFilter& filter,
                                   std::int64_t count_max);

struct JobCount {
  JobKind kind = JobKind::mail;
  JobState state = JobState::waiting;
  std::int64_t count = 0;
};

/// Returns how many jobs of each kind are in each state; none for the combinations without any.
Result<std::vector<JobCount>> count_jobs(Transaction& tx);

}  // namespace satchel::server
