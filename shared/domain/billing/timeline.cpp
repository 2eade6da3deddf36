// Plays a timeline day by day and bills it.
#include "shared/domain/billing/timeline.h"

#include <algorithm>
#include <map>

#include "shared/base/result.h"
#include "shared/domain/billing/tax_tally.h"
#include "shared/domain/limits.h"

namespace satchel {
namespace {

/// A charge with what it has billed so far.
struct Billed {
  BillableCharge charge;
  std::string sub;
  std::vector<ChargeSlot> slots;
  std::vector<Decimal> tax_rates;  // Of each slot.
};

struct Usage {
  std::string sub;
  Date on;
  Money amount;
  bool billed = false;
};

unsigned day_in_month(Date date) { return static_cast<unsigned>(date.day()); }

/// The last Monday, or the first of January: from there all weeks or months of the calendar follow.
Alignment calendar_alignment(const Recurrence& every, Date start) {
  if (every.unit == PeriodUnit::week) {
    const std::chrono::weekday weekday{std::chrono::sys_days(start)};
    return align_to_start(add_days(start, -std::int64_t{weekday.iso_encoding() - 1}));
  }
  return {date(static_cast<int>(start.year()), 1, 1), 1, {}};
}

Alignment alignment_for(const TimelineEvent& event, Date start) {
  const Recurrence& every = event.plan.every;
  if (event.period)
    return {event.period->end, day_in_month(event.period->end), event.period->start};
  if (event.anchor_day) return align_to_day(every, start, *event.anchor_day);
  if (event.plan.aligned == PlanAlignment::calendar) return calendar_alignment(every, start);
  return align_to_start(start);
}

bool is_running(const Billed& billed, Date on) {
  const BillableCharge& charge = billed.charge;
  return charge.kind == ChargeKind::recurring && (!charge.end || *charge.end > on);
}

class World {
 public:
  explicit World(const Timeline& timeline)
      : timeline_(timeline),
        policy_{timeline.settings.proration, timeline.settings.rounding,
                timeline.settings.on_cancel != OnCancel::none},
        taxes_(timeline.settings.tax_rounding, timeline.settings.rounding, timeline.currency) {}

  Decision<std::vector<TimelineInvoice>> play() {
    const bool runs_are_named =
        timeline_.known_ahead ||
        std::any_of(timeline_.events.begin(), timeline_.events.end(),
                    [](const auto& event) { return event.action == TimelineAction::bill_run; });
    Date today = timeline_.bill_until;
    if (!timeline_.events.empty()) today = std::min(today, timeline_.events.front().date);
    for (const TimelineEvent& event : timeline_.events) {
      if (event.date > timeline_.bill_until && !timeline_.known_ahead) break;
      for (; !runs_are_named && today < event.date; today = add_days(today, 1)) {
        SATCHEL_TRY(run(today));
      }
      today = std::max(today, event.date);
      if (!runs_are_named && bills_first(event)) SATCHEL_TRY(run(today));
      SATCHEL_TRY(apply(event));
      if (event.action == TimelineAction::bill_run) SATCHEL_TRY(run(event.date));
    }
    if (runs_are_named) today = timeline_.bill_until;
    for (; today <= timeline_.bill_until; today = add_days(today, 1)) SATCHEL_TRY(run(today));
    return std::move(invoices_);
  }

 private:
  /// What began today is billed before it is changed; a cancellation on a free day undoes it.
  bool bills_first(const TimelineEvent& event) const {
    const bool changes =
        event.action == TimelineAction::change_plan ||
        event.action == TimelineAction::change_quantity ||
        event.action == TimelineAction::change_anchor_day ||
        (event.action == TimelineAction::cancel && timeline_.settings.last_day == LastDay::used);
    return changes && std::any_of(charges_.begin(), charges_.end(), [&](const Billed& billed) {
             return billed.sub == event.sub && billed.charge.start == event.date;
           });
  }

  Decision<void> apply(const TimelineEvent& event) {
    switch (event.action) {
      case TimelineAction::subscribe:
        return subscribe(event);
      case TimelineAction::change_plan:
      case TimelineAction::change_quantity:
      case TimelineAction::change_anchor_day:
        return change(event);
      case TimelineAction::cancel:
        return cancel(event);
      case TimelineAction::pause:
        return pause(event);
      case TimelineAction::resume:
        return resume(event);
      case TimelineAction::record_usage:
        usages_.push_back({event.sub, event.date, SATCHEL_TRY(money(event))});
        return {};
      case TimelineAction::add_one_time:
        add_fixed(event.sub, event.amount, event.quantity, event.date);
        return {};
      case TimelineAction::tax_rate:
        tax_rate_ = event.amount;
        return {};
      case TimelineAction::tax:
        tax_ = tax_ + SATCHEL_TRY(money(event));
        return {};
      case TimelineAction::credit:
        credit_ = credit_ + SATCHEL_TRY(money(event));
        return {};
      case TimelineAction::payment:
      case TimelineAction::bill_run:
        return {};
    }
    return {};
  }

  Decision<Money> money(const TimelineEvent& event) const {
    const auto amount = extend(event.amount, Ratio{}, timeline_.currency, policy_.rounding);
    if (!amount) return reject(Reason::amount_out_of_range, to_text(event.date));
    return *amount;
  }

  Billed* running(const std::string& sub, Date on) {
    for (auto each = charges_.rbegin(); each != charges_.rend(); ++each) {
      if (each->sub == sub && is_running(*each, on)) return &*each;
    }
    return nullptr;
  }

  Decision<Billed*> need_running(const TimelineEvent& event) {
    Billed* billed = running(event.sub, event.date);
    if (billed == nullptr) {
      return reject(Reason::item_not_found, event.sub + " on " + to_text(event.date));
    }
    return billed;
  }

  BillableCharge charge_named(const std::string& sub) {
    BillableCharge charge;
    charge.id = BillableChargeId::derive(sub, std::to_string(charges_.size()));
    charge.name = sub;
    charge.currency = timeline_.currency;
    return charge;
  }

  void add_fixed(const std::string& sub, const Decimal& price, std::int64_t quantity, Date on) {
    BillableCharge charge = charge_named(sub);
    charge.unit_price = price;
    charge.quantity = quantity;
    charge.start = on;
    charges_.push_back({charge, sub, {}, {}});
  }

  void begin(const TimelineEvent& event, Date start, const Alignment& alignment) {
    const TimelinePlan& plan = event.plan;
    if (plan.fixed_price) add_fixed(event.sub, *plan.fixed_price, 1, start);
    if (!plan.price) return;
    BillableCharge charge = charge_named(event.sub);
    charge.kind = ChargeKind::recurring;
    charge.timing = plan.timing;
    charge.unit_price = *plan.price;
    charge.quantity = plan.quantity;
    charge.every = plan.every;
    charge.alignment = alignment;
    charge.start = start;
    if (plan.terms) charge.end = billing_date(plan.every, align_to_start(start), *plan.terms);
    charges_.push_back({charge, event.sub, {}, {}});
  }

  Decision<void> subscribe(const TimelineEvent& event) {
    if (running(event.sub, event.date) != nullptr) {
      return reject(Reason::order_exists, event.sub);
    }
    const Date start = add_days(event.date, event.plan.trial_days);
    begin(event, start, alignment_for(event, start));
    return {};
  }

  /// The old charge ends, and its successor begins where it stopped; a trial runs to its end.
  Decision<void> change(const TimelineEvent& event) {
    const BillableCharge old = SATCHEL_TRY(need_running(event))->charge;
    const Date from = effective(old, event);
    const Date start = std::max(from, old.start);
    TimelineEvent next = event;
    if (event.action != TimelineAction::change_plan) {
      next.plan = {};
      next.plan.price = old.unit_price;
      next.plan.every = old.every;
      next.plan.timing = old.timing;
      next.plan.quantity =
          event.action == TimelineAction::change_quantity ? event.quantity : old.quantity;
    }
    const bool aligned_anew =
        event.anchor_day || event.period || next.plan.aligned == PlanAlignment::calendar;
    end_all(event.sub, from, from);
    begin(next, add_days(start, next.plan.trial_days),
          aligned_anew ? alignment_for(next, start) : *old.alignment);
    return {};
  }

  static Date effective(const BillableCharge& charge, const TimelineEvent& event) {
    return event.when == ChangeWhen::now ? event.date : end_of_term(charge, event.date);
  }

  static Date end_of_term(const BillableCharge& charge, Date on) {
    const Date within = std::max(on, charge.start);
    const Date end = period_holding(charge.every, *charge.alignment, within).end;
    return charge.end ? std::min(end, *charge.end) : end;
  }

  /// Ends what runs of the subscription; what has not begun by then never does.
  void end_all(const std::string& sub, Date end, Date closed_on) {
    for (Billed& billed : charges_) {
      if (billed.sub != sub || !is_running(billed, end)) continue;
      billed.charge.end = std::max(end, billed.charge.start);
      billed.charge.closed_on = closed_on;
    }
  }

  Decision<void> cancel(const TimelineEvent& event) {
    const BillableCharge charge = SATCHEL_TRY(need_running(event))->charge;
    Date end = effective(charge, event);
    if (event.when == ChangeWhen::now) {
      if (timeline_.settings.last_day == LastDay::used) end = add_days(end, 1);
      const bool kept = timeline_.settings.on_cancel == OnCancel::none &&
                        charge.timing == ChargeTiming::in_advance;
      const bool begins =
          period_holding(charge.every, *charge.alignment, event.date).start == event.date;
      if (kept && !begins) end = end_of_term(charge, event.date);
    }
    end_all(event.sub, end, event.when == ChangeWhen::now ? event.date : end);
    return {};
  }

  Decision<void> pause(const TimelineEvent& event) {
    paused_[event.sub] = SATCHEL_TRY(need_running(event))->charge;
    end_all(event.sub, event.date, event.date);
    return {};
  }

  Decision<void> resume(const TimelineEvent& event) {
    const auto found = paused_.find(event.sub);
    if (found == paused_.end()) return reject(Reason::item_not_found, event.sub);
    BillableCharge charge = found->second;
    charge.id = charge_named(event.sub).id;
    charge.start = std::max(event.date, charge.start);
    charges_.push_back({charge, event.sub, {}, {}});
    paused_.erase(found);
    return {};
  }

  Decision<void> run(Date today) {
    TimelineInvoice invoice;
    invoice.date = today;
    invoice.total = Money{0, timeline_.currency};
    taxes_ = TaxTally(timeline_.settings.tax_rounding, policy_.rounding, timeline_.currency);
    for (Billed& billed : charges_) {
      if (billed.charge.start > today) continue;
      const auto lines = SATCHEL_TRY(plan_charge(billed.charge, billed.slots, today, {1, policy_}));
      for (const ChargeLine& line : lines) add(invoice, billed, line);
    }
    for (Usage& usage : usages_) add(invoice, usage, today);
    if (!invoice.lines.empty() || tax_.minor != 0) finish(invoice);
    return {};
  }

  void add(TimelineInvoice& invoice, Billed& billed, const ChargeLine& line) {
    const bool credit = line.kind == LineKind::credit;
    Decimal rate = tax_rate_;
    if (credit) {
      const auto slot =
          std::find_if(billed.slots.begin(), billed.slots.end(),
                       [&](const auto& each) { return each.period.end == line.period.end; });
      rate = billed.tax_rates[static_cast<std::size_t>(slot - billed.slots.begin())];
      slot->period.end = line.period.start;
      slot->amount = slot->amount + line.amount;
    } else {
      billed.slots.push_back({billed.charge.id, line.period, line.amount});
      billed.tax_rates.push_back(rate);
    }
    const auto kind = credit                         ? TimelineLineKind::credit
                      : line.kind == LineKind::fixed ? TimelineLineKind::fixed
                                                     : TimelineLineKind::recurring;
    push(invoice, {kind, billed.sub, line.period, line.amount, explain(billed, line)}, rate);
  }

  void add(TimelineInvoice& invoice, Usage& usage, Date today) {
    if (usage.billed || usage.on > today) return;
    Period period{usage.on, add_days(usage.on, 1)};
    for (const Billed& billed : charges_) {
      const BillableCharge& charge = billed.charge;
      const bool holds = charge.kind == ChargeKind::recurring && charge.start <= usage.on &&
                         (usage.sub.empty() || usage.sub == billed.sub);
      if (!holds) continue;
      period = period_holding(charge.every, *charge.alignment, usage.on);
      period.start = std::max(period.start, charge.start);
      const bool closed = charge.closed_on && *charge.closed_on <= today;
      if (charge.end && *charge.end<period.end&& * charge.end> period.start) {
        period.end = *charge.end;
      }
      if (period.end > today && !closed) return;
    }
    usage.billed = true;
    push(
        invoice,
        {TimelineLineKind::usage, usage.sub, period, usage.amount, "usage of " + to_text(usage.on)},
        tax_rate_);
  }

  void push(TimelineInvoice& invoice, TimelineLine line, const Decimal& tax_rate) {
    invoice.total = invoice.total + line.amount;
    taxes_.add(line.amount, tax_rate);
    invoice.lines.push_back(std::move(line));
  }

  void finish(TimelineInvoice& invoice) {
    const Money zero{0, timeline_.currency};
    if (!taxes_.empty() || tax_.minor != 0) {
      const Money tax = tax_ + taxes_.tax();
      invoice.lines.push_back({TimelineLineKind::tax, "", {}, tax, taxes_.words()});
      invoice.total = invoice.total + tax;
    }
    tax_ = zero;
    const Money applied{std::min(credit_.minor, std::max<std::int64_t>(invoice.total.minor, 0)),
                        timeline_.currency};
    if (applied.minor > 0) {
      invoice.lines.push_back({TimelineLineKind::credit_applied,
                               "",
                               {},
                               zero - applied,
                               "from the account's credit of " + plain_amount(credit_)});
      invoice.total = invoice.total - applied;
      credit_ = credit_ - applied;
    }
    invoices_.push_back(std::move(invoice));
  }

  static std::string explain(const Billed& billed, const ChargeLine& line) {
    std::string text = to_text(line.price);
    if (line.units != 1) text += " x " + std::to_string(line.units);
    if (line.kind == LineKind::fixed) return text + ", once";
    const bool whole = line.share.days == line.share.whole;
    text += whole ? ", a whole period"
                  : " x " + std::to_string(line.share.days) + " of " +
                        std::to_string(line.share.whole) + " days";
    text += billed.charge.timing == ChargeTiming::in_advance ? ", in advance" : ", in arrears";
    if (line.kind == LineKind::credit) text += ", unused and given back";
    return text;
  }

  const Timeline& timeline_;
  BillingPolicy policy_;
  std::vector<Billed> charges_;
  std::vector<Usage> usages_;
  std::map<std::string, BillableCharge> paused_;
  TaxTally taxes_;  // Of the invoice being made.
  Decimal tax_rate_;
  Money tax_{0, timeline_.currency};
  Money credit_{0, timeline_.currency};
  std::vector<TimelineInvoice> invoices_;
};

}  // namespace

Decision<std::vector<TimelineInvoice>> bill_timeline(const Timeline& timeline) {
  return World(timeline).play();
}

std::vector<Date> billing_dates(const Recurrence& every, Date start) {
  const Alignment alignment = align_to_start(start);
  const Date end = add_months(start, 60, alignment.day);
  std::vector<Date> dates;
  for (std::int64_t index = 1; billing_date(every, alignment, index) <= end; ++index) {
    dates.push_back(billing_date(every, alignment, index));
  }
  return dates;
}

}  // namespace satchel
