// Answers for acts of the office: what became of them, or the problem that refuses them.
#pragma once

#include <string>
#include <utility>

#include "server/access/allowed.h"
#include "server/http/call.h"
#include "server/http/problem_reply.h"

namespace satchel::server {

/// Runs `act(write) -> Result<Allowed<T>>` in a transaction, commits it unless it is refused, and
/// answers with `encode(JsonWriter&, T)`.
template <class Act, class Encode>
Result<HttpReply> act_reply(Call& call, Act act, Encode encode) {
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  auto done = SATCHEL_TRY(act(write_in(call.context, *tx)));
  if (!done) return problem_reply(done.error());
  SATCHEL_TRY(tx->commit());
  JsonWriter out;
  encode(out, *done);
  return json_reply(out.take());
}

}  // namespace satchel::server
