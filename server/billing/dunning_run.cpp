// Takes dunning steps, and sets what they are.
#include "server/billing/dunning_run.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "server/store/audit_log.h"
#include "server/store/civil_date.h"
#include "server/store/feed_store.h"
#include "server/store/mail_template.h"
#include "shared/base/words.h"
#include "shared/domain/access/permission.h"
#include "shared/execute/order_money.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

constexpr std::int64_t overdue_page = 200;

/// One invoice that is dunned, in an open transaction.
struct Dunned {
  const ServerWrite& write;
  const Invoice& invoice;
  Account account;
  Date today;
  Touched touched;
};

std::int64_t days_overdue(const Dunned& dunned) {
  return days_between(dunned.invoice.due_date, dunned.today);
}

/// An address that takes no mail does not stop dunning.
Result<void> remind(const Dunned& dunned, const DunningStep& step) {
  const MailValues words{{"name", contact_name(dunned.account)},
                         {"number", std::to_string(dunned.invoice.number)},
                         {"amount", to_text(balance_of(dunned.invoice))},
                         {"due_date", long_date(dunned.invoice.due_date)},
                         {"days", std::to_string(days_overdue(dunned))}};
  const auto queued = enqueue_mail(dunned.write, {.to = invoice_email(dunned.account),
                                                  .title = subject_line(fill(step.title, words)),
                                                  .text = fill(step.text, words),
                                                  .about = "invoice:" + dunned.invoice.id.text()});
  if (!queued && queued.error().code != ErrorCode::invalid) {
    return tl::unexpected<Error>(queued.error());
  }
  return {};
}

Result<void> hold_orders(Dunned& dunned) {
  if (dunned.account.standing.hold_new_orders) return {};
  SATCHEL_TRY(begin_dunning_hold(dunned.write.tx, dunned.account.id, dunned.today));
  dunned.account.standing.hold_new_orders = true;
  dunned.account.version += 1;
  SATCHEL_TRY(save_account(dunned.write.tx, dunned.account));
  dunned.touched.push_back({AggregateKind::account, dunned.account.id.text()});
  return {};
}

Result<void> cancel_subscriptions(Dunned& dunned) {
  Transaction& tx = dunned.write.tx;
  std::set<OrderId> orders;
  for (const Subscription& each : SATCHEL_TRY(list_subscriptions(tx, dunned.account.id))) {
    if (each.state != SubscriptionState::ended) orders.insert(each.order_id);
  }
  for (const OrderId& id : orders) {
    const auto order = SATCHEL_TRY(find_order(tx, id));
    if (!order) return fail(ErrorCode::corrupt, "a subscription has lost its order");
    const Touched ended = SATCHEL_TRY(end_order_billing(tx, *order, dunned.today));
    dunned.touched.insert(dunned.touched.end(), ended.begin(), ended.end());
  }
  auto account = SATCHEL_TRY(find_account(tx, dunned.account.id));
  if (account) dunned.account = *std::move(account);
  return {};
}

Result<void> take_step(Dunned& dunned, const DunningStep& step, DunningRun& run) {
  switch (step.act) {
    case DunningAct::reminder:
      ++run.reminders;
      SATCHEL_TRY(remind(dunned, step));
      break;
    case DunningAct::hold:
      ++run.holds;
      SATCHEL_TRY(hold_orders(dunned));
      break;
    case DunningAct::suspend:
      ++run.suspensions;
      SATCHEL_TRY(suspend_subscriptions(
          dunned.write.tx, dunned.account.id, dunned.today,
          "Invoice " + std::to_string(dunned.invoice.number) + " is overdue"));
      break;
    case DunningAct::cancel:
      ++run.cancellations;
      SATCHEL_TRY(cancel_subscriptions(dunned));
      break;
  }
  return add_taken_step(dunned.write.tx, dunned.invoice, step, dunned.today);
}

bool is_spared(const AccountControls& controls, Date today) {
  return controls.no_dunning ||
         (controls.dunning_held_until && today <= *controls.dunning_held_until);
}

/// Looks at the invoice again under its account's lock, and takes the steps that are due.
Result<void> dun(const ServerWrite& write, const UserId& by, const InvoiceId& id, DunningRun& run) {
  const auto listed = SATCHEL_TRY(find_invoice(write.tx, id));
  if (!listed) return {};
  SATCHEL_TRY(write.database.lock_account(write.tx, listed->account_id));
  const auto invoice = SATCHEL_TRY(find_invoice(write.tx, id));
  const auto account = SATCHEL_TRY(find_account(write.tx, listed->account_id));
  const auto organisation = SATCHEL_TRY(find_organisation(write.tx));
  if (!invoice || !account || !organisation || balance_of(*invoice).minor <= 0) return {};
  const Date today = SATCHEL_TRY(today_of(*organisation, write.now));
  ++run.overdue;
  if (is_spared(SATCHEL_TRY(load_controls(write.tx, account->id)), today)) {
    ++run.spared;
    return {};
  }
  Dunned dunned{write, *invoice, *account, today, {}};
  const DunningLadder ladder = SATCHEL_TRY(load_ladder(write.tx));
  auto taken = SATCHEL_TRY(load_taken_steps(write.tx, id));
  for (auto next = next_step(ladder, taken, invoice->due_date); next && next->on <= today;
       next = next_step(ladder, taken, invoice->due_date)) {
    const DunningStep& step = next->step;
    SATCHEL_TRY(take_step(dunned, step, run));
    taken.push_back({step.days_after_due, step.act, today});
    AuditRow row;
    row.user_id = by;
    row.action = "dunning_" + std::string(to_text(step.act));
    row.subject = "invoice:" + id.text();
    row.detail = std::to_string(step.days_after_due) + " days after the due date";
    SATCHEL_TRY(append_audit(write, row));
  }
  const auto entries = SATCHEL_TRY(feed_entries_of(write.tx, dunned.touched));
  return append_feed(write, entries);
}

constexpr std::array<std::string_view, 5> reminder_names{"name", "number", "amount", "due_date",
                                                         "days"};

/// A reminder's names in braces that stand for nothing: its mail would have holes.
void add_unknown_names(std::vector<FieldProblem>& problems, const DunningLadder& ladder) {
  for (std::size_t index = 0; index < ladder.size(); ++index) {
    const std::pair<const char*, const std::string*> texts[] = {{".title", &ladder[index].title},
                                                                {".text", &ladder[index].text}};
    for (const auto& text : texts) {
      const auto names = names_in(*text.second);
      const bool known = std::all_of(names.begin(), names.end(), [](const std::string& each) {
        return std::find(reminder_names.begin(), reminder_names.end(), each) !=
               reminder_names.end();
      });
      if (known) continue;
      problems.push_back(
          {"steps[" + std::to_string(index) + "]" + text.first, Reason::field_invalid});
    }
  }
}

}  // namespace

Result<DunningRun> run_dunning(const ServerContext& context, const UserId& by) {
  DunningRun run;
  OverdueQuery query{.count_max = overdue_page};
  while (true) {
    std::vector<InvoiceId> page;
    {
      const auto tx = SATCHEL_TRY(context.database.begin(Access::read));
      const auto organisation = SATCHEL_TRY(find_organisation(*tx));
      if (!organisation || SATCHEL_TRY(load_ladder(*tx)).empty()) return run;
      query.today = SATCHEL_TRY(today_of(*organisation, context.now));
      page = SATCHEL_TRY(load_overdue(*tx, query));
      if (page.empty()) return run;
      const auto last = SATCHEL_TRY(find_invoice(*tx, page.back()));
      if (!last) return fail(ErrorCode::corrupt, "an invoice is gone that was just listed");
      query.after_due = last->due_date;
      query.after_id = last->id;
    }
    for (const InvoiceId& id : page) {
      const auto tx = SATCHEL_TRY(context.database.begin());
      SATCHEL_TRY(dun(write_in(context, *tx), by, id, run));
      SATCHEL_TRY(tx->commit());
    }
  }
}

Result<Decision<DunningLadder>> set_ladder(const ServerWrite& write, const Actor& actor,
                                           const DunningLadder& ladder) {
  using Answer = Decision<DunningLadder>;
  if (!may(actor.role, Permission::settings_edit)) return Answer(reject(Reason::role_not_allowed));
  auto problems = problems_of(ladder);
  add_unknown_names(problems, ladder);
  if (!problems.empty()) {
    return Answer(tl::unexpected<Rejection>(Rejection{Reason::field_invalid, std::move(problems)}));
  }
  SATCHEL_TRY(save_ladder(write.tx, ladder));
  AuditRow row;
  row.user_id = actor.user_id;
  row.action = "set_dunning_ladder";
  row.subject = "organisation:-";
  row.detail = std::to_string(ladder.size()) + " steps";
  SATCHEL_TRY(append_audit(write, row));
  return Answer(ladder);
}

Result<Decision<AccountControls>> set_controls(const ServerWrite& write, const Actor& actor,
                                               const AccountId& id,
                                               const AccountControls& controls) {
  using Answer = Decision<AccountControls>;
  if (!may(actor.role, Permission::account_standing)) {
    return Answer(reject(Reason::role_not_allowed));
  }
  SATCHEL_TRY(write.database.lock_account(write.tx, id));
  const auto account = SATCHEL_TRY(find_account(write.tx, id));
  if (!account || !in_scope(actor, account->territories)) {
    return Answer(reject(Reason::account_not_found));
  }
  const AccountControls before = SATCHEL_TRY(load_controls(write.tx, id));
  SATCHEL_TRY(save_controls(write.tx, id, controls));
  // An open bill run plans him again.
  const bool replans = before.no_invoicing != controls.no_invoicing;
  AuditRow row;
  row.user_id = actor.user_id;
  row.action = "set_account_controls";
  row.subject = "account:" + id.text();
  row.detail =
      std::string(controls.no_invoicing ? "no invoicing; " : "") +
      (controls.no_dunning ? "no dunning; " : "") + (controls.manual_pay ? "manual pay; " : "") +
      (controls.dunning_held_until ? "dunning held until " + to_text(*controls.dunning_held_until)
                                   : "no hold of dunning");
  SATCHEL_TRY(append_audit(write, row));
  if (replans) {
    Account raised = *account;
    raised.version += 1;
    SATCHEL_TRY(save_account(write.tx, raised));
    const FeedEntry entry{{AggregateKind::account, id.text()}, id};
    SATCHEL_TRY(append_feed(write, {&entry, 1}));
  }
  return Answer(controls);
}

}  // namespace satchel::server
