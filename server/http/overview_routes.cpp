// What waits for the office: the queues, who owes money, and devices with unsent work.
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/list_rows.h"
#include "server/http/scope.h"
#include "server/store/device_store.h"
#include "server/store/user_store.h"
#include "server/sync/command_act.h"
#include "shared/store/awaiting_payment.h"
#include "shared/store/order_queues.h"

namespace satchel::server {
namespace {

void write_queues(JsonWriter& out, const std::vector<QueueSummary>& queues) {
  out.key("queues");
  out.begin_array();
  for (const QueueSummary& each : queues) {
    out.begin_object();
    out.field("queue", each.queue);
    out.field("count", each.count);
    out.key("sums");
    out.begin_array();
    for (const Money& sum : each.sums) out.money(sum);
    out.end_array();
    out.field("oldest_on", each.oldest);
    out.end_object();
  }
  out.end_array();
}

void write_ages(JsonWriter& out, const std::vector<AwaitingAge>& ages) {
  out.key("awaiting_payment_ages");
  out.begin_array();
  for (const AwaitingAge& each : ages) {
    out.begin_object();
    out.field("from_days", each.from_days);
    out.field("count", each.order_count);
    out.field("open", each.open);
    out.end_object();
  }
  out.end_array();
}

void write_device(JsonWriter& out, const Device& device, const std::string& user_name) {
  out.begin_object();
  out.field("label", device.label);
  out.field("name", device.name);
  out.field("user_name", user_name);
  out.field("entries", device.watermark.queued);
  out.field("oldest_at_ms", device.watermark.oldest_at_ms);
  out.field("last_contact_at_ms", device.last_contact_at.ms);
  out.key("sums");
  out.begin_array();
  for (const Money& sum : device.watermark.totals) out.money(sum);
  out.end_array();
  out.end_object();
}

/// What devices said they have not sent yet.
Result<void> write_devices(JsonWriter& out, Transaction& tx) {
  std::int64_t entries = 0;
  const auto devices = SATCHEL_TRY(list_unsent_devices(tx));
  for (const Device& device : devices) entries += device.watermark.queued;
  out.key("unsent");
  out.begin_object();
  out.field("devices", static_cast<std::int64_t>(devices.size()));
  out.field("entries", entries);
  out.key("items");
  out.begin_array();
  for (const Device& device : devices) {
    const auto user = SATCHEL_TRY(find_user(tx, device.user_id));
    write_device(out, device, user ? user->name : std::string());
  }
  out.end_array();
  out.end_object();
  return {};
}

}  // namespace

Result<HttpReply> show_overview(Call& call) {
  const Actor& actor = call.caller->actor;
  const auto territories = territories_of(actor);
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const Date today = SATCHEL_TRY(today_in(write_in(call.context, *tx)));
  std::vector<QueueSummary> queues;
  std::vector<AwaitingAge> ages;
  if (!sees_nothing(actor)) {
    queues = SATCHEL_TRY(summarize_queues(*tx, today, territories));
    ages = SATCHEL_TRY(load_awaiting_ages(*tx, today, territories));
  }
  JsonWriter out;
  out.begin_object();
  out.field("today", today);
  write_queues(out, queues);
  write_ages(out, ages);
  if (reach_of(actor.role) == Reach::everything) SATCHEL_TRY(write_devices(out, *tx));
  out.end_object();
  return json_reply(out.take());
}

Result<HttpReply> list_awaiting_payment(Call& call) {
  const ListPage page = SATCHEL_TRY(parse_page(call.request, {}));
  if (!page.text.empty()) {
    return fail(ErrorCode::invalid, "This list does not know the parameter text.");
  }
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  AwaitingPaymentQuery query;
  query.today = SATCHEL_TRY(today_in(write_in(call.context, *tx)));
  query.count_max = page.limit + 1;
  query.after = page.after;
  query.territories = territories_of(call.caller->actor);
  std::vector<AwaitingPayment> rows;
  if (!sees_nothing(call.caller->actor)) {
    rows = SATCHEL_TRY(satchel::list_awaiting_payment(*tx, query));
  }
  const bool more = std::ssize(rows) > page.limit;
  if (more) rows.pop_back();
  ListWriter out(format_of(call.request));
  for (const AwaitingPayment& row : rows) write_row(out, row);
  return list_reply(call.request, out, more ? cursor_of(rows.back()) : "");
}

}  // namespace satchel::server
