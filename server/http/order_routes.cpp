// Orders and subscriptions.
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/list_rows.h"
#include "server/http/scope.h"
#include "shared/store/billing_store.h"
#include "shared/store/order_store.h"

namespace satchel::server {
namespace {

/// Returns the subscriptions the caller may see that come after the page's cursor.
Result<std::vector<Subscription>> visible_subscriptions(Transaction& tx, const Actor& actor,
                                                        const AccountId& account,
                                                        const ListPage& page) {
  TruthReader truth(tx, actor);
  std::vector<Subscription> visible;
  bool begun = page.after.empty();
  for (Subscription& each : SATCHEL_TRY(list_subscriptions(tx, account))) {
    if (!begun) {
      begun = each.id.text() == page.after;
      continue;
    }
    if (SATCHEL_TRY(truth.may_see(each.account_id))) visible.push_back(std::move(each));
    if (std::ssize(visible) > page.limit) break;
  }
  return visible;
}

}  // namespace

Result<HttpReply> list_orders(Call& call) {
  const ListPage page = SATCHEL_TRY(parse_page(call.request, {"account", "queue"}));
  const auto queue = SATCHEL_TRY(parse_word_parameter<OrderQueue>(call.request, "queue"));
  const auto account = SATCHEL_TRY(parse_id_parameter<AccountId>(call.request, "account"));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  std::vector<OrderRow> rows;
  if (!sees_nothing(call.caller->actor)) {
    rows = SATCHEL_TRY(
        satchel::list_orders(*tx, OrderQuery{.account_id = account,
                                             .text = page.text,
                                             .queue = parse_enum<OrderQueue>(queue),
                                             .count_max = page.limit + 1,
                                             .after = page.after,
                                             .territories = territories_of(call.caller->actor)}));
  }
  const bool more = std::ssize(rows) > page.limit;
  if (more) rows.pop_back();
  ListWriter out(format_of(call.request));
  for (const OrderRow& row : rows) write_row(out, row);
  return list_reply(call.request, out, more ? cursor_of(rows.back()) : "");
}

Result<HttpReply> show_order(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<OrderId>(call.request));
  return aggregate_reply(call, {AggregateKind::order, id.text()});
}

Result<HttpReply> list_subscriptions(Call& call) {
  const ListPage page = SATCHEL_TRY(parse_page(call.request, {"account"}));
  if (!page.text.empty()) {
    return fail(ErrorCode::invalid, "This list does not know the parameter text.");
  }
  const auto account = SATCHEL_TRY(parse_id_parameter<AccountId>(call.request, "account"));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  auto rows = SATCHEL_TRY(visible_subscriptions(*tx, call.caller->actor, account, page));
  const bool more = std::ssize(rows) > page.limit;
  if (more) rows.pop_back();
  ListWriter out(format_of(call.request));
  for (const Subscription& row : rows) write_row(out, row);
  return list_reply(call.request, out, more ? rows.back().id.text() : "");
}

}  // namespace satchel::server
