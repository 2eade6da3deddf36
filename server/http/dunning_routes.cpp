// Dunning: the queue, the ladder, runs, and what a customer is spared.
#include "server/billing/dunning_run.h"
#include "server/http/answer_once.h"
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/problem_reply.h"
#include "server/sync/command_act.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/wire/dunning_wire.h"

namespace satchel::server {
namespace {

/// What every row of the queue is held to.
struct Queue {
  Date today;
  DunningLadder ladder;
};

/// One row of the queue: what is overdue, which step was taken last and which comes next.
Result<void> write_overdue(ListWriter& out, Transaction& tx, const Invoice& invoice,
                           const Queue& queue) {
  const auto account = SATCHEL_TRY(find_account(tx, invoice.account_id));
  const AccountControls controls = SATCHEL_TRY(load_controls(tx, invoice.account_id));
  const auto taken = SATCHEL_TRY(load_taken_steps(tx, invoice.id));
  const auto next = next_step(queue.ladder, taken, invoice.due_date);
  const auto words = [](const auto& step) {
    return std::string(to_text(step.act)) + " after " + std::to_string(step.days_after_due) +
           " days";
  };
  const std::optional<Date>& held = controls.dunning_held_until;
  out.begin_row();
  out.field("invoice_id", invoice.id);
  out.field("invoice_number", invoice.number);
  out.field("account_id", invoice.account_id);
  out.field("account_number", invoice.account_number);
  out.field("account_name", account ? display_name(*account) : std::string());
  out.field("due_date", invoice.due_date);
  out.field("days_overdue", days_between(invoice.due_date, queue.today));
  out.field("open", balance_of(invoice));
  out.field("last_step", taken.empty() ? std::string() : words(taken.back()));
  out.field("next_step", next ? words(next->step) : std::string());
  out.field("next_on", next ? to_text(next->on) : std::string());
  out.field("no_dunning", std::int64_t{controls.no_dunning ? 1 : 0});
  out.field("dunning_held_until", held ? to_text(*held) : std::string());
  out.end_row();
  return {};
}

/// The customer's controls with his suspensions.
Result<HttpReply> controls_reply(Transaction& tx, const AccountId& id,
                                 const AccountControls& controls) {
  JsonWriter out;
  out.begin_object();
  out.key("controls");
  encode(out, controls);
  out.key("suspensions");
  out.begin_array();
  for (const Suspension& each : SATCHEL_TRY(load_suspensions(tx, id))) {
    out.begin_object();
    out.field("subscription_id", each.subscription_id);
    out.field("since", each.since);
    out.field("until", each.until);
    out.field("reason", each.reason);
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return json_reply(out.take());
}

}  // namespace

Result<HttpReply> list_dunning(Call& call) {
  const ListPage page = SATCHEL_TRY(parse_page(call.request, {}));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const Date today = SATCHEL_TRY(today_in(write_in(call.context, *tx)));
  const Queue queue{today, SATCHEL_TRY(load_ladder(*tx))};
  OverdueQuery query{.today = today, .count_max = page.limit + 1};
  query.after_id = SATCHEL_TRY(parse_cursor<InvoiceId>(page));
  const auto last = SATCHEL_TRY(find_invoice(*tx, query.after_id));
  if (last) query.after_due = last->due_date;
  auto ids = SATCHEL_TRY(load_overdue(*tx, query));
  const bool more = std::ssize(ids) > page.limit;
  if (more) ids.pop_back();
  ListWriter out(format_of(call.request));
  for (const InvoiceId& id : ids) {
    const auto invoice = SATCHEL_TRY(find_invoice(*tx, id));
    if (invoice) SATCHEL_TRY(write_overdue(out, *tx, *invoice, queue));
  }
  return list_reply(call.request, out, more ? std::string_view(ids.back().text()) : "");
}

Result<HttpReply> start_dunning_run(Call& call) {
  return answer_once_apart(call, [&]() -> Result<HttpReply> {
    const DunningRun run = SATCHEL_TRY(run_dunning(call.context, call.caller->user_id));
    JsonWriter out;
    out.begin_object();
    out.field("overdue", run.overdue);
    out.field("spared", run.spared);
    out.field("reminders", run.reminders);
    out.field("holds", run.holds);
    out.field("suspensions", run.suspensions);
    out.field("cancellations", run.cancellations);
    out.end_object();
    HttpReply reply = json_reply(out.take());
    reply.log_note = "dunning run";
    return reply;
  });
}

Result<HttpReply> show_dunning_ladder(Call& call) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  JsonWriter out;
  encode(out, SATCHEL_TRY(load_ladder(*tx)));
  return json_reply(out.take());
}

Result<HttpReply> put_dunning_ladder(Call& call) {
  const DunningLadder wanted =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, read_ladder));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    const auto done = SATCHEL_TRY(set_ladder(write, call.caller->actor, wanted));
    if (!done) return problem_reply(done.error());
    JsonWriter out;
    encode(out, *done);
    return json_reply(out.take());
  });
}

Result<HttpReply> show_account_controls(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<AccountId>(call.request));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  if (!SATCHEL_TRY(find_account(*tx, id))) return fail(ErrorCode::not_found, "no such account");
  return controls_reply(*tx, id, SATCHEL_TRY(load_controls(*tx, id)));
}

Result<HttpReply> put_account_controls(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<AccountId>(call.request));
  const AccountControls wanted =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, read_controls));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    const auto done = SATCHEL_TRY(set_controls(write, call.caller->actor, id, wanted));
    if (!done) return problem_reply(done.error());
    return controls_reply(write.tx, id, *done);
  });
}

}  // namespace satchel::server
