// decide: what changes of mind do to a subscription and its charges.
//
// A change ends charges and begins others on its day; what was billed beyond is credited by the
// next bill, what is due instead is charged by it. Posted invoices never change.
#pragma once

#include <optional>
#include <vector>

#include "shared/domain/access/actor.h"
#include "shared/domain/account/account.h"
#include "shared/domain/catalog/price_book.h"
#include "shared/domain/rejection.h"
#include "shared/domain/subscription/subscription.h"
#include "shared/domain/subscription/usage.h"

namespace satchel {

/// Records what was used: by a rep at the meter, also offline; by the office; by an import.
struct RecordUsage {
  TakenUsage usage;

  bool operator==(const RecordUsage&) const = default;
};

/// Office, online only: another plan, another quantity, or the prices in force from a day on.
/// Without a day it is the end of the current period. A plan and prices are those of the price book
/// in force on the day, or today when the day is past or not said.
struct ChangeSubscription {
  AccountId account_id;
  SubscriptionId subscription_id;
  std::optional<PlanId> plan_id;
  std::optional<std::int64_t> quantity;
  bool current_prices = false;  // Takes the prices of the book in force; else they stay as sold.
  std::optional<Date> on;

  bool operator==(const ChangeSubscription&) const = default;
};

/// What becomes of the part of a billed period that a cancelled subscription no longer serves.
enum class CancelCredit {
  credit,  // It is given back by the next bill.
  none     // The service goes on until what was billed is over.
};
SATCHEL_ENUM_WORDS(CancelCredit, "credit", "none");

/// Office, online only: ends the service on a day, without one at the end of the current period.
struct CancelSubscription {
  AccountId account_id;
  SubscriptionId subscription_id;
  std::optional<Date> on;
  CancelCredit credit = CancelCredit::credit;
  std::string reason;

  bool operator==(const CancelSubscription&) const = default;
};

/// Office, online only: nothing is charged from the day on, until it is resumed.
struct PauseSubscription {
  AccountId account_id;
  SubscriptionId subscription_id;
  Date on = date(1970, 1, 1);

  bool operator==(const PauseSubscription&) const = default;
};

/// Office, online only: what was paused goes on from the day on, under the same terms.
struct ResumeSubscription {
  AccountId account_id;
  SubscriptionId subscription_id;
  Date on = date(1970, 1, 1);

  bool operator==(const ResumeSubscription&) const = default;
};

/// What a decision on a subscription needs to know. Absent things do not exist.
struct SubscriptionFacts {
  Actor actor;
  Timestamp at;
  Date today = date(1970, 1, 1);  // Civil date in the organisation's time zone.
  bool on_device = false;         // A device knows no charges.
  std::optional<Account> account;
  std::optional<Subscription> subscription;
  std::vector<BillableCharge> charges;  // All it has or had.
  std::optional<Date> billed_to;        // Where the last period ends that was billed.
  std::optional<PriceBook> book;        // In force on the day, with the subscription's product.
  std::optional<UsageRecord> usage;     // The one with this id.
};

/// A subscription with the charges that a decision ended, and those that it begins.
struct SubscriptionChange {
  Subscription subscription;
  std::vector<BillableCharge> ended;
  std::vector<BillableCharge> begun;

  bool operator==(const SubscriptionChange&) const = default;
};

/// Returns the record. Recorded before with the same content, it is returned as it is. Refuses: a
/// subscription out of scope, a day before its start or in the future, a charge that is not one of
/// its usage charges then, negative units, and another content under the same id.
Decision<UsageRecord> decide(const SubscriptionFacts& facts, const RecordUsage& command);

/// Returns the changed subscription. A new plan's charges begin on the day and follow the periods
/// of the old ones; a new quantity changes every charge from the day on, those of later phases
/// too. Refuses a day before the start of the service, a plan the price book in force does not
/// sell, and a subscription that has ended by then.
Decision<SubscriptionChange> decide(const SubscriptionFacts& facts,
                                    const ChangeSubscription& command);

/// Returns the subscription with its end. It can be ended earlier again, and never later.
Decision<SubscriptionChange> decide(const SubscriptionFacts& facts,
                                    const CancelSubscription& command);

Decision<SubscriptionChange> decide(const SubscriptionFacts& facts,
                                    const PauseSubscription& command);

Decision<SubscriptionChange> decide(const SubscriptionFacts& facts,
                                    const ResumeSubscription& command);

/// How the prices of a subscription came about.
enum class PriceStanding {
  current,  // They are those of the price book in force.
  older,    // They are those of the price book it was sold under.
  agreed    // The order set others, for this customer alone.
};

/// Returns how the prices of what the subscription is charged for from `on` on came about.
/// `sold_under` holds the versions that its charges pin, with its product.
PriceStanding price_standing_of(const SubscriptionFacts& facts,
                                const std::vector<PriceBook>& sold_under, Date on);

/// Returns the end of the period that holds `day` of what the subscription is charged for; the day
/// itself when nothing is charged then.
Date end_of_term(const SubscriptionFacts& facts, Date day);

}  // namespace satchel
