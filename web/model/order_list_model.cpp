// Loads the order list: filter, sort, sum.
#include "web/model/order_list_model.h"

#include "shared/domain/access/permission.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

OrderListRow row_of(const OrderRow& stored, const ModelContext& context) {
  OrderListRow row;
  row.id = stored.id;
  row.number = number_of(stored.head);
  row.provisional = stored.head.number == 0;
  row.customer = stored.account_name;
  row.city = stored.account_city;
  row.rep = stored.taken_by_name;
  row.status = office_status_of(stored.head);
  row.validity = validity_words(stored.head, context.today);
  row.method = method_words(stored.head.document.payment_method);
  row.site = site_words(context, stored.head.site_code);
  row.ordered_on = stored.ordered_on;
  row.total = stored.one_time;
  row.recurring = stored.recurring;
  row.chip = chip_of(stored.head);
  row.archive = archive_of(stored.head);
  row.mark = mark_of(context, stored.id);
  return row;
}

std::vector<CommandKind> bulk_acts_of(satchel::Role role) {
  std::vector<CommandKind> acts;
  if (may(role, Permission::order_accept)) acts.push_back(CommandKind::accept_order);
  if (may(role, Permission::order_deny)) acts.push_back(CommandKind::deny_order);
  if (may(role, Permission::order_cancel)) acts.push_back(CommandKind::cancel_order);
  return acts;
}

Decision<Order> decide_bulk(const OrderFacts& facts, const OrderId& id, CommandKind act) {
  const std::string why = "-";
  if (act == CommandKind::deny_order) return decide(facts, DenyOrder{id, why});
  if (act == CommandKind::cancel_order) return decide(facts, CancelOrder{id, why});
  return decide(facts, AcceptOrder{id, {}});
}

/// Why the order cannot take the act, in words; empty when it can.
std::string bulk_obstacle(const OrderFacts& facts, const ModelContext& context, const OrderId& id,
                          CommandKind act) {
  if (facts.order && facts.order->lifecycle == OrderLifecycle::draft) {
    return "Drafts and quotes have to be placed first.";
  }
  if (mark_of(context, id)) return "The order is not on the server yet.";
  const auto decided = decide_bulk(facts, id, act);
  return decided ? std::string() : std::string(describe(decided.error().reason));
}

}  // namespace

OrderQuery stored_query(const OrderListQuery& query, Date today) {
  OrderQuery wanted;
  wanted.account_id = query.account_id;
  wanted.text = query.text;
  wanted.archive = query.archive;
  wanted.queue = query.queue;
  wanted.today = today;
  wanted.site = query.site;
  wanted.sort = query.sort;
  wanted.descending = query.descending;
  wanted.count_max = order_page_rows;
  return wanted;
}

Result<BulkChoice> load_bulk_choice(Transaction& tx, const ModelContext& context, CommandKind act,
                                    const std::set<OrderId>& orders) {
  BulkChoice choice;
  PriceBooks books;
  const ExecuteContext asked{Side::device, context.actor, context.now, context.today, {}, false};
  for (const OrderId& id : orders) {
    const OrderFacts facts = SATCHEL_TRY(load_order_facts(tx, asked, {id, nullptr}, books));
    if (const std::string why = bulk_obstacle(facts, context, id, act); !why.empty()) {
      choice.left_out[why] += 1;
      continue;
    }
    choice.able.insert(id);
    if (act != CommandKind::accept_order) continue;
    auto items = acts_of(facts, context).items;
    if (!items.empty()) choice.setups.push_back({id, std::move(items)});
  }
  return choice;
}

Result<OrderListModel> load_order_list(Transaction& tx, const ModelContext& context,
                                       const OrderListQuery& query) {
  OrderListModel model;
  model.counts = SATCHEL_TRY(count_orders(tx));
  model.bulk_acts = bulk_acts_of(context.actor.role);
  model.sites = context.sites;
  model.why_off = why_offline(context);
  const OrderSummary summary =
      SATCHEL_TRY(summarize_orders(tx, stored_query(query, context.today)));
  model.found = summary.count;
  if (summary.totals.size() == 1) model.sum = summary.totals.front();
  SATCHEL_TRY(load_more_orders(tx, context, query, model));
  return model;
}

Result<void> load_more_orders(Transaction& tx, const ModelContext& context,
                              const OrderListQuery& query, OrderListModel& model) {
  OrderQuery wanted = stored_query(query, context.today);
  if (query.sort) {
    wanted.offset = static_cast<std::int64_t>(model.rows.size());
  } else {
    wanted.after = model.cursor;
  }
  const auto stored = SATCHEL_TRY(list_orders(tx, wanted));
  for (const OrderRow& row : stored) model.rows.push_back(row_of(row, context));
  if (!stored.empty()) model.cursor = cursor_of(stored.back());
  model.more = static_cast<std::int64_t>(model.rows.size()) < model.found && !stored.empty();
  return {};
}

}  // namespace satchel::web
