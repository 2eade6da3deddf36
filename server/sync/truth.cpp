// Reads aggregates and holds each against the actor's scope.
#include "server/sync/truth.h"

#include <charconv>

#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"
#include "shared/store/payment_store.h"
#include "shared/store/usage_store.h"

namespace satchel::server {
namespace {

template <class T>
std::optional<Aggregate> to_aggregate(std::optional<T>&& found) {
  if (!found) return std::nullopt;
  return Aggregate(*std::move(found));
}

std::int64_t version_in(const std::string& id) {
  std::int64_t version = 0;
  const auto parsed = std::from_chars(id.data(), id.data() + id.size(), version);
  return parsed.ec == std::errc() && parsed.ptr == id.data() + id.size() ? version : 0;
}

/// The account that decides who may see the aggregate; empty for what everyone may see.
AccountId owner_of(const Aggregate& aggregate) {
  return std::visit(
      [](const auto& each) -> AccountId {
        if constexpr (requires { each.document; }) {
          return each.document.account_id;
        } else if constexpr (requires { each.account_id; }) {
          return each.account_id;
        } else {
          return {};
        }
      },
      aggregate);
}

bool is_draft_invoice(const Aggregate& aggregate) {
  const auto* invoice = std::get_if<Invoice>(&aggregate);
  return invoice != nullptr && invoice->state == InvoiceState::draft;
}

}  // namespace

Result<bool> TruthReader::may_see(const AccountId& account) {
  if (const auto known = seen_.find(account); known != seen_.end()) return known->second;
  const auto found = SATCHEL_TRY(find_account(tx_, account));
  const bool visible = found && in_scope(actor_, found->territories);
  seen_[account] = visible;
  return visible;
}

Result<Truth> TruthReader::read(const AggregateRef& ref) {
  std::optional<Aggregate> aggregate = SATCHEL_TRY(find(ref));
  if (!aggregate || is_draft_invoice(*aggregate)) return Truth{ref, std::nullopt};
  if (const auto* account = std::get_if<Account>(&*aggregate)) {
    if (!in_scope(actor_, account->territories)) aggregate.reset();
    return Truth{ref, std::move(aggregate)};
  }
  const AccountId owner = owner_of(*aggregate);
  if (!owner.empty() && !SATCHEL_TRY(may_see(owner))) aggregate.reset();
  return Truth{ref, std::move(aggregate)};
}

Result<std::optional<Aggregate>> TruthReader::find(const AggregateRef& ref) {
  switch (ref.kind) {
    case AggregateKind::organisation:
      return to_aggregate(SATCHEL_TRY(find_organisation(tx_)));
    case AggregateKind::price_book:
      return to_aggregate(SATCHEL_TRY(find_price_book(tx_, version_in(ref.id))));
    case AggregateKind::account:
      return to_aggregate(
          SATCHEL_TRY(find_account(tx_, AccountId::parse(ref.id).value_or(AccountId()))));
    case AggregateKind::order:
      return to_aggregate(SATCHEL_TRY(find_order(tx_, OrderId::parse(ref.id).value_or(OrderId()))));
    case AggregateKind::subscription:
      return to_aggregate(SATCHEL_TRY(
          find_subscription(tx_, SubscriptionId::parse(ref.id).value_or(SubscriptionId()))));
    case AggregateKind::invoice:
      return to_aggregate(
          SATCHEL_TRY(find_invoice(tx_, InvoiceId::parse(ref.id).value_or(InvoiceId()))));
    case AggregateKind::payment:
      return to_aggregate(
          SATCHEL_TRY(find_payment(tx_, PaymentId::parse(ref.id).value_or(PaymentId()))));
    case AggregateKind::usage:
      return to_aggregate(
          SATCHEL_TRY(find_usage(tx_, UsageRecordId::parse(ref.id).value_or(UsageRecordId()))));
  }
  return std::optional<Aggregate>();
}

}  // namespace satchel::server
