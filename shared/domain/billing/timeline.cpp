// Plays a timeline day by day and bills it.
#include "shared/domain/billing/timeline.h"

#include <algorithm>

#include "shared/base/result.h"
#include "shared/domain/billing/tax_tally.h"
#include "shared/domain/billing/timeline_charges.h"
#include "shared/domain/limits.h"

namespace satchel {
namespace {

struct Usage {
  std::string sub;
  Date on;
  Money amount;
  bool billed = false;
};

struct TaxRate {
  Date from;
  Decimal rate;
};

class World {
 public:
  explicit World(const Timeline& timeline)
      : timeline_(timeline),
        policy_{timeline.settings.proration, timeline.settings.rounding, true},
        charges_(timeline.settings, timeline.currency) {}

  Decision<std::vector<TimelineInvoice>> play() {
    const Date until = timeline_.bill_until;
    const bool named = runs_are_named();
    Date today = timeline_.events.empty() ? until : std::min(until, timeline_.events.front().date);
    for (const TimelineEvent& event : timeline_.events) {
      if (event.date > until && !timeline_.known_ahead) break;
      if (!named) SATCHEL_TRY(run_until(today, event.date));
      today = std::max(today, event.date);
      if (!named && charges_.bills_first(event)) SATCHEL_TRY(run(today));
      SATCHEL_TRY(apply(event));
      if (event.action == TimelineAction::bill_run && !timeline_.known_ahead) {
        SATCHEL_TRY(run(event.date));
      }
    }
    SATCHEL_TRY(run_until(named ? until : today, add_days(until, 1)));
    return std::move(invoices_);
  }

 private:
  bool runs_are_named() const {
    return timeline_.known_ahead ||
           std::any_of(timeline_.events.begin(), timeline_.events.end(),
                       [](const auto& event) { return event.action == TimelineAction::bill_run; });
  }

  Decision<void> run_until(Date from, Date end) {
    for (Date day = from; day < end; day = add_days(day, 1)) SATCHEL_TRY(run(day));
    return {};
  }

  /// What is known ahead changes subscriptions; money of later days is not there yet.
  Decision<void> apply(const TimelineEvent& event) {
    SATCHEL_TRY(charges_.apply(event));
    if (event.date > timeline_.bill_until) return {};
    const bool of_money = event.action == TimelineAction::record_usage ||
                          event.action == TimelineAction::tax ||
                          event.action == TimelineAction::credit;
    if (event.action == TimelineAction::tax_rate) rates_.push_back({event.date, event.amount});
    if (!of_money) return {};
    const auto amount = extend(event.amount, Ratio{}, timeline_.currency, policy_.rounding);
    if (!amount) return reject(Reason::amount_out_of_range, to_text(event.date));
    if (event.action == TimelineAction::record_usage) {
      usages_.push_back({event.sub, event.date, *amount});
      return {};
    }
    Money& sum = event.action == TimelineAction::tax ? tax_ : credit_;
    return add(sum, *amount);
  }

  Decision<void> add(Money& sum, Money amount) const {
    const bool fits = std::abs(sum.minor) <= total_minor_max - std::abs(amount.minor);
    if (!fits) return reject(Reason::amount_out_of_range, "a total");
    sum = sum + amount;
    return {};
  }

  /// The rate in force when the line fell due: known ahead, that may be long before the run.
  Decimal rate_on(Date due) const {
    Decimal rate;
    for (const TaxRate& each : rates_) {
      if (each.from <= due) rate = each.rate;
    }
    return rate;
  }

  Date due_day(const BillableCharge& charge, const ChargeLine& line, Date today) const {
    if (!timeline_.known_ahead) return today;
    const bool arrears =
        line.kind == LineKind::recurring && charge.timing == ChargeTiming::in_arrears;
    return std::min(today, arrears ? line.period.end : line.period.start);
  }

  Decision<void> run(Date today) {
    TimelineInvoice invoice;
    invoice.date = today;
    invoice.total = Money{0, timeline_.currency};
    TaxTally taxes(timeline_.settings.tax_rounding, policy_.rounding, timeline_.currency);
    for (TimelineCharge& billed : charges_.all()) {
      const BillableCharge& charge = billed.charge;
      const bool never = charge.kind == ChargeKind::one_time && charge.end;
      if (charge.start > today || never) continue;
      const auto lines = SATCHEL_TRY(plan_charge(charge, {billed.slots, {}}, today, {1, policy_}));
      for (const ChargeLine& line : lines) {
        const Decimal rate = claim(billed, line, due_day(charge, line, today));
        taxes.add(line.amount, rate);
        SATCHEL_TRY(push(invoice, line_of(billed, line)));
      }
    }
    for (Usage& usage : usages_) SATCHEL_TRY(add_usage(invoice, taxes, usage, today));
    if (invoice.lines.empty()) return {};
    SATCHEL_TRY(add_taxes(invoice, taxes));
    SATCHEL_TRY(use_credit(invoice));
    invoices_.push_back(std::move(invoice));
    return {};
  }

  /// Keeps what the line claims or gives back, and returns its tax rate: a credit's is the
  /// charge's.
  Decimal claim(TimelineCharge& billed, const ChargeLine& line, Date due) const {
    if (line.kind != LineKind::credit) {
      billed.slots.push_back({billed.charge.id, line.period, line.amount});
      billed.tax_rates.push_back(rate_on(due));
      return billed.tax_rates.back();
    }
    std::size_t index = 0;
    while (billed.slots[index].period.end != line.period.end) ++index;
    billed.slots[index].period.end = line.period.start;
    billed.slots[index].amount = billed.slots[index].amount + line.amount;
    return billed.tax_rates[index];
  }

  Decision<void> push(TimelineInvoice& invoice, TimelineLine line) const {
    SATCHEL_TRY(add(invoice.total, line.amount));
    invoice.lines.push_back(std::move(line));
    return {};
  }

  static TimelineLine line_of(const TimelineCharge& billed, const ChargeLine& line) {
    const auto kind = line.kind == LineKind::credit  ? TimelineLineKind::credit
                      : line.kind == LineKind::fixed ? TimelineLineKind::fixed
                                                     : TimelineLineKind::recurring;
    return {kind, billed.sub, line.period, line.amount, explain(billed, line), {}};
  }

  static std::string explain(const TimelineCharge& billed, const ChargeLine& line) {
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

  /// The period that holds the usage, of the subscription it belongs to; one day without any.
  std::optional<Period> usage_period(const Usage& usage, Date today) {
    Period period{usage.on, add_days(usage.on, 1)};
    for (const TimelineCharge& billed : charges_.all()) {
      const BillableCharge& charge = billed.charge;
      const bool holds = charge.kind == ChargeKind::recurring && charge.start <= usage.on &&
                         (usage.sub.empty() || usage.sub == billed.sub);
      if (!holds) continue;
      period = period_holding(charge.every, *charge.alignment, usage.on);
      period.start = std::max(period.start, charge.start);
      if (charge.end && *charge.end<period.end&& * charge.end> period.start) {
        period.end = *charge.end;
      }
      const bool closed = charge.closed_on && *charge.closed_on <= today;
      if (period.end > today && !closed) return std::nullopt;
    }
    return period;
  }

  Decision<void> add_usage(TimelineInvoice& invoice, TaxTally& taxes, Usage& usage, Date today) {
    if (usage.billed || usage.on > today) return {};
    const auto period = usage_period(usage, today);
    if (!period) return {};
    usage.billed = true;
    taxes.add(usage.amount, rate_on(std::min(today, period->end)));
    return push(invoice, {TimelineLineKind::usage,
                          usage.sub,
                          period,
                          usage.amount,
                          "usage of " + to_text(usage.on),
                          {}});
  }

  Decision<void> add_taxes(TimelineInvoice& invoice, const TaxTally& taxes) {
    for (const TaxTally::Part& part : taxes.parts()) {
      const std::string words = to_text(part.rate) + " % of " + plain_amount(part.base);
      SATCHEL_TRY(push(invoice, {TimelineLineKind::tax, "", {}, part.tax, words, part.rate}));
    }
    if (tax_.minor == 0) return {};
    SATCHEL_TRY(push(invoice, {TimelineLineKind::tax, "", {}, tax_, "as entered", {}}));
    tax_.minor = 0;
    return {};
  }

  Decision<void> use_credit(TimelineInvoice& invoice) {
    const Money applied{std::min(credit_.minor, invoice.total.minor), timeline_.currency};
    if (applied.minor <= 0) return {};
    const std::string words = "from the account's credit of " + plain_amount(credit_);
    credit_ = credit_ - applied;
    return push(invoice, {TimelineLineKind::credit_applied,
                          "",
                          {},
                          Money{-applied.minor, applied.currency},
                          words,
                          {}});
  }

  const Timeline& timeline_;
  BillingPolicy policy_;
  TimelineCharges charges_;
  std::vector<Usage> usages_;
  std::vector<TaxRate> rates_;
  Money tax_{0, timeline_.currency};
  Money credit_{0, timeline_.currency};
  std::vector<TimelineInvoice> invoices_;
};

}  // namespace

Decision<std::vector<TimelineInvoice>> bill_timeline(const Timeline& timeline) {
  return World(timeline).play();
}

std::vector<Date> billing_dates(const Recurrence& every, Date start, PlanAlignment aligned) {
  const Alignment alignment =
      aligned == PlanAlignment::calendar ? align_to_calendar(every, start) : align_to_start(start);
  const Date end = add_months(start, 60, static_cast<unsigned>(start.day()));
  std::vector<Date> dates;
  for (std::int64_t index = 0; billing_date(every, alignment, index) <= end; ++index) {
    const Date day = billing_date(every, alignment, index);
    if (day > start) dates.push_back(day);
  }
  return dates;
}

}  // namespace satchel
