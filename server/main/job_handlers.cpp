// The adapters of server/providers, tied to the acts that their outcomes are.
#include "server/main/job_handlers.h"

#include "server/providers/checkout_jobs.h"
#include "server/providers/fraud_jobs.h"
#include "server/providers/mail_jobs.h"
#include "server/providers/service_jobs.h"
#include "server/providers/webhook_jobs.h"
#include "server/store/service_job.h"
#include "server/sync/heed_checkout.h"
#include "server/sync/order_mails.h"
#include "server/sync/perform.h"
#include "shared/domain/access/system_actor.h"
#include "shared/store/order_store.h"

namespace satchel::server {
namespace {

/// The command that tells the item of what came of its request.
template <class ItemCommand>
ItemCommand about_item(const ServiceRequest& request, const std::string& outcome) {
  return {OrderId::parse(request.order_id).value_or(OrderId()),
          OrderItemId::parse(request.item_id).value_or(OrderItemId()), outcome};
}

/// The service was made: its item is active. When the order was stopped meanwhile, it is ended
/// again.
Result<void> settle_made(const ServerWrite& write, const Job& job, const ServiceJob& wanted) {
  ServiceRequest made = wanted.request;
  const auto active = about_item<ActivateItem>(made, job.remote_id);
  if (SATCHEL_TRY(perform_in(write, system_actor(), active))) {
    return wanted.welcome ? mail_welcome(write, made) : Result<void>();
  }
  if (made.act != ServiceAct::create) return {};
  made.act = ServiceAct::terminate;
  made.remote_id = job.remote_id;
  made.password.clear();
  return ask_to_end(write, made);
}

Result<void> settle_service(const ServerWrite& write, const Job& job, const JobOutcome&) {
  if (job.state == JobState::failed) return {};
  if (job.state == JobState::done && !is_making(job)) return {};
  const ServiceJob wanted = SATCHEL_TRY(parse_service_job(job.payload));
  if (job.state == JobState::done) return settle_made(write, job, wanted);
  // A refusal means that nothing waits for the item any more.
  SATCHEL_TRY(
      perform_in(write, system_actor(), about_item<FailItem>(wanted.request, job.last_error)));
  return {};
}

/// Whether the job is the last one that was asked about its order: an order that was taken back and
/// placed again is another question.
Result<bool> is_latest(const ServerWrite& write, const Job& job) {
  const auto latest = SATCHEL_TRY(
      list_jobs(write.tx, {.kind = std::string(to_text(job.kind)), .subject = job.subject}, 1));
  return !latest.empty() && latest.front().id == job.id;
}

Result<void> settle_fraud_check(const ServerWrite& write, const Job& job,
                                const JobOutcome& outcome) {
  if (job.state == JobState::failed || !SATCHEL_TRY(is_latest(write, job))) return {};
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

Result<void> settle_checkout(const ServerWrite& write, const Job& job, const JobOutcome& outcome) {
  const auto id = CheckoutId::parse(subject_id(job, "checkout")).value_or(CheckoutId());
  if (const auto news = news_of(outcome)) return heed_checkout(write, id, *news);
  const bool refused = job.state == JobState::given_up && checkout_act_of(job) == CheckoutAct::open;
  return refused ? fail_checkout(write, id, job.last_error) : Result<void>();
}

}  // namespace

JobHandlers job_handlers() {
  return {{JobKind::mail, mail_handler()},
          {JobKind::webhook, webhook_handler()},
          {JobKind::provisioning, service_handler(Provider::provisioning)},
          {JobKind::registrar, service_handler(Provider::registrar)},
          {JobKind::payment, {.attempt = attempt_checkout, .settle = settle_checkout}},
          {JobKind::fraud_check, {.attempt = attempt_fraud_check, .settle = settle_fraud_check}}};
}

}  // namespace satchel::server
