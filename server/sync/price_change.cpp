// Changes prices subscription by subscription.
#include "server/sync/price_change.h"

#include <algorithm>
#include <array>

#include "server/store/civil_date.h"
#include "server/sync/perform.h"
#include "shared/execute/execute_subscription.h"
#include "shared/store/billing_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

/// Returns the subscriptions of the page, without those that have ended by then.
Result<std::vector<SubscriptionId>> load_page(const ServerContext& context,
                                              const PriceChange& change,
                                              const PriceChangePage& page) {
  const auto tx = SATCHEL_TRY(context.database.begin(Access::read));
  const Rows rows = SATCHEL_TRY(tx->query(R"sql(
    SELECT id FROM subscription
    WHERE id > $1 AND state <> 'ended' AND (ends_on IS NULL OR ends_on > $2)
      AND ($3 = '' OR product_id = $3)
    ORDER BY id LIMIT $4
  )sql",
                                          page.after, change.on,
                                          change.product_id.value_or(ProductId()), page.count_max));
  std::vector<SubscriptionId> ids;
  for (const Row& row : rows) ids.push_back(row.id<SubscriptionId>(0));
  return ids;
}

Result<ExecuteContext> execute_context(const ServerContext& context, const Actor& actor,
                                       Transaction& tx) {
  const auto organisation = SATCHEL_TRY(find_organisation(tx));
  ExecuteContext facts{Side::server, actor, context.now, utc_date(context.now)};
  if (organisation) facts.today = SATCHEL_TRY(today_of(*organisation, context.now));
  return facts;
}

/// The versions that the subscription's charges pin.
Result<std::vector<PriceBook>> load_sold_under(Transaction& tx, const SubscriptionFacts& facts) {
  std::vector<PriceBook> books;
  for (const BillableCharge& charge : facts.charges) {
    const auto has = [&](const PriceBook& book) {
      return book.version == charge.price_book_version;
    };
    if (std::any_of(books.begin(), books.end(), has)) continue;
    auto book = SATCHEL_TRY(find_price_book_of(tx, charge.price_book_version,
                                               std::array{facts.subscription->product_id}));
    if (book) books.push_back(*std::move(book));
  }
  return books;
}

/// Who changes what.
struct PriceChanger {
  const ServerContext& context;
  const Actor& actor;
  const PriceChange& change;
};

void add_to(std::map<Currency, Money>& sums, Money amount) {
  sums.try_emplace(amount.currency, Money{0, amount.currency});
  Money& sum = sums.at(amount.currency);
  sum = sum + amount;
}

Result<void> change_one(const PriceChanger& changer, const SubscriptionId& id,
                        PriceChangeResult& result) {
  const PriceChange& change = changer.change;
  const auto tx = SATCHEL_TRY(changer.context.database.begin());
  const ServerWrite write = write_in(changer.context, *tx);
  const ExecuteContext deciding = SATCHEL_TRY(execute_context(changer.context, changer.actor, *tx));
  const SubscriptionFacts facts =
      SATCHEL_TRY(load_subscription_facts(*tx, deciding, id, change.on));
  if (!facts.subscription) return {};
  const auto books = SATCHEL_TRY(load_sold_under(*tx, facts));
  const PriceStanding standing = price_standing_of(facts, books, change.on);
  result.current += standing == PriceStanding::current ? 1 : 0;
  result.agreed += standing == PriceStanding::agreed ? 1 : 0;
  if (standing != PriceStanding::older) return {};

  const ChangeSubscription command{
      facts.subscription->account_id, id, std::nullopt, std::nullopt, true, change.on};
  const auto decided = SATCHEL_TRY(perform_in(write, changer.actor, command));
  if (!decided) {
    result.refused.push_back({id, decided.error()});
    return {};
  }
  const auto changed = SATCHEL_TRY(find_subscription(*tx, id));
  if (!changed) return fail(ErrorCode::corrupt, "a subscription is gone that was just changed");
  ++result.changed;
  add_to(result.monthly_before, facts.subscription->monthly);
  add_to(result.monthly_after, changed->monthly);
  return change.preview ? Result<void>() : tx->commit();
}

}  // namespace

Result<PriceChangeResult> change_prices(const ServerContext& context, const Actor& actor,
                                        const PriceChange& change, const PriceChangePage& page) {
  PriceChangeResult result;
  const auto ids = SATCHEL_TRY(load_page(context, change, page));
  for (const SubscriptionId& id : ids) {
    SATCHEL_TRY(change_one({context, actor, change}, id, result));
  }
  if (std::ssize(ids) == page.count_max) result.after = ids.back();
  return result;
}

}  // namespace satchel::server
