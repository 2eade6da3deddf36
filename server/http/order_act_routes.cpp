// The back office's acts on one order: the last word of the path says which.
#include "server/http/answer_once.h"
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/problem_reply.h"
#include "server/sync/command_act.h"
#include "server/sync/perform.h"
#include "server/sync/truth.h"
#include "shared/store/order_store.h"
#include "shared/wire/aggregate_wire.h"
#include "shared/wire/order_command_wire.h"

namespace satchel::server {
namespace {

/// An act, and the version of the order that whoever asks for it saw; 0 when he does not say.
struct SeenAct {
  Command command;
  std::int64_t seen_version = 0;
};

/// Returns the sentence that tells who changed the order last, with all that he did at once.
std::string last_change(const Order& order) {
  if (order.history.empty()) return {};
  const OrderEvent& last = order.history.back();
  std::string acts;
  for (const OrderEvent& event : order.history) {
    if (event.at.ms != last.at.ms || event.by != last.by) continue;
    acts += (acts.empty() ? "" : ", ") + std::string(to_text(event.action));
  }
  return " Last change: " + acts + " by " + last.by + ".";
}

/// Whether somebody else has changed the order since the actor saw it. What he did last himself, he
/// knows.
bool is_news_to(const SeenAct& act, const Order& order, const Actor& actor) {
  if (act.seen_version == 0 || act.seen_version == order.version) return false;
  return order.history.empty() || order.history.back().by != actor.name;
}

/// Tells the second of two clerks what the first one did.
HttpReply changed_reply(const Order& order) {
  return problem_reply(Problem{.type = "order_changed",
                               .title = "Refused",
                               .status = 409,
                               .detail = "The order was changed since you saw it." +
                                         last_change(order) + " Look at it again, then decide."});
}

/// Refuses with who changed the order last, unless it was the actor himself.
HttpReply refused_reply(const Rejection& rejection, const std::optional<Order>& order,
                        const Actor& actor) {
  HttpReply reply = problem_reply(rejection);
  if (!order || order->history.empty() || reply.status != 409) return reply;
  if (order->history.back().by == actor.name) return reply;
  return problem_reply(
      Problem{.type = std::string(to_text(rejection.reason)),
              .title = "Refused",
              .status = reply.status,
              .detail = std::string(describe(rejection.reason)) + last_change(*order),
              .fields = rejection.fields});
}

Result<HttpReply> perform_act(Call& call, const ServerWrite& write, const SeenAct& act,
                              const OrderId& id) {
  const Actor& actor = call.caller->actor;
  const Command& command = act.command;
  // Two clerks at the same instant come one after the other.
  SATCHEL_TRY(lock_accounts(write, {&command, 1}));
  const auto before = SATCHEL_TRY(find_order(write.tx, id));
  if (before && is_news_to(act, *before, actor)) {
    TruthReader truth(write.tx, actor);
    if (SATCHEL_TRY(truth.may_see(before->document.account_id))) return changed_reply(*before);
  }
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
  const SeenAct act = SATCHEL_TRY(
      read_document(body.empty() ? "{}" : body, Strictness::strict, [&](ObjectReader& in) {
        return SeenAct{read_order_act(in, *kind, id), in.optional_number("seen_version", 0)};
      }));
  return answer_once(call,
                     [&](const ServerWrite& write) { return perform_act(call, write, act, id); });
}

}  // namespace satchel::server
