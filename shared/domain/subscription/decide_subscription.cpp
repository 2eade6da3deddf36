// The changes of mind: which charges end, and which begin.
#include "shared/domain/subscription/decide_subscription.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/domain/access/permission.h"
#include "shared/domain/limits.h"

namespace satchel {
namespace {

using Changed = Decision<SubscriptionChange>;

bool is_yours(const SubscriptionFacts& facts, const AccountId& account) {
  return facts.account && in_scope(facts.actor, facts.account->territories) && facts.subscription &&
         facts.subscription->account_id == account;
}

/// What every change asks first.
std::optional<Rejection> refusal(const SubscriptionFacts& facts, const AccountId& account,
                                 Date on) {
  if (!may(facts.actor.role, Permission::subscription_change)) {
    return Rejection{Reason::role_not_allowed, {}};
  }
  if (!is_yours(facts, account)) return Rejection{Reason::subscription_not_found, {}};
  if (on < facts.subscription->start)
    return Rejection{Reason::date_before_start, {{"on", Reason::date_before_start}}};
  const auto& end = facts.subscription->end;
  if (end && !(on < *end)) return Rejection{Reason::subscription_ended, {}};
  return std::nullopt;
}

/// Whether a later day has newer prices than the book in force on this one.
bool is_priced_later(const SubscriptionFacts& facts, const BillableCharge& charge, Date on) {
  return on < charge.start && facts.book && facts.book->version < charge.price_book_version;
}

bool goes_on_at(const BillableCharge& charge, Date on) {
  return charge.kind != ChargeKind::one_time && (!charge.end || on < *charge.end);
}

/// Ends the charge on the day; one that has not begun by then never does.
BillableCharge ended_on(BillableCharge charge, Date on) {
  charge.end = std::max(charge.start, on);
  charge.closed_on = on;
  return charge;
}

/// Collects a change; ids of new charges derive from how many there were before.
class Change {
 public:
  explicit Change(const SubscriptionFacts& facts) : facts_(facts) {
    result_.subscription = *facts.subscription;
  }

  void end(const BillableCharge& charge, Date on, bool paused = false) {
    result_.ended.push_back(ended_on(charge, on));
    result_.ended.back().paused = paused;
  }

  /// What a pause ended is resumed once.
  void resumed(BillableCharge charge) {
    charge.paused = false;
    result_.ended.push_back(std::move(charge));
  }

  void begin(BillableCharge charge) {
    const std::size_t count = facts_.charges.size() + result_.begun.size();
    charge.id =
        BillableChargeId::derive(facts_.subscription->id.text(), "change/" + std::to_string(count));
    charge.closed_on.reset();
    charge.paused = false;
    result_.begun.push_back(std::move(charge));
  }

  SubscriptionChange take() { return std::move(result_); }
  Subscription& subscription() { return result_.subscription; }

 private:
  const SubscriptionFacts& facts_;
  SubscriptionChange result_;
};

/// Net recurring charges of an average month, of the charges in force last.
Money monthly_of(const SubscriptionChange& change, const std::vector<BillableCharge>& before) {
  Money monthly{0, change.subscription.monthly.currency};
  std::vector<BillableCharge> charges = change.begun;
  for (const BillableCharge& old : before) {
    const auto same = [&](const BillableCharge& ended) { return ended.id == old.id; };
    if (std::none_of(change.ended.begin(), change.ended.end(), same)) charges.push_back(old);
  }
  for (const BillableCharge& charge : charges) {
    if (charge.kind != ChargeKind::recurring || charge.end) continue;
    const PricedUnits priced =
        price_units({charge.terms, charge.model, charge.unit_price}, charge.quantity);
    if (!priced.price) continue;
    const auto amount =
        extend(*priced.price, priced.units * (discount_ppm_max - charge.discount_ppm),
               discount_ppm_max, charge.currency);
    if (amount) monthly = monthly + monthly_share(*amount, charge.every);
  }
  return monthly;
}

const Price* price_in(const SubscriptionFacts& facts, const Charge& charge) {
  return find_price(charge, facts.subscription->monthly.currency);
}

/// The charge as the catalogue has it now, in place of `old`.
std::optional<BillableCharge> priced_anew(const SubscriptionFacts& facts, const BillableCharge& old,
                                          const Charge& charge) {
  const Price* price = price_in(facts, charge);
  if (price == nullptr) return std::nullopt;
  BillableCharge fresh = old;
  fresh.catalogue_id = charge.id;
  fresh.kind = charge.kind;
  fresh.model = charge.model;
  fresh.timing = charge.timing;
  fresh.every = charge.every;
  fresh.unit_price = price->amount;
  fresh.terms = price->terms;
  fresh.price_book_version = facts.book->version;
  return fresh;
}

const Plan* plan_in_force(const SubscriptionFacts& facts, const PlanId& id) {
  if (!facts.book) return nullptr;
  const Product* product = find_product(*facts.book, facts.subscription->product_id);
  return product == nullptr ? nullptr : find_plan(*product, id);
}

/// Whether a version of the price book has the charge at this price.
bool has_price(const SubscriptionFacts& facts, const PriceBook& book,
               const BillableCharge& charge) {
  const Product* product = find_product(book, facts.subscription->product_id);
  const Plan* plan =
      product == nullptr ? nullptr : find_plan(*product, facts.subscription->plan_id);
  if (plan == nullptr) return false;
  const auto same = [&](const Charge& each) { return each.id == charge.catalogue_id; };
  const auto found = std::find_if(plan->charges.begin(), plan->charges.end(), same);
  if (found == plan->charges.end()) return false;
  const Price* price = price_in(facts, *found);
  return price != nullptr && price->amount == charge.unit_price && price->terms == charge.terms &&
         found->model == charge.model;
}

std::optional<Date> earlier_of(const std::optional<Date>& one, const std::optional<Date>& other) {
  if (!one || !other) return one ? one : other;
  return std::min(*one, *other);
}

/// A pattern for the charges of a new plan: what all charges of the subscription have in common, as
/// the last phase has it.
BillableCharge pattern_of(const SubscriptionFacts& facts, Date on) {
  const auto last =
      std::find_if(facts.charges.rbegin(), facts.charges.rend(),
                   [&](const BillableCharge& charge) { return goes_on_at(charge, on); });
  BillableCharge pattern = last == facts.charges.rend() ? facts.charges.back() : *last;
  pattern.start = on;
  pattern.end = pattern.terms_end = facts.subscription->end;
  return pattern;
}

Changed change_plan(const SubscriptionFacts& facts, const ChangeSubscription& command, Date on) {
  const Plan* plan = plan_in_force(facts, *command.plan_id);
  if (plan == nullptr) return reject(Reason::product_not_sold, "plan_id");
  if (facts.charges.empty()) return reject(Reason::subscription_not_found);
  Change change(facts);
  for (const BillableCharge& charge : facts.charges) {
    if (goes_on_at(charge, on)) change.end(charge, on);
  }
  BillableCharge pattern = pattern_of(facts, on);
  pattern.quantity = command.quantity.value_or(facts.subscription->quantity);
  for (const Charge& charge : plan->charges) {
    // What is charged once belongs to the beginning of the service.
    if (charge.kind == ChargeKind::one_time) continue;
    auto fresh = priced_anew(facts, pattern, charge);
    if (!fresh) return reject(Reason::product_not_sold, "plan_id");
    fresh->name = facts.subscription->name + ", " + charge.name;
    fresh->alignment = charge.every == pattern.every ? pattern.alignment : std::nullopt;
    if (charge.alignment == ChargeAlignment::anniversary && !fresh->alignment) {
      fresh->alignment = align_to_start(on);
    }
    change.begin(*std::move(fresh));
  }
  change.subscription().plan_id = plan->id;
  change.subscription().quantity = pattern.quantity;
  return change.take();
}

Changed change_quantity(const SubscriptionFacts& facts, const ChangeSubscription& command,
                        Date on) {
  const Plan* plan =
      command.current_prices ? plan_in_force(facts, facts.subscription->plan_id) : nullptr;
  if (command.current_prices && plan == nullptr) return reject(Reason::product_not_sold, "on");
  Change change(facts);
  for (const BillableCharge& charge : facts.charges) {
    if (!goes_on_at(charge, on) || charge.start == charge.end) continue;
    if (plan != nullptr && is_priced_later(facts, charge, on)) continue;
    change.end(charge, on);
    BillableCharge next = charge;
    next.start = std::max(charge.start, on);
    next.quantity = command.quantity.value_or(charge.quantity);
    if (plan != nullptr) {
      const auto same = [&](const Charge& each) { return each.id == charge.catalogue_id; };
      const auto found = std::find_if(plan->charges.begin(), plan->charges.end(), same);
      if (found == plan->charges.end()) return reject(Reason::charges_differ);
      const auto fresh = priced_anew(facts, next, *found);
      if (!fresh) return reject(Reason::product_not_sold);
      next = *fresh;
    }
    change.begin(std::move(next));
  }
  change.subscription().quantity = command.quantity.value_or(facts.subscription->quantity);
  return change.take();
}

}  // namespace

PriceStanding price_standing_of(const SubscriptionFacts& facts,
                                const std::vector<PriceBook>& sold_under, Date on) {
  bool current = true;
  bool agreed = false;
  for (const BillableCharge& charge : facts.charges) {
    if (!goes_on_at(charge, on) || charge.start == charge.end) continue;
    if (is_priced_later(facts, charge, on)) continue;
    current = current && facts.book && has_price(facts, *facts.book, charge);
    const auto pinned = [&](const PriceBook& book) {
      return book.version == charge.price_book_version && has_price(facts, book, charge);
    };
    agreed = agreed || std::none_of(sold_under.begin(), sold_under.end(), pinned);
  }
  if (current) return PriceStanding::current;
  return agreed ? PriceStanding::agreed : PriceStanding::older;
}

Date end_of_term(const SubscriptionFacts& facts, Date day) {
  Date end = day;
  for (const BillableCharge& charge : facts.charges) {
    if (charge.kind == ChargeKind::one_time || !goes_on_at(charge, day)) continue;
    const Alignment alignment = charge.alignment.value_or(align_to_day(
        charge.every, charge.start, facts.account ? facts.account->bill_cycle_day : 1));
    const Date begins = std::max(charge.start, day);
    Date period_end = period_holding(charge.every, alignment, begins).end;
    if (charge.end) period_end = std::min(period_end, *charge.end);
    end = std::max(end, period_end);
  }
  return end;
}

Decision<UsageRecord> decide(const SubscriptionFacts& facts, const RecordUsage& command) {
  const TakenUsage& taken = command.usage;
  if (!may(facts.actor.role, Permission::usage_record)) return reject(Reason::role_not_allowed);
  if (!is_yours(facts, taken.account_id)) return reject(Reason::subscription_not_found);
  if (facts.usage) {
    const TakenUsage& recorded = *facts.usage;
    if (recorded == taken) return *facts.usage;
    return reject(Reason::usage_exists, "id");
  }
  if (taken.used_on < facts.subscription->start) {
    return reject(Reason::date_before_start, "used_on");
  }
  if (taken.used_on > add_days(facts.today, 1)) return reject(Reason::date_in_future, "used_on");
  if (taken.units.coefficient < 0) return reject(Reason::field_invalid, "units");
  if (!is_clean_utf8(taken.note)) return reject(Reason::field_invalid, "note");
  if (length_of(taken.note) > short_text_length_max) return reject(Reason::field_too_long, "note");

  UsageRecord record;
  static_cast<TakenUsage&>(record) = taken;
  record.recorded_by = facts.actor.user_id;
  record.recorded_by_name = facts.actor.name;
  record.recorded_at = facts.at;
  if (facts.on_device) return record;
  const auto found =
      std::find_if(facts.charges.begin(), facts.charges.end(), [&](const BillableCharge& charge) {
        return charge.kind == ChargeKind::usage && charge.catalogue_id == taken.charge_id &&
               charge.start <= taken.used_on && goes_on_at(charge, taken.used_on);
      });
  if (found == facts.charges.end()) return reject(Reason::usage_not_charged, "charge_id");
  record.billable_id = found->id;
  return record;
}

Changed decide(const SubscriptionFacts& facts, const ChangeSubscription& command) {
  const Date on = command.on.value_or(end_of_term(facts, facts.today));
  if (auto refused = refusal(facts, command.account_id, on)) return tl::unexpected(*refused);
  if (facts.subscription->state == SubscriptionState::paused) {
    return reject(Reason::subscription_paused);
  }
  if (!command.plan_id && !command.quantity && !command.current_prices) {
    return reject(Reason::field_required, "plan_id");
  }
  if (command.quantity && (*command.quantity < 1 || *command.quantity > quantity_max)) {
    return reject(Reason::quantity_out_of_range, "quantity");
  }
  Changed changed =
      command.plan_id ? change_plan(facts, command, on) : change_quantity(facts, command, on);
  if (changed) changed->subscription.monthly = monthly_of(*changed, facts.charges);
  return changed;
}

Changed decide(const SubscriptionFacts& facts, const CancelSubscription& command) {
  Date on = command.on.value_or(end_of_term(facts, facts.today));
  if (auto refused = refusal(facts, command.account_id, on)) return tl::unexpected(*refused);
  if (length_of(command.reason) > notes_length_max) return reject(Reason::field_too_long, "reason");
  // Without a credit the history changes, not the credit: what was billed is served.
  const bool serves = command.credit == CancelCredit::none && facts.billed_to;
  if (serves) on = std::max(on, *facts.billed_to);
  Change change(facts);
  for (const BillableCharge& charge : facts.charges) {
    if (goes_on_at(charge, on)) change.end(charge, on);
  }
  change.subscription().end = on;
  if (on <= facts.today) change.subscription().state = SubscriptionState::ended;
  return change.take();
}

Changed decide(const SubscriptionFacts& facts, const PauseSubscription& command) {
  if (auto refused = refusal(facts, command.account_id, command.on)) {
    return tl::unexpected(*refused);
  }
  if (facts.subscription->state != SubscriptionState::active) {
    return reject(Reason::subscription_paused);
  }
  Change change(facts);
  for (const BillableCharge& charge : facts.charges) {
    if (goes_on_at(charge, command.on)) change.end(charge, command.on, true);
  }
  change.subscription().state = SubscriptionState::paused;
  return change.take();
}

Changed decide(const SubscriptionFacts& facts, const ResumeSubscription& command) {
  if (auto refused = refusal(facts, command.account_id, command.on)) {
    return tl::unexpected(*refused);
  }
  if (facts.subscription->state != SubscriptionState::paused) {
    return reject(Reason::subscription_not_paused);
  }
  Change change(facts);
  for (const BillableCharge& charge : facts.charges) {
    if (!charge.paused) continue;
    if (command.on < *charge.closed_on) return reject(Reason::date_before_start, "on");
    change.resumed(charge);
    BillableCharge next = charge;
    next.start = std::max(command.on, charge.start);
    next.end = earlier_of(charge.terms_end, facts.subscription->end);
    if (!next.end || next.start < *next.end) change.begin(std::move(next));
  }
  change.subscription().state = SubscriptionState::active;
  return change.take();
}

}  // namespace satchel
