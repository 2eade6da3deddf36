// The change feed in SQL.
#include "server/store/feed_store.h"

#include <array>
#include <map>
#include <utility>

#include "shared/base/hash.h"
#include "shared/store/billing_store.h"
#include "shared/store/order_store.h"
#include "shared/store/payment_store.h"
#include "shared/store/usage_store.h"

namespace satchel::server {
namespace {

/// Each aggregate once; the last entry of each counts.
std::vector<FeedEntry> distinct(std::span<const FeedEntry> entries) {
  std::vector<FeedEntry> result;
  std::map<std::pair<AggregateKind, std::string>, std::size_t> places;
  for (const FeedEntry& entry : entries) {
    const auto [place, is_new] = places.try_emplace({entry.ref.kind, entry.ref.id}, result.size());
    if (is_new) {
      result.push_back(entry);
    } else {
      result[place->second] = entry;
    }
  }
  return result;
}

Result<AccountId> account_of(Transaction& tx, const AggregateRef& ref) {
  switch (ref.kind) {
    case AggregateKind::organisation:
    case AggregateKind::price_book:
      return AccountId();
    case AggregateKind::account:
      return AccountId::parse(ref.id).value_or(AccountId());
    case AggregateKind::order: {
      const auto order = SATCHEL_TRY(find_order(tx, OrderId::parse(ref.id).value_or(OrderId())));
      return order ? order->document.account_id : AccountId();
    }
    case AggregateKind::subscription: {
      const auto subscription = SATCHEL_TRY(
          find_subscription(tx, SubscriptionId::parse(ref.id).value_or(SubscriptionId())));
      return subscription ? subscription->account_id : AccountId();
    }
    case AggregateKind::invoice: {
      const auto invoice =
          SATCHEL_TRY(find_invoice(tx, InvoiceId::parse(ref.id).value_or(InvoiceId())));
      return invoice ? invoice->account_id : AccountId();
    }
    case AggregateKind::payment: {
      const auto payment =
          SATCHEL_TRY(find_payment(tx, PaymentId::parse(ref.id).value_or(PaymentId())));
      return payment ? payment->account_id : AccountId();
    }
    case AggregateKind::usage: {
      const auto usage =
          SATCHEL_TRY(find_usage(tx, UsageRecordId::parse(ref.id).value_or(UsageRecordId())));
      return usage ? usage->account_id : AccountId();
    }
  }
  return AccountId();
}

std::string make_nonce(Random& random) {
  std::array<std::uint8_t, 8> bytes{};
  random.fill(bytes);
  return to_hex(bytes);
}

}  // namespace

Result<void> append_feed(const ServerWrite& write, std::span<const FeedEntry> entries) {
  const std::vector<FeedEntry> changes = distinct(entries);
  if (changes.empty()) return {};
  const auto count = static_cast<std::int64_t>(changes.size());
  const Rows head = SATCHEL_TRY(write.tx.query(
      "UPDATE feed_head SET next_number = next_number + $1 RETURNING next_number", count));
  if (head.empty()) return fail(ErrorCode::corrupt, "the feed has no head; migrate the database");
  std::int64_t number = head[0].number(0) - count;
  for (const FeedEntry& change : changes) {
    SATCHEL_TRY(write.tx.run(R"sql(
      INSERT INTO feed (number, aggregate_kind, aggregate_id, account_id) VALUES ($1, $2, $3, $4)
      ON CONFLICT (aggregate_kind, aggregate_id) DO UPDATE SET
        number = excluded.number, account_id = excluded.account_id
    )sql",
                             number, change.ref.kind, change.ref.id, change.account_id));
    ++number;
  }
  return write.tx.run("INSERT INTO feed_commit (last_number, nonce) VALUES ($1, $2)", number - 1,
                      make_nonce(write.random));
}

Result<std::vector<FeedEntry>> feed_entries_of(Transaction& tx,
                                               std::span<const AggregateRef> refs) {
  std::vector<FeedEntry> entries;
  for (const AggregateRef& ref : refs) {
    AccountId account = SATCHEL_TRY(account_of(tx, ref));
    entries.push_back({ref, std::move(account)});
  }
  return entries;
}

Result<std::int64_t> feed_head(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(tx.query("SELECT next_number FROM feed_head"));
  if (rows.empty()) return fail(ErrorCode::corrupt, "the feed has no head; migrate the database");
  return rows[0].number(0) - 1;
}

Result<std::optional<std::string>> feed_nonce(Transaction& tx, std::int64_t number) {
  if (number == 0) return std::optional<std::string>("0");
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT nonce FROM feed_commit WHERE last_number >= $1 ORDER BY last_number LIMIT 1
  )sql",
                                         number));
  if (number < 0 || rows.empty()) return std::optional<std::string>();
  return std::optional<std::string>(rows[0].text(0));
}

Result<std::vector<FeedRow>> load_feed(Transaction& tx, const FeedQuery& query) {
  const std::string_view everything = R"sql(
    SELECT number, aggregate_kind, aggregate_id FROM feed
    WHERE number > $1 ORDER BY number LIMIT $2
  )sql";
  const std::string_view of_territories = R"sql(
    SELECT number, aggregate_kind, aggregate_id FROM feed
    WHERE number > $1 AND (account_id = '' OR EXISTS (
      SELECT 1 FROM account_territory
      JOIN user_territory ON user_territory.territory_id = account_territory.territory_id
      WHERE account_territory.account_id = feed.account_id AND user_territory.user_id = $3))
    ORDER BY number LIMIT $2
  )sql";
  const Rows rows =
      query.everything
          ? SATCHEL_TRY(tx.query(everything, query.after, query.count_max))
          : SATCHEL_TRY(tx.query(of_territories, query.after, query.count_max, query.scope_of));
  std::vector<FeedRow> feed;
  for (const Row& row : rows) {
    feed.push_back({row.number(0), {row.word<AggregateKind>(1), row.text(2)}});
  }
  return feed;
}

}  // namespace satchel::server
