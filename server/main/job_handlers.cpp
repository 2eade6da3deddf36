// The adapters of server/providers, tied to the acts that their outcomes are.
#include "server/main/job_handlers.h"

#include "server/providers/fraud_jobs.h"
#include "server/providers/mail_jobs.h"
#include "server/providers/service_jobs.h"
#include "server/providers/webhook_jobs.h"
#include "server/store/mail_store.h"
#include "server/store/service_job.h"
#include "server/sync/perform.h"
#include "shared/domain/access/system_actor.h"
#include "shared/store/account_store.h"
#include "shared/store/order_store.h"

namespace satchel::server {
namespace {

Result<void> send_welcome(const ServerWrite& write, const ServiceRequest& made) {
  std::string text = "Hello,\n\n" + made.product + " is ready for you.\n";
  if (!made.domain.empty()) text += "Domain: " + made.domain + "\n";
  if (!made.server.empty()) text += "Server: " + made.server + "\n";
  if (!made.username.empty()) text += "User name: " + made.username + "\n";
  const auto mail = enqueue_mail(write, {.to = made.customer_email,
                                         .title = "Welcome: " + made.product,
                                         .text = text,
                                         .about = "order:" + made.order_id});
  // An address that takes no mail is no reason to say that the service failed.
  if (!mail && mail.error().code != ErrorCode::invalid) return tl::unexpected(mail.error());
  return {};
}

/// The service was made: its item is active. When the order was stopped meanwhile, it is ended
/// again.
Result<void> settle_made(const ServerWrite& write, const Job& job, const ServiceJob& wanted) {
  ServiceRequest made = wanted.request;
  const ActivateItem activate{OrderId::parse(made.order_id).value_or(OrderId()),
                              OrderItemId::parse(made.item_id).value_or(OrderItemId()),
                              job.remote_id};
  if (wanted.welcome) SATCHEL_TRY(write.tx.savepoint());
  if (wanted.welcome) SATCHEL_TRY(send_welcome(write, made));
  const auto decided = SATCHEL_TRY(perform_in(write, system_actor(), activate));
  if (wanted.welcome) {
    SATCHEL_TRY(decided ? write.tx.release() : write.tx.rollback_to_savepoint());
  }
  if (decided || made.act != ServiceAct::create) return {};
  made.act = ServiceAct::terminate;
  made.remote_id = job.remote_id;
  made.password.clear();
  return ask_to_end(write, job.kind, made);
}

Result<void> settle_service(const ServerWrite& write, const Job& job, const JobOutcome&) {
  if (!is_making(job) || job.state == JobState::failed) return {};
  const ServiceJob wanted = SATCHEL_TRY(parse_service_job(job.payload));
  if (job.state == JobState::done) return settle_made(write, job, wanted);
  const FailItem failed{OrderId::parse(wanted.request.order_id).value_or(OrderId()),
                        OrderItemId::parse(wanted.request.item_id).value_or(OrderItemId()),
                        job.last_error};
  // A refusal means that the order was stopped meanwhile: then nothing waits for the item.
  SATCHEL_TRY(perform_in(write, system_actor(), failed));
  return {};
}

Result<void> settle_fraud_check(const ServerWrite& write, const Job& job,
                                const JobOutcome& outcome) {
  if (job.state == JobState::failed) return {};
  const auto id = OrderId::parse(subject_id(job, "order")).value_or(OrderId());
  const auto order = SATCHEL_TRY(find_order(write.tx, id));
  if (!order || !order->fraud_check.pending) return {};
  const RecordFraudCheck record{id, fraud_check_in(order->fraud_check, job, outcome)};
  SATCHEL_TRY(perform_in(write, system_actor(), record));
  return {};
}

JobHandler service_handler(Provider provider) {
  return {.attempt = [provider](const ServerContext& context,
                                const Job& job) { return attempt_service(context, job, provider); },
          .settle = settle_service};
}

}  // namespace

JobHandlers job_handlers() {
  return {{JobKind::mail, mail_handler()},
          {JobKind::webhook, webhook_handler()},
          {JobKind::provisioning, service_handler(Provider::provisioning)},
          {JobKind::registrar, service_handler(Provider::registrar)},
          {JobKind::fraud_check, {.attempt = attempt_fraud_check, .settle = settle_fraud_check}}};
}

}  // namespace satchel::server
