// Loads a subscription with its charges, decides, and saves both.
#include "shared/execute/execute_subscription.h"

#include <algorithm>
#include <array>
#include <type_traits>

#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/usage_store.h"

namespace satchel {
namespace {

using SubscriptionOutcome = Decision<Touched>;

/// The day whose price book counts: that of the change when it is yet to come.
template <class Command>
Date book_day_of(const ExecuteContext& context, const Command& command) {
  if constexpr (std::is_same_v<Command, ChangeSubscription>) {
    return std::max(context.today, command.on.value_or(context.today));
  }
  return context.today;
}

/// Whoever bills the account plans it again: its version says that something changed.
Result<void> note_on_account(Transaction& tx, Account account, Touched& touched) {
  account.version += 1;
  SATCHEL_TRY(save_account(tx, account));
  touched.push_back({AggregateKind::account, account.id.text()});
  return {};
}

template <class Command>
Result<SubscriptionOutcome> change(Transaction& tx, const ExecuteContext& context,
                                   const Command& command) {
  const SubscriptionFacts facts = SATCHEL_TRY(
      load_subscription_facts(tx, context, command.subscription_id, book_day_of(context, command)));
  auto decided = decide(facts, command);
  if (!decided) return SubscriptionOutcome(tl::unexpected<Rejection>(decided.error()));
  Subscription& subscription = decided->subscription;
  subscription.version += 1;
  SATCHEL_TRY(save_subscription(tx, subscription));
  for (const BillableCharge& charge : decided->ended) SATCHEL_TRY(end_billable_charge(tx, charge));
  for (const BillableCharge& charge : decided->begun) SATCHEL_TRY(save_billable_charge(tx, charge));
  SATCHEL_TRY(assign_open_usage(tx, subscription.id));
  Touched touched{{AggregateKind::subscription, subscription.id.text()}};
  SATCHEL_TRY(note_on_account(tx, *facts.account, touched));
  return SubscriptionOutcome(std::move(touched));
}

}  // namespace

Result<SubscriptionFacts> load_subscription_facts(Transaction& tx, const ExecuteContext& context,
                                                  const SubscriptionId& id, Date book_day) {
  SubscriptionFacts facts;
  facts.actor = context.actor;
  facts.at = context.at;
  facts.today = context.today;
  facts.on_device = context.side == Side::device;
  facts.subscription = SATCHEL_TRY(find_subscription(tx, id));
  if (!facts.subscription) return facts;
  facts.account = SATCHEL_TRY(find_account(tx, facts.subscription->account_id));
  facts.charges = SATCHEL_TRY(load_subscription_charges(tx, id));
  facts.billed_to = SATCHEL_TRY(find_subscription_billed_to(tx, id));
  if (const auto version = SATCHEL_TRY(find_price_book_version(tx, book_day))) {
    facts.book =
        SATCHEL_TRY(find_price_book_of(tx, *version, std::array{facts.subscription->product_id}));
  }
  return facts;
}

Result<Decision<Touched>> execute_subscription(Transaction& tx, const ExecuteContext& context,
                                               const RecordUsage& command) {
  SubscriptionFacts facts = SATCHEL_TRY(
      load_subscription_facts(tx, context, command.usage.subscription_id, context.today));
  facts.usage = SATCHEL_TRY(find_usage(tx, command.usage.id));
  auto decided = decide(facts, command);
  if (!decided) return SubscriptionOutcome(tl::unexpected<Rejection>(decided.error()));
  if (context.side == Side::server && !facts.usage) decided->version = 1;
  SATCHEL_TRY(save_usage(tx, *decided));
  return SubscriptionOutcome(Touched{{AggregateKind::usage, decided->id.text()}});
}

Result<Decision<Touched>> execute_subscription(Transaction& tx, const ExecuteContext& context,
                                               const ChangeSubscription& command) {
  return change(tx, context, command);
}

Result<Decision<Touched>> execute_subscription(Transaction& tx, const ExecuteContext& context,
                                               const CancelSubscription& command) {
  return change(tx, context, command);
}

Result<Decision<Touched>> execute_subscription(Transaction& tx, const ExecuteContext& context,
                                               const PauseSubscription& command) {
  return change(tx, context, command);
}

Result<Decision<Touched>> execute_subscription(Transaction& tx, const ExecuteContext& context,
                                               const ResumeSubscription& command) {
  return change(tx, context, command);
}

}  // namespace satchel
