// Jobs in SQL.
#include "server/store/job_store.h"

#include <algorithm>

namespace satchel::server {
namespace {

constexpr std::int64_t first_delay_ms = 5'000;
constexpr std::int64_t delay_ms_max = 6LL * 3600 * 1000;
constexpr std::size_t error_length_max = 500;

constexpr std::string_view due_job = R"sql(
  SELECT id FROM job AS due
  WHERE state IN ('waiting', 'running', 'failed') AND next_at_ms <= $1
    AND NOT EXISTS (
      SELECT 1 FROM job AS older WHERE older.subject = due.subject AND older.id < due.id
        AND older.state IN ('waiting', 'running', 'failed'))
  ORDER BY next_at_ms, id LIMIT 1
)sql";

Job job_of(const Row& row) {
  Job job;
  job.id = row.id<JobId>(0);
  job.kind = row.word<JobKind>(1);
  job.subject = row.text(2);
  job.payload = row.text(3);
  job.state = row.word<JobState>(4);
  job.attempts = row.number(5);
  job.attempts_max = row.number(6);
  job.next_at = {row.number(7)};
  job.last_error = row.text(8);
  job.remote_id = row.text(9);
  job.idempotency_key = row.text(10);
  job.created_at = {row.number(11)};
  job.finished_at = {row.number(12)};
  return job;
}

std::optional<Job> first_of(const Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return job_of(rows[0]);
}

JobState state_after(const Job& job, const JobOutcome& outcome) {
  switch (outcome.verdict) {
    case JobVerdict::done:
      return JobState::done;
    case JobVerdict::retry:
      return job.attempts < job.attempts_max ? JobState::failed : JobState::given_up;
    case JobVerdict::give_up:
      return JobState::given_up;
  }
  return JobState::given_up;
}

/// Cuts at the beginning of a character.
std::string shortened(const std::string& error) {
  if (error.size() <= error_length_max) return error;
  std::size_t length = error_length_max;
  while (length > 0 && (static_cast<unsigned char>(error[length]) & 0xC0) == 0x80) --length;
  return error.substr(0, length);
}

}  // namespace

std::int64_t retry_delay_ms(std::int64_t attempts) {
  std::int64_t delay = first_delay_ms;
  for (std::int64_t attempt = 1; attempt < attempts && delay < delay_ms_max; ++attempt) delay *= 4;
  return std::min(delay, delay_ms_max);
}

std::string_view subject_id(const Job& job, std::string_view kind) {
  std::string_view subject = job.subject;
  if (!subject.starts_with(kind) || subject.substr(kind.size(), 1) != ":") return {};
  return subject.substr(kind.size() + 1);
}

Result<JobId> add_job(const ServerWrite& write, const NewJob& job) {
  SATCHEL_TRY(write.tx.run(R"sql(
    INSERT INTO job (id, kind, subject, payload, state, attempts, attempts_max, next_at_ms,
      last_error, remote_id, idempotency_key, created_at_ms, finished_at_ms)
    VALUES ($1, $2, $3, $4, 'waiting', 0, $5, $6, '', '', $7, $6, 0)
    ON CONFLICT (idempotency_key) DO NOTHING
  )sql",
                           make_uuid(write.now, write.random), job.kind, job.subject, job.payload,
                           job.attempts_max, write.now, job.idempotency_key));
  const Rows rows = SATCHEL_TRY(
      write.tx.query("SELECT id FROM job WHERE idempotency_key = $1", job.idempotency_key));
  return rows[0].id<JobId>(0);
}

Result<bool> is_job_due(Transaction& tx, Timestamp now) {
  const Rows rows = SATCHEL_TRY(tx.query(due_job, now));
  return !rows.empty();
}

Result<std::optional<Job>> claim_job(const ServerWrite& write) {
  const Rows due = SATCHEL_TRY(write.tx.query(due_job, write.now));
  if (due.empty()) return std::optional<Job>();
  return first_of(SATCHEL_TRY(write.tx.query(R"sql(
    UPDATE job SET state = 'running', attempts = attempts + 1, next_at_ms = $2 WHERE id = $1
    RETURNING id, kind, subject, payload, state, attempts, attempts_max, next_at_ms, last_error,
      remote_id, idempotency_key, created_at_ms, finished_at_ms
  )sql",
                                             due[0].text(0), write.now.ms + job_lease_ms)));
}

Result<void> save_remote_id(const ServerWrite& write, const JobId& id, std::string_view remote_id) {
  return write.tx.run("UPDATE job SET remote_id = $2 WHERE id = $1", id, remote_id);
}

Result<std::optional<Job>> finish_attempt(const ServerWrite& write, const Job& job,
                                          const JobOutcome& outcome) {
  const JobState state = state_after(job, outcome);
  const bool again = state == JobState::failed;
  const std::string error = shortened(outcome.error);
  const Rows rows = SATCHEL_TRY(write.tx.query(
      R"sql(
    UPDATE job SET state = $3, next_at_ms = $4, last_error = $5, finished_at_ms = $6,
      remote_id = CASE WHEN $7 = '' THEN remote_id ELSE $7 END,
      payload = CASE WHEN $3 = 'done' THEN '{}' ELSE payload END
    WHERE id = $1 AND state = 'running' AND attempts = $2
    RETURNING id, kind, subject, payload, state, attempts, attempts_max, next_at_ms, last_error,
      remote_id, idempotency_key, created_at_ms, finished_at_ms
  )sql",
      job.id, job.attempts, state, write.now.ms + (again ? retry_delay_ms(job.attempts) : 0), error,
      again ? std::int64_t{0} : write.now.ms, outcome.remote_id));
  if (rows.empty()) return std::optional<Job>();
  SATCHEL_TRY(write.tx.run(R"sql(
    INSERT INTO job_attempt (job_id, number, ended_at_ms, outcome, error)
    VALUES ($1, $2, $3, $4, $5)
  )sql",
                           job.id, job.attempts, write.now, outcome.verdict, error));
  return first_of(rows);
}

Result<bool> retry_job(const ServerWrite& write, const JobId& id) {
  const Rows rows = SATCHEL_TRY(write.tx.query(R"sql(
    UPDATE job SET state = 'waiting', next_at_ms = $2, attempts_max = attempts + $3,
      finished_at_ms = 0
    WHERE id = $1 AND state IN ('failed', 'given_up') RETURNING id
  )sql",
                                               id, write.now, job_attempts_max));
  return !rows.empty();
}

Result<std::int64_t> drop_jobs(const ServerWrite& write, std::string_view subject,
                               std::string_view why) {
  const Rows rows = SATCHEL_TRY(write.tx.query(R"sql(
    UPDATE job SET state = 'given_up', last_error = $2, finished_at_ms = $3
    WHERE subject = $1 AND state IN ('waiting', 'failed') RETURNING id
  )sql",
                                               subject, why, write.now));
  return static_cast<std::int64_t>(rows.size());
}

Result<std::optional<Job>> find_job(Transaction& tx, const JobId& id) {
  return first_of(SATCHEL_TRY(tx.query(R"sql(
    SELECT id, kind, subject, payload, state, attempts, attempts_max, next_at_ms, last_error,
      remote_id, idempotency_key, created_at_ms, finished_at_ms
    FROM job WHERE id = $1
  )sql",
                                       id)));
}

Result<std::vector<JobAttempt>> list_job_attempts(Transaction& tx, const JobId& id) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT number, ended_at_ms, outcome, error FROM job_attempt WHERE job_id = $1 ORDER BY number
  )sql",
                                         id));
  std::vector<JobAttempt> attempts;
  for (const Row& row : rows) {
    attempts.push_back({row.number(0), {row.number(1)}, row.word<JobVerdict>(2), row.text(3)});
  }
  return attempts;
}

Result<std::vector<Job>> list_jobs(Transaction& tx, const JobFilter& filter,
                                   std::int64_t count_max) {
  const Rows rows =
      SATCHEL_TRY(tx.query(R"sql(
    SELECT id, kind, subject, payload, state, attempts, attempts_max, next_at_ms, last_error,
      remote_id, idempotency_key, created_at_ms, finished_at_ms
    FROM job
    WHERE ($1 = '' OR state = $1) AND ($2 = '' OR kind = $2) AND ($3 = '' OR subject = $3)
      AND ($4 = '' OR id < $4)
    ORDER BY id DESC LIMIT $5
  )sql",
                           filter.state, filter.kind, filter.subject, filter.before, count_max));
  std::vector<Job> jobs;
  for (const Row& row : rows) jobs.push_back(job_of(row));
  return jobs;
}

Result<std::vector<JobCount>> count_jobs(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(
      tx.query("SELECT kind, state, COUNT(*) FROM job GROUP BY kind, state ORDER BY kind, state"));
  std::vector<JobCount> counts;
  for (const Row& row : rows) {
    counts.push_back({row.word<JobKind>(0), row.word<JobState>(1), row.number(2)});
  }
  return counts;
}

}  // namespace satchel::server
