// TimelineCharges: a customer's subscriptions as charges, and what changes of mind do to them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shared/domain/billing/timeline.h"

namespace satchel {

/// A charge of the timeline with what it has billed so far.
struct TimelineCharge {
  BillableCharge charge;
  std::string sub;
  bool of_plan = true;           // Ends with the subscription; else it was sold by itself.
  std::optional<Date> term_end;  // Where the plan's terms end, whatever ends it earlier.
  std::vector<ChargeSlot> slots;
  std::vector<Decimal> tax_rates;  // Of each slot.
};

class TimelineCharges {
 public:
  TimelineCharges(const TimelineSettings& settings, Currency currency)
      : settings_(settings), currency_(currency) {}

  /// Applies a change of subscriptions; other events are nothing to it. Refuses a change of what is
  /// not there, and a first period that begins after the service.
  Decision<void> apply(const TimelineEvent& event);

  /// Returns whether what begins on the event's day is billed before the event: a subscription that
  /// began today before it is changed; a renewal before a cancellation whose day is still used.
  bool bills_first(const TimelineEvent& event) const;

  /// All charges there ever were; a charge keeps its place.
  std::vector<TimelineCharge>& all() { return charges_; }

 private:
  Decision<void> subscribe(const TimelineEvent& event);
  Decision<void> change(const TimelineEvent& event);
  Decision<void> change_all(const TimelineEvent& event);
  Decision<void> cancel(const TimelineEvent& event);
  Decision<void> pause(const TimelineEvent& event);
  Decision<void> resume(const TimelineEvent& event);

  /// Returns the charge in force on the day; without one the first that is still to begin; or null.
  const TimelineCharge* running(const std::string& sub, Date on) const;
  bool knows(const std::string& sub) const;
  std::vector<std::string> subs() const;
  Date end_of_cancelled(const TimelineCharge& billed, const TimelineEvent& event) const;
  void begin(const TimelineEvent& event, Date start, const Alignment& alignment);
  void add_fixed(const TimelineEvent& event, const Decimal& price, Date on);
  void end_all(const std::string& sub, Date end, Date closed_on);
  BillableCharge charge_of(const std::string& sub) const;

  TimelineSettings settings_;
  Currency currency_;
  std::vector<TimelineCharge> charges_;
  std::map<std::string, TimelineCharge> paused_;
  std::map<std::string, Date> trial_ends_;  // Of each subscription's first plan.
};

}  // namespace satchel
