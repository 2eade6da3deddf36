// Ends and begins charges; nothing is billed here.
#include "shared/domain/billing/timeline_charges.h"

#include <algorithm>

#include "shared/base/result.h"

namespace satchel {
namespace {

unsigned day_in_month(Date date) { return static_cast<unsigned>(date.day()); }

Alignment alignment_for(const TimelineEvent& event, Date start) {
  const Recurrence& every = event.plan.every;
  if (event.period) {
    return {event.period->end, day_in_month(event.period->end), event.period->start};
  }
  if (event.anchor_day) return align_to_day(every, start, *event.anchor_day);
  if (event.plan.aligned == PlanAlignment::calendar) return align_to_calendar(every, start);
  return align_to_start(start);
}

bool is_running(const TimelineCharge& billed, Date on) {
  const BillableCharge& charge = billed.charge;
  return charge.kind == ChargeKind::recurring && (!charge.end || *charge.end > on);
}

bool begins_period_on(const BillableCharge& charge, Date day) {
  return charge.start == day ||
         (charge.start < day && period_holding(charge.every, *charge.alignment, day).start == day);
}

/// The end of the running term; a trial's is where it ends.
Date end_of_term(const BillableCharge& charge, Date on) {
  if (on < charge.start) return charge.start;
  const Date end = period_holding(charge.every, *charge.alignment, on).end;
  return charge.end ? std::min(end, *charge.end) : end;
}

Date effective(const BillableCharge& charge, const TimelineEvent& event) {
  return event.when == ChangeWhen::now ? event.date : end_of_term(charge, event.date);
}

/// The event as a change of plan: what it does not change stays as it was.
TimelineEvent as_plan_change(const TimelineEvent& event, const BillableCharge& old) {
  TimelineEvent next = event;
  if (event.action == TimelineAction::change_plan) return next;
  next.plan = {};
  next.plan.price = old.unit_price;
  next.plan.every = old.every;
  next.plan.timing = old.timing;
  const bool counted = event.action == TimelineAction::change_quantity;
  next.plan.quantity = counted ? event.quantity : old.quantity;
  return next;
}

/// A change keeps the billing dates. On one of them another recurrence starts from there.
Alignment alignment_after(const BillableCharge& old, const TimelineEvent& next, Date start) {
  const bool anew = next.anchor_day || next.period || next.plan.aligned == PlanAlignment::calendar;
  if (anew) return alignment_for(next, start);
  const bool boundary = period_holding(old.every, *old.alignment, start).start == start;
  if (next.plan.every != old.every && boundary) return {start, old.alignment->day, {}};
  return *old.alignment;
}

}  // namespace

Decision<void> TimelineCharges::apply(const TimelineEvent& event) {
  switch (event.action) {
    case TimelineAction::subscribe:
      return subscribe(event);
    case TimelineAction::change_plan:
    case TimelineAction::change_quantity:
      return change(event);
    case TimelineAction::change_anchor_day:
      return event.sub.empty() ? change_all(event) : change(event);
    case TimelineAction::cancel:
      return cancel(event);
    case TimelineAction::pause:
      return pause(event);
    case TimelineAction::resume:
      return resume(event);
    case TimelineAction::add_one_time:
      add_fixed(event, event.amount, event.date);
      charges_.back().of_plan = false;
      charges_.back().charge.quantity = event.quantity;
      return {};
    case TimelineAction::record_usage:
    case TimelineAction::tax_rate:
    case TimelineAction::tax:
    case TimelineAction::credit:
    case TimelineAction::payment:
    case TimelineAction::bill_run:
      return {};
  }
  return {};
}

bool TimelineCharges::bills_first(const TimelineEvent& event) const {
  const bool changes = event.action == TimelineAction::change_plan ||
                       event.action == TimelineAction::change_quantity ||
                       event.action == TimelineAction::change_anchor_day;
  const bool used = event.action == TimelineAction::cancel && settings_.last_day == LastDay::used;
  return std::any_of(charges_.begin(), charges_.end(), [&](const TimelineCharge& billed) {
    if (billed.sub != event.sub || !is_running(billed, event.date)) return false;
    return (changes && billed.charge.start == event.date) ||
           (used && begins_period_on(billed.charge, event.date));
  });
}

const TimelineCharge* TimelineCharges::running(const std::string& sub, Date on) const {
  for (auto each = charges_.rbegin(); each != charges_.rend(); ++each) {
    if (each->sub == sub && each->charge.start <= on && is_running(*each, on)) return &*each;
  }
  for (const TimelineCharge& each : charges_) {
    if (each.sub == sub && is_running(each, on)) return &each;
  }
  return nullptr;
}

bool TimelineCharges::knows(const std::string& sub) const {
  return std::any_of(charges_.begin(), charges_.end(), [&](const TimelineCharge& billed) {
    return billed.sub == sub && billed.of_plan;
  });
}

std::vector<std::string> TimelineCharges::subs() const {
  std::vector<std::string> subs;
  for (const TimelineCharge& billed : charges_) {
    if (std::find(subs.begin(), subs.end(), billed.sub) == subs.end()) subs.push_back(billed.sub);
  }
  return subs;
}

BillableCharge TimelineCharges::charge_of(const std::string& sub) const {
  BillableCharge charge;
  charge.id = BillableChargeId::derive(sub, std::to_string(charges_.size()));
  charge.name = sub;
  charge.currency = currency_;
  return charge;
}

void TimelineCharges::add_fixed(const TimelineEvent& event, const Decimal& price, Date on) {
  BillableCharge charge = charge_of(event.sub);
  charge.unit_price = price;
  charge.start = on;
  charges_.push_back({charge, event.sub, true, {}, {}, {}});
}

void TimelineCharges::begin(const TimelineEvent& event, Date start, const Alignment& alignment) {
  const TimelinePlan& plan = event.plan;
  if (plan.fixed_price) add_fixed(event, *plan.fixed_price, start);
  if (!plan.price) return;
  BillableCharge charge = charge_of(event.sub);
  charge.kind = ChargeKind::recurring;
  charge.timing = plan.timing;
  charge.unit_price = *plan.price;
  charge.quantity = plan.quantity;
  charge.every = plan.every;
  charge.alignment = alignment;
  charge.start = start;
  std::optional<Date> term_end;
  if (plan.terms) {
    const bool boundary = period_holding(plan.every, alignment, start).start == start;
    const unsigned day = boundary ? alignment.day : day_in_month(start);
    term_end = billing_date(plan.every, {start, day, {}}, *plan.terms);
  }
  charge.end = term_end;
  charges_.push_back({charge, event.sub, true, term_end, {}, {}});
}

Decision<void> TimelineCharges::subscribe(const TimelineEvent& event) {
  const TimelineCharge* there = running(event.sub, event.date);
  if (there != nullptr && !there->charge.end) return reject(Reason::order_exists, event.sub);
  const Date start = add_days(event.date, event.plan.trial_days);
  if (event.period && start < event.period->start) {
    return reject(Reason::field_invalid, "period of " + event.sub);
  }
  trial_ends_[event.sub] = start;
  begin(event, start, alignment_for(event, start));
  return {};
}

Decision<void> TimelineCharges::change(const TimelineEvent& event) {
  const auto paused = paused_.find(event.sub);
  const TimelineCharge* found =
      paused != paused_.end() ? &paused->second : running(event.sub, event.date);
  if (found == nullptr) {
    return reject(Reason::item_not_found, event.sub + " on " + to_text(event.date));
  }
  const TimelineCharge old = *found;
  const Date from = effective(old.charge, event);
  // A trial counts from the subscription's start, whatever the plan becomes meanwhile.
  const Date start = std::max(from, trial_ends_[event.sub]);
  if (event.period && start < event.period->start) {
    return reject(Reason::field_invalid, "period of " + event.sub);
  }
  const TimelineEvent next = as_plan_change(event, old.charge);
  end_all(event.sub, from, from);
  begin(next, start, alignment_after(old.charge, next, start));
  TimelineCharge& changed = charges_.back();
  if (event.action != TimelineAction::change_plan) {
    changed.term_end = changed.charge.end = old.term_end;
  }
  if (paused == paused_.end()) return {};
  paused->second = changed;
  charges_.pop_back();
  return {};
}

Decision<void> TimelineCharges::change_all(const TimelineEvent& event) {
  for (const std::string& sub : subs()) {
    if (running(sub, event.date) == nullptr) continue;
    TimelineEvent each = event;
    each.sub = sub;
    SATCHEL_TRY(change(each));
  }
  return {};
}

/// What has not begun by then never does, and a fixed price that was not billed goes with it.
void TimelineCharges::end_all(const std::string& sub, Date end, Date closed_on) {
  for (TimelineCharge& billed : charges_) {
    BillableCharge& charge = billed.charge;
    if (billed.sub != sub || !billed.of_plan) continue;
    if (charge.kind == ChargeKind::one_time) {
      if (charge.start >= end && billed.slots.empty()) charge.end = charge.start;
    } else if (is_running(billed, end)) {
      charge.end = std::max(end, charge.start);
      charge.closed_on = closed_on;
    }
  }
}

Date TimelineCharges::end_of_cancelled(const TimelineCharge& billed,
                                       const TimelineEvent& event) const {
  const BillableCharge& charge = billed.charge;
  if (event.when == ChangeWhen::end_of_term) return end_of_term(charge, event.date);
  const bool used = settings_.last_day == LastDay::used;
  const Date end = used ? add_days(event.date, 1) : event.date;
  const bool kept =
      settings_.on_cancel == OnCancel::none && charge.timing == ChargeTiming::in_advance;
  if (!kept) return end;
  // What was billed in advance is kept; a term that begins on a free day was not.
  Date last = begins_period_on(charge, event.date) && !used ? end : end_of_term(charge, event.date);
  for (const ChargeSlot& slot : billed.slots) last = std::max(last, slot.period.end);
  return last;
}

Decision<void> TimelineCharges::cancel(const TimelineEvent& event) {
  if (paused_.erase(event.sub) != 0) return {};
  const TimelineCharge* found = running(event.sub, event.date);
  if (found == nullptr && !knows(event.sub)) {
    return reject(Reason::item_not_found, event.sub + " on " + to_text(event.date));
  }
  const Date end = found == nullptr ? event.date : end_of_cancelled(*found, event);
  end_all(event.sub, end, event.when == ChangeWhen::now ? event.date : end);
  return {};
}

Decision<void> TimelineCharges::pause(const TimelineEvent& event) {
  if (paused_.count(event.sub) != 0) return {};
  const TimelineCharge* found = running(event.sub, event.date);
  if (found == nullptr) {
    return reject(Reason::item_not_found, event.sub + " on " + to_text(event.date));
  }
  paused_[event.sub] = *found;
  end_all(event.sub, event.date, event.date);
  return {};
}

Decision<void> TimelineCharges::resume(const TimelineEvent& event) {
  const auto found = paused_.find(event.sub);
  if (found == paused_.end()) {
    return reject(Reason::item_not_found, event.sub + " is not paused");
  }
  TimelineCharge again = found->second;
  again.charge.id = charge_of(event.sub).id;
  again.charge.start = std::max(event.date, again.charge.start);
  again.charge.end = again.term_end;
  again.charge.closed_on.reset();
  again.slots.clear();
  again.tax_rates.clear();
  charges_.push_back(std::move(again));
  paused_.erase(found);
  return {};
}

}  // namespace satchel
