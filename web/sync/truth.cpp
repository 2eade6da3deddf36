// Writing and removing truth, one store function per kind of aggregate.
#include "web/sync/truth.h"

#include <charconv>

#include "shared/base/check.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"
#include "shared/store/payment_store.h"
#include "shared/store/usage_store.h"

namespace satchel::web {
namespace {

Result<void> save(Transaction& tx, const Organisation& organisation) {
  return save_organisation(tx, organisation);
}
/// What the server says of a version counts: a program of before may have kept less of it.
Result<void> save(Transaction& tx, const PriceBook& book) {
  if (auto kept = SATCHEL_TRY(find_price_book(tx, book.version))) {
    kept->valid_until = book.valid_until;
    kept->withdrawn = book.withdrawn;
    if (*kept != book) SATCHEL_TRY(erase_price_book(tx, book.version));
  }
  return save_price_book(tx, book);
}
Result<void> save(Transaction& tx, const Account& account) { return save_account(tx, account); }
Result<void> save(Transaction& tx, const Order& order) { return save_order(tx, order); }
Result<void> save(Transaction& tx, const Subscription& subscription) {
  return save_subscription(tx, subscription);
}
Result<void> save(Transaction& tx, const Invoice& invoice) {
  return save_invoice_copy(tx, invoice);
}
Result<void> save(Transaction& tx, const Payment& payment) { return save_payment(tx, payment); }
Result<void> save(Transaction& tx, const UsageRecord& record) { return save_usage(tx, record); }

std::int64_t version_in(const std::string& id) {
  std::int64_t version = 0;
  std::from_chars(id.data(), id.data() + id.size(), version);
  return version;
}

Result<void> erase(Transaction& tx, const AggregateRef& ref) {
  switch (ref.kind) {
    case AggregateKind::organisation:
      return {};
    case AggregateKind::price_book:
      return erase_price_book(tx, version_in(ref.id));
    case AggregateKind::account:
      return erase_account(tx, AccountId::parse(ref.id).value_or(AccountId()));
    case AggregateKind::order:
      return erase_order(tx, OrderId::parse(ref.id).value_or(OrderId()));
    case AggregateKind::subscription:
      return erase_subscription(tx, SubscriptionId::parse(ref.id).value_or(SubscriptionId()));
    case AggregateKind::invoice:
      return erase_invoice(tx, InvoiceId::parse(ref.id).value_or(InvoiceId()));
    case AggregateKind::payment:
      return erase_payment(tx, PaymentId::parse(ref.id).value_or(PaymentId()));
    case AggregateKind::usage:
      return erase_usage(tx, UsageRecordId::parse(ref.id).value_or(UsageRecordId()));
  }
  SATCHEL_CHECK(false);
}

Result<void> erase_one(Transaction& tx, const AggregateRef& ref) {
  SATCHEL_TRY(erase(tx, ref));
  return tx.run("DELETE FROM held_aggregate WHERE kind = $1 AND id = $2", ref.kind, ref.id);
}

/// Whether an unanswered command cannot be decided on this device without the aggregate.
Result<bool> is_needed(Transaction& tx, const AggregateRef& ref) {
  const bool account = ref.kind == AggregateKind::account;
  if (!account && ref.kind != AggregateKind::price_book) return false;
  const Rows rows = SATCHEL_TRY(tx.query(
      R"sql(
    SELECT 1 FROM journal_command
    WHERE journal_id = (SELECT journal_id FROM device) AND verdict IS NULL
      AND (account_id = $1 OR price_book_version = $2)
    LIMIT 1
  )sql",
      account ? ref.id : std::string("-"), account ? std::int64_t{-1} : version_in(ref.id)));
  return !rows.empty();
}

Result<std::vector<AggregateRef>> refs_of(Result<Rows> queried) {
  const Rows rows = SATCHEL_TRY(std::move(queried));
  std::vector<AggregateRef> refs;
  refs.reserve(rows.size());
  for (const Row& row : rows) refs.push_back({row.word<AggregateKind>(0), row.text(1)});
  return refs;
}

}  // namespace

Result<std::vector<AggregateRef>> load_held(Transaction& tx) {
  return refs_of(tx.query("SELECT kind, id FROM held_aggregate ORDER BY kind, id"));
}

Result<void> hold(Transaction& tx, const AggregateRef& ref) {
  return tx.run(R"sql(
    INSERT INTO held_aggregate (kind, id, departing) VALUES ($1, $2, 0)
    ON CONFLICT (kind, id) DO NOTHING
  )sql",
                ref.kind, ref.id);
}

Result<void> write_truth(Transaction& tx, const Aggregate& aggregate) {
  SATCHEL_TRY(std::visit([&](const auto& each) { return save(tx, each); }, aggregate));
  const AggregateRef ref = ref_of(aggregate);
  return tx.run(R"sql(
    INSERT INTO held_aggregate (kind, id, departing) VALUES ($1, $2, 0)
    ON CONFLICT (kind, id) DO UPDATE SET departing = 0
  )sql",
                ref.kind, ref.id);
}

Result<void> withdraw_truth(Transaction& tx, const AggregateRef& ref) {
  if (!SATCHEL_TRY(is_needed(tx, ref))) return erase_one(tx, ref);
  return tx.run("UPDATE held_aggregate SET departing = 1 WHERE kind = $1 AND id = $2", ref.kind,
                ref.id);
}

Result<void> erase_departed(Transaction& tx) {
  const auto departing =
      SATCHEL_TRY(refs_of(tx.query("SELECT kind, id FROM held_aggregate WHERE departing = 1")));
  for (const AggregateRef& ref : departing) {
    if (!SATCHEL_TRY(is_needed(tx, ref))) SATCHEL_TRY(erase_one(tx, ref));
  }
  return {};
}

Result<void> erase_held(Transaction& tx, const std::vector<AggregateRef>& refs) {
  for (const AggregateRef& ref : refs) SATCHEL_TRY(erase_one(tx, ref));
  return {};
}

}  // namespace satchel::web
