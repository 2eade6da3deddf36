// From a delivery to its address.
#include "server/providers/webhook_jobs.h"

#include "server/providers/http_client.h"
#include "server/providers/setting_values.h"
#include "server/providers/signature.h"
#include "server/store/webhook_store.h"

namespace satchel::server {
namespace {

constexpr const char* gone = "The receiver answered 410 Gone";

JobOutcome outcome_of(const OutsideAnswer& answer) {
  if (answer.status >= 200 && answer.status <= 299) return {};
  if (answer.status == 410) {
    return {JobVerdict::give_up, std::string(gone) + "; the webhook was switched off.", {}};
  }
  return {JobVerdict::retry,
          "The receiver answered " + std::to_string(answer.status) + ": " + excerpt_of(answer.body),
          {}};
}

struct Sending {
  Delivery delivery;
  Webhook webhook;
  Settings settings;
};

Result<std::optional<Sending>> load_sending(const ServerContext& context, const Job& job) {
  const auto id = DeliveryId::parse(subject_id(job, "delivery"));
  if (!id) return std::optional<Sending>();
  const auto tx = SATCHEL_TRY(context.database.begin(Access::read));
  auto delivery = SATCHEL_TRY(find_delivery(*tx, *id));
  if (!delivery) return std::optional<Sending>();
  auto webhook = SATCHEL_TRY(find_webhook(*tx, delivery->webhook_id));
  if (!webhook) return std::optional<Sending>();
  return std::optional<Sending>(Sending{*std::move(delivery), *std::move(webhook),
                                        SATCHEL_TRY(load_settings(*tx, Provider::webhooks))});
}

Result<JobOutcome> attempt_webhook(const ServerContext& context, const Job& job) {
  const auto sending = SATCHEL_TRY(load_sending(context, job));
  if (!sending) return JobOutcome{JobVerdict::give_up, "The webhook was removed.", {}};
  const auto& [delivery, webhook, settings] = *sending;
  OutsideCall call;
  call.url = webhook.url;
  call.ca_file = setting_text(settings, "ca_file");
  call.timeout_ms = SATCHEL_TRY(setting_number(settings, "timeout_ms", timeout_range));
  call.public_only = setting_text(settings, "allow_private") != "yes";
  call.headers = SATCHEL_TRY(
      signature_headers(webhook.secret, {delivery.event_id, context.now, delivery.body}));
  call.headers.emplace_back("Content-Type", "application/json");
  call.body = delivery.body;
  return outcome_of(SATCHEL_TRY(call_outside(call)));
}

/// A receiver that is gone for good is not bothered again.
Result<void> settle_webhook(const ServerWrite& write, const Job& job, const JobOutcome&) {
  if (job.state != JobState::given_up || !job.last_error.starts_with(gone)) return {};
  const auto id = DeliveryId::parse(subject_id(job, "delivery"));
  const auto delivery = SATCHEL_TRY(find_delivery(write.tx, id.value_or(DeliveryId())));
  if (!delivery) return {};
  auto webhook = SATCHEL_TRY(find_webhook(write.tx, delivery->webhook_id));
  if (!webhook) return {};
  webhook->enabled = false;
  return save_webhook(write.tx, *webhook);
}

}  // namespace

JobHandler webhook_handler() { return {.attempt = attempt_webhook, .settle = settle_webhook}; }

}  // namespace satchel::server
