// The exchange with devices.
#include <chrono>
#include <variant>

#include "server/http/handlers.h"
#include "server/http/problem_reply.h"
#include "server/sync/exchange.h"
#include "server/sync/sealed_password.h"

namespace satchel::server {
namespace {

constexpr std::chrono::seconds exchange_patience{20};

HttpReply device_problem(std::string detail) {
  return problem_reply(Problem{.type = "device-unknown",
                               .title = "Device unknown",
                               .status = 403,
                               .detail = std::move(detail)});
}

HttpReply exchange_reply(Call& call, const SyncResponse& response) {
  for (const VerdictRange& range : response.verdicts) {
    call.services.metrics.count_verdicts(to_text(range.verdict.kind), range.last - range.first + 1);
  }
  return json_reply(encode(response));
}

/// Passwords that commands bring are digested like those of a login: two at once.
Result<ExchangeOutcome> exchange_guarded(Call& call, const SyncRequest& request) {
  const SyncActor actor{call.caller->user_id, call.caller->device_id};
  if (!brings_password(request)) return exchange(call.context, actor, request);
  Result<ExchangeOutcome> outcome = fail(ErrorCode::unavailable, "too many logins at once");
  call.services.passwords.pass(exchange_patience,
                               [&] { outcome = exchange(call.context, actor, request); });
  return outcome;
}

}  // namespace

Result<HttpReply> sync(Call& call) {
  const SyncRequest request = SATCHEL_TRY(parse_sync_request(call.request.body));
  const DeviceId& device = call.caller->device_id;
  if (device.empty()) {
    return device_problem("This login is no device's; log in with a device_id to exchange.");
  }
  if (request.device_id != device) {
    return device_problem("device_id is not the device that logged in; log in on this device.");
  }
  const ExchangeOutcome outcome = SATCHEL_TRY(exchange_guarded(call, request));
  if (const auto* problem = std::get_if<Problem>(&outcome)) return problem_reply(*problem);
  if (std::holds_alternative<SyncIdle>(outcome)) return empty_reply(204);
  return exchange_reply(call, std::get<SyncResponse>(outcome));
}

}  // namespace satchel::server
