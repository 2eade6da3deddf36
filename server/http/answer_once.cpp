// Stored answers.
#include "server/http/answer_once.h"

#include <algorithm>
#include <optional>

#include "server/http/problem_reply.h"
#include "server/store/idempotency_store.h"
#include "shared/base/hash.h"

namespace satchel::server {
namespace {

constexpr std::size_t key_length_max = 128;

bool is_key(std::string_view key) {
  return key.size() <= key_length_max && std::all_of(key.begin(), key.end(), [](char letter) {
           return letter > ' ' && letter < '\x7f';
         });
}

std::string digest_of(const HttpRequest& request) {
  return FieldDigest().add(request.method).add(request.path).add(request.body).hex();
}

HttpReply reply_of(const StoredAnswer& answer) {
  HttpReply reply{
      .status = answer.status,
      .content_type = answer.status >= 400 ? "application/problem+json" : "application/json",
      .body = answer.body};
  reply.headers.emplace_back("Idempotency-Replayed", "true");
  return reply;
}

/// Returns what settles the request without acting: a stored answer or a refusal.
Result<std::optional<HttpReply>> settled(Transaction& tx, const Call& call, std::string_view key) {
  const auto answer = SATCHEL_TRY(find_answer(tx, call.caller->user_id, key));
  if (!answer) return std::optional<HttpReply>();
  if (answer->request_digest == digest_of(call.request)) return std::optional(reply_of(*answer));
  return std::optional(problem_reply(Problem{
      .type = "idempotency-key-reused",
      .title = "Idempotency key reused",
      .status = 422,
      .detail = "This Idempotency-Key belongs to another request; use a new one for each act."}));
}

Result<void> keep(const ServerWrite& write, const Call& call, std::string_view key,
                  const HttpReply& reply) {
  if (reply.status >= 500) return {};
  return save_answer(write, {call.caller->user_id, std::string(key)},
                     {digest_of(call.request), reply.status, reply.body});
}

HttpReply bad_key_reply() {
  return problem_reply(400, "Idempotency-Key must be 1 to 128 visible ASCII characters.");
}

}  // namespace

Result<HttpReply> answer_once(Call& call,
                              const std::function<Result<HttpReply>(const ServerWrite&)>& act) {
  const std::string_view key = call.request.header("idempotency-key");
  if (!is_key(key)) return bad_key_reply();
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  if (!key.empty()) {
    if (auto reply = SATCHEL_TRY(settled(*tx, call, key))) return *std::move(reply);
  }
  const ServerWrite write = write_in(call.context, *tx);
  HttpReply reply = SATCHEL_TRY(act(write));
  if (!key.empty()) SATCHEL_TRY(keep(write, call, key, reply));
  SATCHEL_TRY(tx->commit());
  return reply;
}

Result<HttpReply> answer_once_apart(Call& call, const std::function<Result<HttpReply>()>& act) {
  const std::string_view key = call.request.header("idempotency-key");
  if (!is_key(key)) return bad_key_reply();
  if (key.empty()) return act();
  {
    const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
    if (auto reply = SATCHEL_TRY(settled(*tx, call, key))) return *std::move(reply);
  }
  HttpReply reply = SATCHEL_TRY(act());
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  SATCHEL_TRY(keep(write_in(call.context, *tx), call, key, reply));
  SATCHEL_TRY(tx->commit());
  return reply;
}

}  // namespace satchel::server
