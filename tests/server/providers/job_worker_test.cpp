// Tests of jobs: claimed once, tried again later and later, given up, and the threads that work.
#include "server/providers/job_worker.h"

#include <atomic>
#include <chrono>

#include "server/store/mail_store.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server::job_worker_test {
namespace {

NewJob a_job(int number, const std::string& subject = "mail:1") {
  return {.kind = JobKind::mail,
          .subject = subject,
          .payload = "{}",
          .idempotency_key = "key-" + std::to_string(number)};
}

JobId added(TestServer& server, const NewJob& job) {
  JobId id;
  server.write([&](const ServerWrite& in) { id = need(add_job(in, job)); });
  ++server.now.ms;  // Ids made later are greater.
  return id;
}

std::optional<Job> claimed(TestServer& server) {
  std::optional<Job> job;
  server.write([&](const ServerWrite& in) { job = need(claim_job(in)); });
  return job;
}

std::optional<Job> finished(TestServer& server, const Job& job, const JobOutcome& outcome) {
  std::optional<Job> now;
  server.write([&](const ServerWrite& in) { now = need(finish_attempt(in, job, outcome)); });
  return now;
}

TEST_SUITE("jobs") {
  TEST_CASE("a second job under the same key is not added") {
    TestServer server;

    const JobId first = added(server, a_job(1));
    const JobId second = added(server, a_job(1));

    CHECK(first == second);
    CHECK(server.count("SELECT COUNT(*) FROM job") == 1);
  }

  TEST_CASE("a claimed job is not claimed again before its lease has passed, then it is") {
    TestServer server;
    added(server, a_job(1));

    const auto first = claimed(server);
    const auto meanwhile = claimed(server);
    server.now.ms += job_lease_ms;
    const auto after_kill = claimed(server);

    REQUIRE(first);
    CHECK(first->state == JobState::running);
    CHECK_FALSE(meanwhile);
    REQUIRE(after_kill);
    CHECK(after_kill->id == first->id);
    CHECK(after_kill->attempts == 2);
    CHECK(after_kill->idempotency_key == first->idempotency_key);
    CHECK_FALSE(finished(server, *first, {}));
    CHECK(finished(server, *after_kill, {}));
  }

  TEST_CASE("jobs of one subject wait for each other, others do not") {
    TestServer server;
    const JobId first = added(server, a_job(1, "order_item:1"));
    const JobId second = added(server, a_job(2, "order_item:1"));
    const JobId other = added(server, a_job(3, "order_item:2"));

    const auto one = claimed(server);
    const auto two = claimed(server);
    const auto none = claimed(server);
    finished(server, *one, {});
    const auto three = claimed(server);

    CHECK(one->id == first);
    CHECK(two->id == other);
    CHECK_FALSE(none);
    REQUIRE(three);
    CHECK(three->id == second);
  }

  TEST_CASE("each failure waits longer, at most six hours, and the tenth is the last") {
    TestServer server;
    const JobId id = added(server, a_job(1));
    std::vector<std::int64_t> delays;

    std::optional<Job> job;
    for (int attempt = 1; attempt <= 10; ++attempt) {
      const auto running = claimed(server);
      REQUIRE(running);
      job = finished(server, *running, {JobVerdict::retry, "no answer", {}});
      REQUIRE(job);
      delays.push_back(job->next_at.ms - server.now.ms);
      server.now = job->next_at;
    }

    CHECK(delays == std::vector<std::int64_t>{5'000, 20'000, 80'000, 320'000, 1'280'000, 5'120'000,
                                              20'480'000, 21'600'000, 21'600'000, 0});
    CHECK(job->state == JobState::given_up);
    CHECK(job->last_error == "no answer");
    CHECK_FALSE(claimed(server));
    CHECK(server.count("SELECT COUNT(*) FROM job_attempt") == 10);
    server.write([&](const ServerWrite& in) { CHECK(need(retry_job(in, id))); });
    const auto again = claimed(server);
    REQUIRE(again);
    CHECK(again->attempts_max == 20);
  }

  TEST_CASE("a remote id is kept by the attempts that follow") {
    TestServer server;
    const JobId id = added(server, a_job(1));
    const JobHandlers handlers{
        {JobKind::mail,
         {.attempt = [](const ServerContext&, const Job& job) -> Result<JobOutcome> {
            if (job.remote_id.empty()) return JobOutcome{JobVerdict::done, "", "remote-7"};
            return JobOutcome{JobVerdict::done, "", ""};
          },
          .settle = [](const ServerWrite&, const Job& job, const JobOutcome&) -> Result<void> {
            if (job.attempts == 1) return fail(ErrorCode::unavailable, "the disk is full");
            return {};
          }}}};
    const MovedClock clock;

    CHECK_FALSE(work_once(server.context(), clock, handlers));
    const auto kept = server.read([&](Transaction& tx) { return *need(find_job(tx, id)); });
    server.now.ms += job_lease_ms;
    const auto again = need(work_once(server.context(), clock, handlers));

    CHECK(kept.state == JobState::running);
    CHECK(kept.remote_id == "remote-7");
    REQUIRE(again);
    CHECK(again->state == JobState::done);
    CHECK(again->remote_id == "remote-7");
  }

  TEST_CASE("what was done is kept although the database was busy, and not done again") {
    TestServer server;
    added(server, a_job(1));
    int attempts = 0;
    int busy = 2;
    const JobHandlers handlers{
        {JobKind::mail,
         {.attempt = [&](const ServerContext&, const Job&) -> Result<JobOutcome> {
            ++attempts;
            return JobOutcome{JobVerdict::done, "", "remote-7"};
          },
          .settle = [&](const ServerWrite&, const Job&, const JobOutcome&) -> Result<void> {
            if (busy-- > 0) return fail(ErrorCode::unavailable, "The database is locked.");
            return {};
          }}}};

    const auto job = need(work_once(server.context(), MovedClock(), handlers));

    REQUIRE(job);
    CHECK(job->state == JobState::done);
    CHECK(job->remote_id == "remote-7");
    CHECK(attempts == 1);
  }

  TEST_CASE("the threads take every job once and end when they are told") {
    TemporaryFolder folder;
    TestServer server(folder.path() + "/satchel.db");
    for (int number = 0; number < 20; ++number) {
      added(server, a_job(number, "mail:" + std::to_string(number)));
    }
    MovedClock clock;
    clock.advance(1'000);
    SystemRandom random;
    std::atomic<int> attempts = 0;
    std::atomic<int> ended = 0;
    const JobHandlers handlers{
        {JobKind::mail, {.attempt = [&](const ServerContext&, const Job&) -> Result<JobOutcome> {
           ++attempts;
           return JobOutcome{};
         }}}};
    {
      const auto worker = need(JobWorker::start(
          {.database = folder.path() + "/satchel.db", .threads = 2},
          {clock, random, [&](const Job&) { ++ended; }, [](const Error&) {}}, handlers));
      worker->wake();
      while (ended < 20) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }

    CHECK(attempts == 20);
    CHECK(server.count("SELECT COUNT(*) FROM job WHERE state = 'done'") == 20);
  }
}

TEST_SUITE("job routes") {
  TEST_CASE("an admin sees jobs, filters them and tries one again; a rep may not") {
    TestHttp http;
    const JobId first = added(http.store, a_job(1));
    const JobId second = added(http.store, a_job(2, "mail:2"));
    finished(http.store, *claimed(http.store), {JobVerdict::give_up, "550 no such mailbox", {}});
    auto admin = http.client_of("ada");
    auto rep = http.client_of("nancy");

    check_problem(rep.Get("/v1/jobs"), 403);
    check_problem(rep.Post("/v1/jobs/" + first.text() + "/retry"), 403);
    const std::string all = text_of(admin.Get("/v1/jobs?limit=1"));
    const std::string given_up = text_of(admin.Get("/v1/jobs?state=given_up"));
    const std::string one = text_of(admin.Get("/v1/jobs/" + first.text()));
    const auto waiting = admin.Post("/v1/jobs/" + second.text() + "/retry");
    const auto retried = admin.Post("/v1/jobs/" + first.text() + "/retry");

    CHECK(all.find(second.text()) != std::string::npos);
    CHECK(all.find("\"next\":\"" + second.text()) != std::string::npos);
    CHECK(given_up.find(first.text()) != std::string::npos);
    CHECK(given_up.find(second.text()) == std::string::npos);
    CHECK(one.find(R"("outcome":"give_up","error":"550 no such mailbox")") != std::string::npos);
    check_problem(waiting, 409);
    CHECK(text_of(retried).find(R"("state":"waiting")") != std::string::npos);
    check_problem(admin.Get("/v1/jobs?state=lost"), 400);
    check_problem(admin.Get("/v1/jobs/" + id_of<JobId>(9).text()), 404);
    CHECK(http.store.count("SELECT COUNT(*) FROM audit_log WHERE action = 'retry_job'") == 1);
    CHECK(text_of(http.client().Get("/metrics"))
              .find("satchel_jobs{kind=\"mail\",state=\"waiting\"} 2\n") != std::string::npos);
  }

  TEST_CASE("an admin sees mails and sends one again") {
    TestHttp http;
    MailId id;
    http.store.write([&](const ServerWrite& in) {
      id = need(
          enqueue_mail(in, {.to = "a@b.example", .title = "Hi", .text = "Hi", .about = "order:1"}));
    });
    auto admin = http.client_of("ada");

    const std::string mails = text_of(admin.Get("/v1/mails?about=order:1"));
    const auto resent = admin.Post("/v1/mails/" + id.text() + "/resend");

    CHECK(mails.find(R"("to":"a@b.example","title":"Hi","state":"waiting")") != std::string::npos);
    CHECK(resent->status == 200);
    CHECK(http.store.count("SELECT COUNT(*) FROM job") == 2);
    CHECK(http.store.count("SELECT COUNT(*) FROM audit_log WHERE action = 'resend_mail'") == 1);
    check_problem(admin.Post("/v1/mails/" + id_of<MailId>(9).text() + "/resend"), 404);
  }
}

}  // namespace
}  // namespace satchel::server::job_worker_test
