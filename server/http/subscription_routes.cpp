// Subscriptions: changed, cancelled, paused, resumed; and what was used of them.
#include "server/http/answer_once.h"
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/list_rows.h"
#include "server/http/problem_reply.h"
#include "server/http/scope.h"
#include "server/http/usage_file.h"
#include "server/sync/command_act.h"
#include "server/sync/perform.h"
#include "shared/domain/billing/price_terms.h"
#include "shared/store/billing_store.h"
#include "shared/store/usage_store.h"
#include "shared/wire/aggregate_wire.h"
#include "shared/wire/recurrence_wire.h"
#include "shared/wire/subscription_command_wire.h"

namespace satchel::server {
namespace {

constexpr std::size_t usage_records_max = 10'000;

Result<std::optional<Subscription>> visible_subscription(Call& call, Transaction& tx,
                                                         const SubscriptionId& id) {
  auto subscription = SATCHEL_TRY(find_subscription(tx, id));
  TruthReader truth(tx, call.caller->actor);
  if (subscription && !SATCHEL_TRY(truth.may_see(subscription->account_id))) subscription.reset();
  return subscription;
}

/// Carries out the command on the subscription in the path.
template <class Command>
Result<HttpReply> change_once(Call& call, Command command) {
  const auto id = SATCHEL_TRY(parse_path_id<SubscriptionId>(call.request));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    const auto before = SATCHEL_TRY(visible_subscription(call, write.tx, id));
    if (!before) return problem_reply(Rejection{Reason::subscription_not_found, {}});
    command.account_id = before->account_id;
    command.subscription_id = id;
    const auto decided = SATCHEL_TRY(perform_in(write, call.caller->actor, command));
    if (!decided) return problem_reply(decided.error());
    const auto after = SATCHEL_TRY(find_subscription(write.tx, id));
    if (!after) return fail(ErrorCode::corrupt, "a subscription is gone that was just changed");
    HttpReply reply = json_reply(to_json(*after));
    reply.log_note = std::string(to_text(kind_of(command))) + " " + id.text();
    return reply;
  });
}

void write_charge(ListWriter& out, const BillableCharge& charge) {
  out.begin_row();
  out.field("id", charge.id);
  out.field("charge_id", charge.catalogue_id);
  out.field("name", charge.name);
  out.field("kind", charge.kind);
  out.field("model", charge.model);
  out.field("timing", charge.timing);
  out.field("every", to_text(charge.every));
  out.field("quantity", charge.quantity);
  out.field("unit_price", to_text(charge.unit_price));
  out.field("terms", to_text(charge.terms));
  out.field("discount_ppm", charge.discount_ppm);
  out.field("price_book_version", charge.price_book_version);
  out.field("start", charge.start);
  out.field("end", charge.end ? to_text(*charge.end) : std::string());
  out.end_row();
}

void write_usage(ListWriter& out, const UsageRecord& record) {
  out.begin_row();
  out.field("id", record.id);
  out.field("subscription_id", record.subscription_id);
  out.field("charge_id", record.charge_id);
  out.field("used_on", record.used_on);
  out.field("units", to_text(record.units));
  out.field("note", record.note);
  out.field("recorded_by", record.recorded_by_name);
  out.field("billed", std::string(record.billed ? "yes" : "no"));
  out.end_row();
}

/// Lists what `load` finds for the subscription in the path, if the caller may see it.
template <class Load, class Write>
Result<HttpReply> list_rows_of(Call& call, Load load, Write write) {
  const auto id = SATCHEL_TRY(parse_path_id<SubscriptionId>(call.request));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  if (!SATCHEL_TRY(visible_subscription(call, *tx, id))) {
    return fail(ErrorCode::not_found, "no such subscription");
  }
  ListWriter out(format_of(call.request));
  for (const auto& row : SATCHEL_TRY(load(*tx, id))) write(out, row);
  return list_reply(call.request, out, "");
}

}  // namespace

Result<HttpReply> show_subscription(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<SubscriptionId>(call.request));
  return aggregate_reply(call, {AggregateKind::subscription, id.text()});
}

Result<HttpReply> change_subscription(Call& call) {
  return change_once(call, SATCHEL_TRY(read_document(call.request.body, Strictness::strict,
                                                     read_subscription_change)));
}

Result<HttpReply> cancel_subscription(Call& call) {
  return change_once(
      call, SATCHEL_TRY(read_document(call.request.body, Strictness::strict, read_cancellation)));
}

Result<HttpReply> pause_subscription(Call& call) {
  const Date on = SATCHEL_TRY(read_document(call.request.body, Strictness::strict,
                                            [](ObjectReader& in) { return in.day("on"); }));
  return change_once(call, PauseSubscription{{}, {}, on});
}

Result<HttpReply> resume_subscription(Call& call) {
  const Date on = SATCHEL_TRY(read_document(call.request.body, Strictness::strict,
                                            [](ObjectReader& in) { return in.day("on"); }));
  return change_once(call, ResumeSubscription{{}, {}, on});
}

Result<HttpReply> list_subscription_charges(Call& call) {
  return list_rows_of(call, load_subscription_charges, write_charge);
}

Result<HttpReply> list_subscription_usage(Call& call) {
  const auto load = [](Transaction& tx, const SubscriptionId& id) {
    return list_usage(tx, id, usage_records_max);
  };
  return list_rows_of(call, load, write_usage);
}

Result<HttpReply> record_usage(Call& call) {
  const auto records =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, [](ObjectReader& in) {
        std::vector<TakenUsage> read;
        in.each_object("records", usage_records_max,
                       [&](ObjectReader& each) { read.push_back(read_taken_usage(each)); });
        return read;
      }));
  // Each is decided for itself, and sent again it is the same record: its id says so.
  JsonWriter out;
  out.begin_object();
  out.key("results");
  out.begin_array();
  for (const TakenUsage& taken : records) {
    const auto decided = SATCHEL_TRY(perform(call.context, call.caller->actor, RecordUsage{taken}));
    out.begin_object();
    out.field("id", taken.id);
    out.field("recorded", decided.has_value());
    if (!decided) {
      out.field("reason", decided.error().reason);
      out.field("detail", describe(decided.error().reason));
    }
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return json_reply(out.take());
}

Result<HttpReply> import_usage_file(Call& call) {
  const std::string csv = SATCHEL_TRY(read_document(
      call.request.body, Strictness::strict, [](ObjectReader& in) { return in.text("csv"); }));
  JsonWriter out;
  out.begin_object();
  out.key("results");
  out.begin_array();
  for (const UsageOutcome& each :
       SATCHEL_TRY(import_usage(call.context, call.caller->actor, csv))) {
    out.begin_object();
    out.field("line", static_cast<std::int64_t>(each.line));
    out.field("recorded", each.recorded);
    if (!each.problem.empty()) out.field("detail", each.problem);
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return json_reply(out.take());
}

}  // namespace satchel::server
