// The back office's acts on one order: the last word of the path says which.
#include "server/http/answer_once.h"
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/problem_reply.h"
#include "server/sync/perform.h"
#include "shared/store/order_store.h"
#include "shared/wire/aggregate_wire.h"
#include "shared/wire/order_command_wire.h"

namespace satchel::server {
namespace {

/// Tells who changed the order last, so that the second of two clerks knows what happened.
HttpReply refused_reply(const Rejection& rejection, const std::optional<Order>& order,
                        const Actor& actor) {
  HttpReply reply = problem_reply(rejection);
  if (!order || order->history.empty() || reply.status != 409) return reply;
  const OrderEvent& last = order->history.back();
  if (last.by == actor.name) return reply;
  Problem problem{.type = std::string(to_text(rejection.reason)),
                  .title = "Refused",
                  .status = reply.status,
                  .detail = std::string(describe(rejection.reason)),
                  .fields = rejection.fields};
  problem.detail += " Last change: " + std::string(to_text(last.action)) + " by " + last.by + ".";
  return problem_reply(problem);
}

Result<HttpReply> perform_act(Call& call, const ServerWrite& write, const Command& command,
                              const OrderId& id) {
  const Actor& actor = call.caller->actor;
  const auto before = SATCHEL_TRY(find_order(write.tx, id));
  const auto decided = SATCHEL_TRY(perform_in(write, actor, command));
  if (!decided) return refused_reply(decided.error(), before, actor);
  const auto order = SATCHEL_TRY(find_order(write.tx, id));
  HttpReply reply = order ? json_reply(to_json(*order)) : empty_reply(204);
  reply.log_note = std::string(to_text(kind_of(command))) + " " + id.text();
  return reply;
}

}  // namespace

Result<HttpReply> act_on_order(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<OrderId>(call.request));
  const std::string& path = call.request.path;
  const auto kind = act_of_word(std::string_view(path).substr(path.rfind('/') + 1));
  if (!kind) return fail(ErrorCode::not_found, "no such act on an order");
  const std::string& body = call.request.body;
  const Command command =
      SATCHEL_TRY(read_document(body.empty() ? "{}" : body, Strictness::strict,
                                [&](ObjectReader& in) { return read_order_act(in, *kind, id); }));
  return answer_once(
      call, [&](const ServerWrite& write) { return perform_act(call, write, command, id); });
}

}  // namespace satchel::server
