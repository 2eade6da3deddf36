// Acts on several orders: each is asked of the server alone, one after the other.
#include <algorithm>

#include "shared/wire/order_command_wire.h"
#include "web/app/app.h"
#include "web/app/online_words.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

Command bulk_command(const BulkAct& wish, const OrderId& id) {
  if (wish.act == CommandKind::deny_order) return DenyOrder{id, wish.reason};
  if (wish.act == CommandKind::cancel_order) return CancelOrder{id, wish.reason};
  const auto items = wish.items.find(id);
  return items == wish.items.end() ? AcceptOrder{id, {}} : AcceptOrder{id, items->second};
}

}  // namespace

void App::start_bulk(const BulkAct& wish) {
  bulk_ = wish;
  send_next_of_bulk();
}

void App::send_next_of_bulk() {
  if (bulk_.orders.empty()) return exchange_soon();
  const OrderId id = bulk_.orders.front();
  bulk_.orders.erase(bulk_.orders.begin());
  send({.path = "/v1/orders/" + id.text() + "/" + std::string(act_word_of(bulk_.act)),
        .body = order_act_body(bulk_command(bulk_, id)),
        .idempotency_key = make_uuid(now(), random_)},
       {OnlineAct::Kind::bulk, id, std::string(done_words_of(bulk_.act))});
}

void App::finish_one_of_bulk(const OnlineAct& act, const FetchReply& reply) {
  BulkDraft& draft = drafts_.orders.bulk;
  const auto result =
      std::find_if(draft.results.begin(), draft.results.end(),
                   [&](const BulkResult& each) { return each.order_id == act.order_id; });
  if (result == draft.results.end()) return;
  const bool done = is_success(reply);
  result->state = done ? BulkResult::State::done : BulkResult::State::refused;
  result->outcome = done ? act.done + result->note : words_of_failure(reply);
  if (done) draft.marked.erase(act.order_id);
  send_next_of_bulk();
}

}  // namespace satchel::web
