// Loads an order's facts, decides, and writes order, invoice, subscriptions and charges together.
#include "shared/execute/execute_order.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "shared/execute/order_facts.h"
#include "shared/execute/order_money.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"
#include "shared/store/payment_store.h"

namespace satchel {
namespace {

/// What an effect works on: the facts the order was decided on, and the order as decided.
struct OrderEffect {
  Transaction& tx;
  const OrderFacts& facts;
  Order& order;
  Touched& touched;

  void add(Touched more) { touched.insert(touched.end(), more.begin(), more.end()); }
};

/// The order stops: nothing more is billed for it, and what was paid is given back by policy.
Result<void> withdraw_money(OrderEffect& effect) {
  effect.add(SATCHEL_TRY(withdraw_order_invoice(effect.tx, effect.order,
                                                effect.facts.organisation.settings.cancel_policy,
                                                effect.facts.today)));
  return {};
}

/// The order is a draft again, which may be placed once more: what was paid stays with the account
/// whatever the policy, and pays the next version.
Result<void> reopen_money(OrderEffect& effect) {
  effect.add(SATCHEL_TRY(
      withdraw_order_invoice(effect.tx, effect.order, CancelPolicy::credit, effect.facts.today)));
  effect.order.payment = PaymentState::none;
  return free_order_slots(effect.tx, effect.order.id);
}

Result<void> end_billing(OrderEffect& effect) {
  const bool was_completed = effect.facts.order->lifecycle == OrderLifecycle::completed;
  if (!was_completed) return {};
  effect.add(SATCHEL_TRY(end_order_billing(effect.tx, effect.order, effect.facts.today)));
  return {};
}

Result<void> flag_account(OrderEffect& effect) {
  auto account = SATCHEL_TRY(find_account(effect.tx, effect.order.document.account_id));
  if (!account || account->standing.flagged_for_fraud) return {};
  account->standing.flagged_for_fraud = true;
  account->version += 1;
  SATCHEL_TRY(save_account(effect.tx, *account));
  effect.touched.push_back({AggregateKind::account, account->id.text()});
  return {};
}

Result<void> mark_fraud(OrderEffect& effect) {
  effect.add(SATCHEL_TRY(hold_order_invoices(effect.tx, effect.order, true)));
  SATCHEL_TRY(end_billing(effect));
  return flag_account(effect);
}

/// Posts the order's invoice; what the account's credit paid of it is paid of the order.
Result<void> post_invoice(OrderEffect& effect) {
  effect.add(SATCHEL_TRY(post_order_invoice(effect.tx, effect.order, effect.facts.today)));
  const auto invoice = SATCHEL_TRY(find_order_invoice(effect.tx, effect.order.id));
  if (!invoice || invoice->paid == effect.order.paid) return {};
  const Money more = invoice->paid - effect.order.paid;
  effect.order.paid = invoice->paid;
  note_payment(effect.order, effect.facts, to_text(more) + ", account credit");
  return {};
}

/// Whether money for the order came in while its customer had to agree to a change.
Result<bool> has_waiting_payment(OrderEffect& effect) {
  const auto payments = SATCHEL_TRY(load_order_payments(effect.tx, effect.order.id));
  return std::any_of(payments.begin(), payments.end(),
                     [](const Payment& each) { return each.credited.minor > 0; });
}

// Most commands change the order alone.
template <class OrderCommand>
Result<void> apply(OrderEffect&, const OrderCommand&) {
  return {};
}

Result<void> apply(OrderEffect& effect, const PlaceOrder&) {
  if (effect.order.number == 0) {
    effect.order.number = SATCHEL_TRY(take_numbers(effect.tx, "order", 1));
  }
  effect.add(SATCHEL_TRY(open_order_invoice(effect.tx, *effect.facts.account, effect.order)));
  return effect.order.lifecycle == OrderLifecycle::fraud ? flag_account(effect) : Result<void>();
}

Result<void> apply(OrderEffect& effect, const WithdrawOrder&) { return reopen_money(effect); }
Result<void> apply(OrderEffect& effect, const AmendOrder&) { return reopen_money(effect); }
Result<void> apply(OrderEffect& effect, const DeclineOrder&) { return withdraw_money(effect); }
Result<void> apply(OrderEffect& effect, const DenyOrder&) { return withdraw_money(effect); }

Result<void> apply(OrderEffect& effect, const AcceptOrder&) { return post_invoice(effect); }

Result<void> apply(OrderEffect& effect, const ConsentOrder&) {
  if (!SATCHEL_TRY(has_waiting_payment(effect))) return {};
  // Credit is free for the order once it is stored that its customer agreed.
  SATCHEL_TRY(save_order(effect.tx, effect.order));
  return post_invoice(effect);
}

Result<void> apply(OrderEffect& effect, const CompleteOrder&) {
  effect.add(SATCHEL_TRY(begin_order_billing(effect.tx, effect.order, effect.facts.today)));
  return {};
}

Result<void> apply(OrderEffect& effect, const CancelOrder&) {
  SATCHEL_TRY(withdraw_money(effect));
  return end_billing(effect);
}

Result<void> apply(OrderEffect& effect, const MarkFraud&) { return mark_fraud(effect); }

Result<void> apply(OrderEffect& effect, const RecordFraudCheck&) {
  const bool fraud = effect.order.lifecycle == OrderLifecycle::fraud;
  return fraud ? mark_fraud(effect) : Result<void>();
}

Result<void> apply(OrderEffect& effect, const ScreenOrder&) {
  const bool fraud = effect.order.lifecycle == OrderLifecycle::fraud;
  return fraud ? mark_fraud(effect) : Result<void>();
}

Result<void> apply(OrderEffect& effect, const ResetOrder&) {
  effect.add(SATCHEL_TRY(hold_order_invoices(effect.tx, effect.order, false)));
  return {};
}

Result<void> apply(OrderEffect& effect, const DeleteOrder&) {
  SATCHEL_TRY(withdraw_money(effect));
  effect.add(SATCHEL_TRY(release_order_invoices(effect.tx, effect.order, effect.facts.today)));
  const auto subscriptions = SATCHEL_TRY(load_order_subscriptions(effect.tx, effect.order.id));
  for (const Subscription& each : subscriptions) {
    SATCHEL_TRY(erase_subscription(effect.tx, each.id));
    effect.touched.push_back({AggregateKind::subscription, each.id.text()});
  }
  return {};
}

/// Whether the stored order belongs to another account than the document, one that the actor may
/// not see: to him such an order does not exist.
Result<bool> is_foreign(Transaction& tx, const OrderFacts& facts, const OrderDocument& document) {
  if (!facts.order || facts.order->document.account_id == document.account_id) return false;
  const auto owner = SATCHEL_TRY(find_account(tx, facts.order->document.account_id));
  return !owner || !in_scope(facts.actor, owner->territories);
}

template <class OrderCommand>
const OrderDocument* document_of(const OrderCommand& command) {
  if constexpr (requires { command.document; }) return &command.document;
  return nullptr;
}

}  // namespace

template <class OrderCommand>
Result<Decision<Touched>> execute_order(Transaction& tx, const ExecuteContext& context,
                                        const OrderCommand& command) {
  using Executed = Decision<Touched>;
  const OrderDocument* document = document_of(command);
  PriceBooks books;
  const OrderFacts facts =
      SATCHEL_TRY(load_order_facts(tx, context, {command.order_id, document}, books));
  if (document != nullptr && SATCHEL_TRY(is_foreign(tx, facts, *document))) {
    return Executed(reject(Reason::order_not_found));
  }
  Decision<Order> decided = decide(facts, command);
  if (!decided) return Executed(tl::unexpected<Rejection>(decided.error()));

  Touched touched{{AggregateKind::order, command.order_id.text()}};
  if (context.side == Side::server) {
    ++decided->version;
    OrderEffect effect{tx, facts, *decided, touched};
    SATCHEL_TRY(apply(effect, command));
  }
  if constexpr (std::is_same_v<OrderCommand, DeleteOrder>) {
    SATCHEL_TRY(save_tombstone(
        tx, {command.order_id, decided->number, context.at, context.actor.name, command.reason}));
    SATCHEL_TRY(erase_order(tx, command.order_id));
  } else {
    SATCHEL_TRY(save_order(tx, *decided));
  }
  return Executed(std::move(touched));
}

template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const SaveDraft&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const CancelDraft&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const PlaceOrder&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const SaveQuote&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const WithdrawOrder&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const AmendOrder&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const ConsentOrder&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const DeclineOrder&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const AcceptOrder&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const DenyOrder&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const ApproveOrder&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const RejectApproval&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const SettleOrder&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const CompleteOrder&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const CancelOrder&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const MarkFraud&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const ResetOrder&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const DeleteOrder&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const EditOrder&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const FollowUpOrder&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const ActivateItem&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const FailItem&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const RetryItem&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const ScreenOrder&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const VerifyOrder&);
template Result<Decision<Touched>> execute_order(Transaction&, const ExecuteContext&,
                                                 const RecordFraudCheck&);

}  // namespace satchel
