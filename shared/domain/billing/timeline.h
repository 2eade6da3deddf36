// Timeline: a customer's changes of mind by date, and the invoices they lead to. The pure world
// behind `satchel simulate`; it bills by the same function as the bill run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/domain/billing/charge_lines.h"
#include "shared/domain/billing/tax_tally.h"

namespace satchel {

/// What the unused part of a charge in advance becomes when it is cancelled.
enum class OnCancel { credit, none, refund };
SATCHEL_ENUM_WORDS(OnCancel, "credit", "none", "refund");

/// Whether the day of a cancellation is still paid for. The day of a plan change belongs to the new
/// plan.
enum class LastDay { free, used };
SATCHEL_ENUM_WORDS(LastDay, "free", "used");

struct TimelineSettings {
  Proration proration = Proration::actual_days;
  LastDay last_day = LastDay::free;
  OnCancel on_cancel = OnCancel::credit;
  TaxRounding tax_rounding = TaxRounding::line;
  Rounding rounding = Rounding::half_up;
};

/// Where a plan's periods begin, unless the event says a day of the month.
enum class PlanAlignment { anniversary, calendar };

struct TimelinePlan {
  std::optional<Decimal> price;        // Per period and unit; nothing for a plan without.
  std::optional<Decimal> fixed_price;  // Once, when the plan begins.
  std::int64_t quantity = 1;
  Recurrence every;
  PlanAlignment aligned = PlanAlignment::anniversary;
  ChargeTiming timing = ChargeTiming::in_advance;
  std::int64_t trial_days = 0;
  std::optional<std::int64_t> terms;  // How many periods it lasts; nothing for evergreen.
};

enum class TimelineAction {
  subscribe,
  change_plan,
  change_quantity,
  change_anchor_day,
  cancel,
  pause,
  resume,
  record_usage,
  add_one_time,
  tax_rate,
  tax,
  credit,
  payment,
  bill_run
};
SATCHEL_ENUM_WORDS(TimelineAction, "subscribe", "change_plan", "change_quantity",
                   "change_anchor_day", "cancel", "pause", "resume", "record_usage", "add_one_time",
                   "tax_rate", "tax", "credit", "payment", "bill_run");

enum class ChangeWhen { now, end_of_term };
SATCHEL_ENUM_WORDS(ChangeWhen, "now", "end_of_term");

/// One change; the fields that its action does not use stay empty.
struct TimelineEvent {
  Date date =
      satchel::date(1970, 1, 1);  // A day before that of the event ahead of it is backdated.
  TimelineAction action = TimelineAction::subscribe;
  std::string sub;
  TimelinePlan plan;
  std::optional<unsigned> anchor_day;
  std::optional<Period> period;  // The first one, where it is no whole recurrence.
  ChangeWhen when = ChangeWhen::now;
  std::int64_t quantity = 1;
  Decimal amount;  // Money in major units; a unit price; per cent of tax.
};

struct Timeline {
  Currency currency = Currency::usd;
  TimelineSettings settings;
  std::vector<TimelineEvent> events;
  Date bill_until = date(1970, 1, 1);  // Of the last run, inclusive.
  bool known_ahead = false;            // One run, at the end, that knows all that happens.
};

enum class TimelineLineKind { recurring, fixed, usage, credit, tax, discount, credit_applied };
SATCHEL_ENUM_WORDS(TimelineLineKind, "recurring", "fixed", "usage", "credit", "tax", "discount",
                   "credit_applied");

struct TimelineLine {
  TimelineLineKind kind = TimelineLineKind::recurring;
  std::string sub;
  std::optional<Period> period;
  Money amount;
  std::string explanation;
  std::optional<Decimal> rate = {};  // Of a tax by rate, in per cent.
};

struct TimelineInvoice {
  Date date = satchel::date(1970, 1, 1);
  std::vector<TimelineLine> lines;
  Money total;
};

/// Returns the invoices of the timeline, oldest first; no invoice without lines. Runs are made
/// where the timeline says, else each day that something falls due; a subscription is billed before
/// it is changed on its first day. Refuses a change of what is not there, and amounts out of range.
Decision<std::vector<TimelineInvoice>> bill_timeline(const Timeline& timeline);

/// Returns the billing dates after `start` within five years.
std::vector<Date> billing_dates(const Recurrence& every, Date start,
                                PlanAlignment aligned = PlanAlignment::anniversary);

}  // namespace satchel
