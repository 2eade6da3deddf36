// The dunning store: the ladder, the steps that were taken, and what customers are spared.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/domain/billing/invoice.h"
#include "shared/domain/dunning/dunning.h"
#include "shared/store/database.h"

namespace satchel {

/// Returns the ladder in the order of its days; empty while nothing is set up.
Result<DunningLadder> load_ladder(Transaction& tx);
Result<void> save_ladder(Transaction& tx, const DunningLadder& ladder);

/// Returns the customer's controls; nothing is special without any.
Result<AccountControls> load_controls(Transaction& tx, const AccountId& id);
Result<void> save_controls(Transaction& tx, const AccountId& id, const AccountControls& controls);

/// Returns posted invoices that are overdue on `today`, neither on hold nor of an order that is
/// fraud, the oldest due first.
struct OverdueQuery {
  Date today = date(1970, 1, 1);
  std::int64_t count_max = 200;
  std::optional<Date> after_due;  // With `after_id` the position of the last one before.
  InvoiceId after_id;
};
Result<std::vector<InvoiceId>> load_overdue(Transaction& tx, const OverdueQuery& query);

/// Returns the steps that were taken for the invoice, in their order.
Result<std::vector<TakenStep>> load_taken_steps(Transaction& tx, const InvoiceId& id);
/// Forgets them: the invoice is settled, and what opens it again begins with the first step.
Result<void> forget_taken_steps(Transaction& tx, const InvoiceId& id);
Result<void> add_taken_step(Transaction& tx, const Invoice& invoice, const DunningStep& step,
                            Date done_on);

/// Returns whether an invoice that the customer still owes has brought on a hold or a suspension.
Result<bool> owes_what_was_dunned(Transaction& tx, const AccountId& id);

/// Begins and ends the hold of a customer's new orders. Ending returns whether there was one.
Result<void> begin_dunning_hold(Transaction& tx, const AccountId& id, Date since);
Result<bool> end_dunning_hold(Transaction& tx, const AccountId& id, Date until);

/// A subscription's suspension.
struct Suspension {
  SubscriptionId subscription_id;
  Date since = date(1970, 1, 1);
  std::optional<Date> until;  // Nothing while it goes on.
  std::string reason;

  bool operator==(const Suspension&) const = default;
};

/// Suspends the customer's active subscriptions that are not suspended.
Result<void> suspend_subscriptions(Transaction& tx, const AccountId& id, Date since,
                                   const std::string& reason);
/// Ends the suspensions of the customer's subscriptions.
Result<void> end_suspensions(Transaction& tx, const AccountId& id, Date until);
/// Returns the customer's suspensions, the latest first.
Result<std::vector<Suspension>> load_suspensions(Transaction& tx, const AccountId& id);

}  // namespace satchel
