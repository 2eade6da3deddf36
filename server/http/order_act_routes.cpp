// The back office's acts on orders: accept, complete, cancel.
#include "server/http/answer_once.h"
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/problem_reply.h"
#include "server/sync/perform.h"
#include "shared/store/order_store.h"
#include "shared/wire/aggregate_wire.h"

namespace satchel::server {
namespace {

Result<HttpReply> act_on(Call& call, const OrderId& id, const Command& command) {
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    const auto decided = SATCHEL_TRY(perform_in(write, call.caller->actor, command));
    if (!decided) return problem_reply(decided.error());
    const auto order = SATCHEL_TRY(find_order(write.tx, id));
    if (!order) return fail(ErrorCode::corrupt, "an order is gone that was just written");
    HttpReply reply = json_reply(to_json(*order));
    reply.log_note = std::string(to_text(kind_of(command))) + " " + id.text();
    return reply;
  });
}

}  // namespace

Result<HttpReply> accept_order(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<OrderId>(call.request));
  return act_on(call, id, AcceptOrder{id});
}

Result<HttpReply> complete_order(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<OrderId>(call.request));
  return act_on(call, id, CompleteOrder{id});
}

Result<HttpReply> cancel_order(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<OrderId>(call.request));
  const std::string reason = SATCHEL_TRY(read_document(
      call.request.body, Strictness::strict, [](ObjectReader& in) { return in.text("reason"); }));
  return act_on(call, id, CancelOrder{id, reason});
}

}  // namespace satchel::server
