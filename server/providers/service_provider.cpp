// Signed requests to provisioning systems and registrars.
#include "server/providers/service_provider.h"

#include "server/providers/http_client.h"
#include "server/providers/setting_values.h"
#include "server/providers/signature.h"
#include "shared/wire/reader.h"

namespace satchel::server {
namespace {

Result<JobOutcome> outcome_of_service(const OutsideAnswer& answer) {
  if (answer.status < 200 || answer.status > 299) {
    return JobOutcome{
        verdict_of_refusal(answer.status),
        "The provider answered " + std::to_string(answer.status) + ": " + excerpt_of(answer.body),
        {}};
  }
  std::string remote_id = SATCHEL_TRY(read_document(
      answer.body, Strictness::tolerant, [](ObjectReader& in) { return in.text("remote_id"); }));
  if (remote_id.empty() || remote_id.size() > 200) {
    return fail(ErrorCode::unavailable, "The provider's answer names no remote_id.");
  }
  return JobOutcome{JobVerdict::done, {}, std::move(remote_id)};
}

}  // namespace

Result<JobOutcome> SignedServiceProvider::send(const ServiceRequest& request,
                                               const ServiceCall& call) {
  OutsideCall outside = SATCHEL_TRY(call_of(settings_, ""));
  outside.body = encode_service_request(request);
  outside.headers = SATCHEL_TRY(signature_headers(setting_text(settings_, "secret"),
                                                  {call.idempotency_key, call.at, outside.body}));
  outside.headers.emplace_back("Idempotency-Key", call.idempotency_key);
  outside.headers.emplace_back("Content-Type", "application/json");
  return outcome_of_service(SATCHEL_TRY(call_outside(outside)));
}

JobOutcome SignedServiceProvider::ask(const ServiceRequest& request, const ServiceCall& call) {
  auto outcome = send(request, call);
  if (outcome) return *std::move(outcome);
  return {JobVerdict::retry, outcome.error().message, {}};
}

}  // namespace satchel::server
