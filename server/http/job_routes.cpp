// Jobs and mails: what is on its way to the outside world, and trying it again.
#include "server/http/answer_once.h"
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/problem_reply.h"
#include "server/store/audit_log.h"
#include "server/store/job_store.h"
#include "server/store/mail_store.h"

namespace satchel::server {
namespace {

void write_row(ListWriter& out, const Job& job) {
  out.begin_row();
  out.field("id", job.id);
  out.field("kind", job.kind);
  out.field("subject", job.subject);
  out.field("state", job.state);
  out.field("attempts", job.attempts);
  out.field("next_at_ms", job.next_at.ms);
  out.field("last_error", job.last_error);
  out.field("remote_id", job.remote_id);
  out.field("created_at_ms", job.created_at.ms);
  out.field("finished_at_ms", job.finished_at.ms);
  out.end_row();
}

void write_row(ListWriter& out, const StoredMail& mail) {
  out.begin_row();
  out.field("id", mail.id);
  out.field("job_id", mail.job_id);
  out.field("about", mail.mail.about);
  out.field("to", mail.mail.to);
  out.field("title", mail.mail.title);
  out.field("state", mail.state);
  out.field("attempts", mail.attempts);
  out.field("last_error", mail.last_error);
  out.field("created_at_ms", mail.created_at.ms);
  out.field("finished_at_ms", mail.finished_at.ms);
  out.end_row();
}

/// Returns the page of what was read with one row more than the page holds.
template <class Stored>
HttpReply page_reply(const HttpRequest& request, std::vector<Stored> rows, std::int64_t limit) {
  const bool more = std::ssize(rows) > limit;
  if (more) rows.pop_back();
  ListWriter out(format_of(request));
  for (const Stored& row : rows) write_row(out, row);
  return list_reply(request, out, more ? std::string_view(rows.back().id.text()) : "");
}

void encode_job(JsonWriter& out, const Job& job, const std::vector<JobAttempt>& attempts) {
  out.begin_object();
  out.field("id", job.id);
  out.field("kind", job.kind);
  out.field("subject", job.subject);
  out.field("state", job.state);
  out.field("attempts", job.attempts);
  out.field("next_at_ms", job.next_at.ms);
  out.field("last_error", job.last_error);
  out.field("remote_id", job.remote_id);
  out.field("created_at_ms", job.created_at.ms);
  out.field("finished_at_ms", job.finished_at.ms);
  out.key("log");
  out.begin_array();
  for (const JobAttempt& attempt : attempts) {
    out.begin_object();
    out.field("number", attempt.number);
    out.field("ended_at_ms", attempt.ended_at.ms);
    out.field("outcome", attempt.outcome);
    out.field("error", attempt.error);
    out.end_object();
  }
  out.end_array();
  out.end_object();
}

Result<HttpReply> job_reply(Transaction& tx, const JobId& id) {
  const auto job = SATCHEL_TRY(find_job(tx, id));
  if (!job) return problem_reply(404, "There is no such job; look at the list of jobs.");
  JsonWriter out;
  encode_job(out, *job, SATCHEL_TRY(list_job_attempts(tx, id)));
  return json_reply(out.take());
}

Result<void> audit_job(const ServerWrite& write, const Call& call, const Job& job) {
  return append_audit(write, {.at = write.now,
                              .user_id = call.caller->user_id,
                              .action = "retry_job",
                              .subject = "job:" + job.id.text(),
                              .detail = std::string(to_text(job.kind)) + " " + job.subject});
}

}  // namespace

Result<HttpReply> list_jobs(Call& call) {
  const ListPage page = SATCHEL_TRY(parse_page(call.request, {"state", "kind", "subject"}));
  JobFilter filter;
  filter.state = SATCHEL_TRY(parse_word_parameter<JobState>(call.request, "state"));
  filter.kind = SATCHEL_TRY(parse_word_parameter<JobKind>(call.request, "kind"));
  filter.subject = call.request.parameter("subject");
  filter.before = SATCHEL_TRY(parse_cursor<JobId>(page));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  return page_reply(call.request, SATCHEL_TRY(list_jobs(*tx, filter, page.limit + 1)), page.limit);
}

Result<HttpReply> show_job(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<JobId>(call.request));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  return job_reply(*tx, id);
}

Result<HttpReply> retry_job(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<JobId>(call.request));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    const auto job = SATCHEL_TRY(find_job(write.tx, id));
    if (!job) return problem_reply(404, "There is no such job; look at the list of jobs.");
    if (!SATCHEL_TRY(retry_job(write, id))) {
      return problem_reply(409,
                           "Only a job that failed or was given up can be tried again; this "
                           "one is " +
                               std::string(to_text(job->state)) + ".");
    }
    SATCHEL_TRY(audit_job(write, call, *job));
    return job_reply(write.tx, id);
  });
}

Result<HttpReply> list_mails(Call& call) {
  const ListPage page = SATCHEL_TRY(parse_page(call.request, {"state", "about"}));
  MailFilter filter;
  filter.state = SATCHEL_TRY(parse_word_parameter<JobState>(call.request, "state"));
  filter.about = call.request.parameter("about");
  filter.before = SATCHEL_TRY(parse_cursor<MailId>(page));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  return page_reply(call.request, SATCHEL_TRY(list_mails(*tx, filter, page.limit + 1)), page.limit);
}

Result<HttpReply> resend_mail(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<MailId>(call.request));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    if (!SATCHEL_TRY(resend_mail(write, id))) {
      return problem_reply(404, "There is no such mail; look at the list of mails.");
    }
    const auto mail = SATCHEL_TRY(find_mail(write.tx, id));
    SATCHEL_TRY(append_audit(write, {.at = write.now,
                                     .user_id = call.caller->user_id,
                                     .action = "resend_mail",
                                     .subject = "mail:" + id.text(),
                                     .detail = mail->mail.about}));
    return job_reply(write.tx, mail->job_id);
  });
}

}  // namespace satchel::server
