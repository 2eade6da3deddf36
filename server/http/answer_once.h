// answer_once: the first answer to an Idempotency-Key, given again to every repetition.
#pragma once

#include <functional>

#include "server/http/call.h"
#include "server/http/message.h"
#include "shared/base/result.h"

namespace satchel::server {

/// Runs `act` in a write transaction and commits it together with its answer under the request's
/// Idempotency-Key. A repetition gets the stored answer, with `Idempotency-Replayed: true`, and
/// `act` does not run; the same key with another request is refused (422), as is a key that is not
/// 1 to 128 visible ASCII characters (400). Without a key `act` just runs.
Result<HttpReply> answer_once(Call& call,
                              const std::function<Result<HttpReply>(const ServerWrite&)>& act);

/// The same for an act that has transactions of its own and is harmless when it runs twice.
Result<HttpReply> answer_once_apart(Call& call, const std::function<Result<HttpReply>()>& act);

}  // namespace satchel::server
