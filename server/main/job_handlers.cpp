// The adapters of server/providers, tied to the acts that their outcomes are.
#include "server/main/job_handlers.h"

#include "server/providers/mail_jobs.h"
#include "server/providers/webhook_jobs.h"

namespace satchel::server {

JobHandlers job_handlers() {
  JobHandlers handlers;
  handlers[JobKind::mail] = mail_handler();
  handlers[JobKind::webhook] = webhook_handler();
  return handlers;
}

}  // namespace satchel::server
