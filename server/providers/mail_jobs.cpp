// From a mail of the outbox to the mail server.
#include "server/providers/mail_jobs.h"

#include "server/providers/mail_message.h"
#include "server/providers/smtp.h"

namespace satchel::server {
namespace {

Result<JobOutcome> attempt_mail(const ServerContext& context, const Job& job) {
  const auto id = MailId::parse(subject_id(job, "mail"));
  std::optional<StoredMail> stored;
  Settings settings;
  {
    const auto tx = SATCHEL_TRY(context.database.begin(Access::read));
    if (id) stored = SATCHEL_TRY(find_mail(*tx, *id));
    settings = SATCHEL_TRY(load_settings(*tx, Provider::mail));
  }
  if (!stored) return JobOutcome{JobVerdict::give_up, "The mail is gone.", {}};
  const SmtpServer server = SATCHEL_TRY(smtp_server_of(settings));
  const MailEnvelope envelope{
      .from = server.from,
      .from_name = server.from_name,
      .message_id = job.id.text() + server.from.substr(server.from.find('@')),
      .at = stored->created_at};
  return send_message(server, stored->mail.to, compose_message(stored->mail, envelope));
}

}  // namespace

JobHandler mail_handler() { return {.attempt = attempt_mail, .settle = {}}; }

}  // namespace satchel::server
