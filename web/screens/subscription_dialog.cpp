// Draws what can be done with a subscription.
#include "web/screens/subscription_dialog.h"

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "shared/base/text.h"
#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/layout.h"
#include "web/kit/text.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

std::vector<SubscriptionAct> acts_of(const SubscriptionDetails& details) {
  std::vector<SubscriptionAct> acts;
  if (details.may_record) acts.push_back(SubscriptionAct::usage);
  if (!details.may_change) return acts;
  if (details.row.state == SubscriptionState::paused) {
    acts.push_back(SubscriptionAct::resume);
  } else {
    acts.push_back(SubscriptionAct::change);
    acts.push_back(SubscriptionAct::pause);
  }
  acts.push_back(SubscriptionAct::cancel);
  return acts;
}

std::string name_of(SubscriptionAct act) {
  switch (act) {
    case SubscriptionAct::change:
      return "Change plan or quantity";
    case SubscriptionAct::cancel:
      return "Cancel";
    case SubscriptionAct::pause:
      return "Pause";
    case SubscriptionAct::resume:
      return "Resume";
    case SubscriptionAct::usage:
      return "Record usage";
  }
  return {};
}

/// What the button says.
std::string_view verb_of(SubscriptionAct act) {
  switch (act) {
    case SubscriptionAct::change:
      return "Change it";
    case SubscriptionAct::cancel:
      return "Cancel it";
    case SubscriptionAct::pause:
      return "Pause it";
    case SubscriptionAct::resume:
      return "Resume it";
    case SubscriptionAct::usage:
      return "Record it";
  }
  return {};
}

std::optional<Date> day_in(const SubscriptionActDraft& draft) { return parse_date(draft.on); }

void draw_day(std::string_view label, SubscriptionActDraft& draft) {
  const bool bad = draft.tried && !day_in(draft);
  date_field({.label = label, .error = bad ? "Choose a date." : "", .required = true}, draft.on);
}

/// When a change takes effect, and what that means for the money.
void draw_when(SubscriptionActDraft& draft) {
  static const std::vector<std::string> times{"At the end of the period", "On a day"};
  Columns columns({1, 1});
  select({.label = "When"}, times, draft.when);
  columns.next();
  if (draft.when == 1) draw_day("Day", draft);
}

void draw_change(const SubscriptionDetails& details, SubscriptionActDraft& draft) {
  std::vector<std::string> plans;
  for (const NamedPlan& plan : details.plans) plans.push_back(plan.name);
  {
    Columns columns({1, 1});
    number_field({.label = "Quantity", .required = true}, draft.quantity, {.min = 1});
    columns.next();
    if (plans.size() > 1) select({.label = "Plan"}, plans, draft.plan);
  }
  checkbox("Take the prices in force", draft.current_prices);
  draw_when(draft);
  muted(draft.when == 0 ? "Nothing is credited; the new terms begin with the next period."
                        : "The next bill credits what is left of the period and charges the new "
                          "terms for it, day by day.");
}

void draw_cancel(SubscriptionActDraft& draft) {
  static const std::vector<std::string> credits{"Give back what was billed beyond",
                                                "Serve until what was billed is over"};
  draw_when(draft);
  if (draft.when == 1) select({.label = "What was billed"}, credits, draft.credit);
  text_field({.label = "Reason", .hint = "Why the customer leaves"}, draft.reason);
}

void draw_usage(const SubscriptionDetails& details, SubscriptionActDraft& draft) {
  std::vector<std::string> names;
  for (const NamedCharge& charge : details.metered) names.push_back(charge.name);
  if (names.size() > 1) select({.label = "Of"}, names, draft.metered);
  {
    Columns columns({1, 1});
    const bool bad = draft.tried && !parse_price(draft.units);
    decimal_field({.label = "Units used",
                   .error = bad ? "Enter a number such as 120.5." : "",
                   .required = true},
                  draft.units);
    columns.next();
    draw_day("Used on", draft);
  }
  text_field({.label = "Note", .hint = "Meter number or reading"}, draft.note);
  if (details.usage.empty()) return;
  heading("Recorded", 3);
  for (const UsageRecord& record : details.usage) {
    const std::string state = record.version == 0 ? "not sent" : record.billed ? "billed" : "open";
    money_row(long_date(record.used_on), to_text(record.units), MoneyRow::normal,
              record.note.empty() ? state : record.note + ", " + state);
  }
}

void draw_act(const SubscriptionDetails& details, SubscriptionAct act,
              SubscriptionActDraft& draft) {
  switch (act) {
    case SubscriptionAct::change:
      return draw_change(details, draft);
    case SubscriptionAct::cancel:
      return draw_cancel(draft);
    case SubscriptionAct::pause:
      draw_day("From", draft);
      return muted("Nothing is charged until it is resumed; the rest of the period is credited.");
    case SubscriptionAct::resume:
      draw_day("From", draft);
      return muted("It goes on under the terms it had.");
    case SubscriptionAct::usage:
      return draw_usage(details, draft);
  }
}

std::optional<Request> change_wish(const SubscriptionDetails& details,
                                   const SubscriptionActDraft& draft) {
  ChangeSubscription wish{details.row.account_id, details.row.id, {}, {}, false, {}};
  if (draft.when == 1 && !day_in(draft)) return std::nullopt;
  if (draft.when == 1) wish.on = day_in(draft);
  if (draft.quantity != details.row.quantity) wish.quantity = draft.quantity;
  if (draft.plan < details.plans.size() && details.plans[draft.plan].id != details.plan_id) {
    wish.plan_id = details.plans[draft.plan].id;
  }
  wish.current_prices = draft.current_prices;
  return Request(wish);
}

std::optional<Request> cancel_wish(const SubscriptionDetails& details,
                                   const SubscriptionActDraft& draft) {
  CancelSubscription wish{details.row.account_id, details.row.id, {}, CancelCredit::credit, {}};
  if (draft.when == 1 && !day_in(draft)) return std::nullopt;
  if (draft.when == 1) wish.on = day_in(draft);
  const bool served = draft.when == 1 && draft.credit == 1;
  if (served) wish.credit = CancelCredit::none;
  wish.reason = trim(draft.reason);
  return Request(wish);
}

std::optional<Request> usage_wish(const SubscriptionDetails& details,
                                  const SubscriptionActDraft& draft) {
  const auto units = parse_price(draft.units);
  const auto on = day_in(draft);
  if (!units || !on || draft.metered >= details.metered.size()) return std::nullopt;
  TakenUsage taken;
  taken.account_id = details.row.account_id;
  taken.subscription_id = details.row.id;
  taken.charge_id = details.metered[draft.metered].id;
  taken.used_on = *on;
  taken.units = *units;
  taken.note = trim(draft.note);
  return Request(RecordUsage{taken});
}

/// What the person asks for, as far as it can be read.
std::optional<Request> wish_of(const SubscriptionDetails& details, SubscriptionAct act,
                               const SubscriptionActDraft& draft) {
  const auto on = day_in(draft);
  switch (act) {
    case SubscriptionAct::change:
      return change_wish(details, draft);
    case SubscriptionAct::cancel:
      return cancel_wish(details, draft);
    case SubscriptionAct::pause:
      if (!on) return std::nullopt;
      return Request(PauseSubscription{details.row.account_id, details.row.id, *on});
    case SubscriptionAct::resume:
      if (!on) return std::nullopt;
      return Request(ResumeSubscription{details.row.account_id, details.row.id, *on});
    case SubscriptionAct::usage:
      return usage_wish(details, draft);
  }
  return std::nullopt;
}

void draw_head(const SubscriptionDetails& details, Commands& out) {
  body(details.row.customer);
  muted(grouped(details.row.quantity) + " × since " + long_date(details.row.start) + ", " +
        grouped_amount(details.row.monthly) + " a month");
  const std::string route = "/orders/" + details.row.order_id.text();
  if (link("Open the order", "#" + route)) out.push_back(GoTo{route});
}

}  // namespace

SubscriptionActDraft start_subscription_act(const SubscriptionRow& row, Date today) {
  SubscriptionActDraft draft;
  draft.chosen = row.id;
  draft.open = true;
  draft.quantity = row.quantity;
  draft.on = to_text(today);
  return draft;
}

void draw_subscription_dialog(const SubscriptionDetails& details, SubscriptionActDraft& draft,
                              Commands& out) {
  Dialog dialog(details.row.name, draft.open, 560);
  if (!draft.open) draft.chosen = {};
  if (!dialog.shown()) return;
  draw_head(details, out);
  gap(2);
  const auto acts = acts_of(details);
  if (acts.empty()) {
    muted("There is nothing to change here with your role, or it has ended.");
  } else {
    if (!draft.error.empty()) banner({.text = draft.error, .tone = Tone::red, .urgent = true});
    std::vector<std::string> names;
    for (const SubscriptionAct act : acts) names.push_back(name_of(act));
    if (draft.act >= acts.size()) draft.act = 0;
    select({.label = "What to do"}, names, draft.act);
    draw_act(details, acts[draft.act], draft);
  }
  gap(3);
  Columns columns({1, 1}, true);
  if (button({.label = "Back", .width = -1})) draft.open = false;
  if (acts.empty()) return;
  columns.next();
  if (button({.label = verb_of(acts[draft.act]),
              .kind = ButtonKind::primary,
              .key = "Ctrl+Enter",
              .why_disabled = draft.acting,
              .width = -1})) {
    draft.tried = true;
    if (auto wish = wish_of(details, acts[draft.act], draft)) out.push_back(*std::move(wish));
  }
}

}  // namespace satchel::web
