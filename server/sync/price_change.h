// Bringing what was sold under older price books to the prices in force, from a day on.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/store/server_write.h"
#include "shared/domain/access/actor.h"
#include "shared/domain/rejection.h"

namespace satchel::server {

struct PriceChange {
  Date on = date(1970, 1, 1);           // Today or later; it also says which price book is meant.
  std::optional<ProductId> product_id;  // Only subscriptions of it.
  bool preview = false;                 // Says what would happen and changes nothing.
};

/// Which subscriptions of all: at most `count_max`, in id order after `after`.
struct PriceChangePage {
  SubscriptionId after = {};
  std::int64_t count_max = 200;
};

/// A subscription that could not be changed.
struct PriceRefusal {
  SubscriptionId subscription_id;
  Rejection rejection;
};

/// What became of the subscriptions of one page.
struct PriceChangeResult {
  std::int64_t changed = 0;
  std::int64_t current = 0;  // They had the prices in force.
  std::int64_t agreed = 0;   // Their order set a price for this customer; it stays.
  std::vector<PriceRefusal> refused;
  std::map<Currency, Money> monthly_before;  // Of what was changed.
  std::map<Currency, Money> monthly_after;
  SubscriptionId after;  // Where the next page begins; empty at the end.
};

/// Gives the subscriptions that go on after `change.on` the prices of the price book in force on
/// that day: those of the page, each in a transaction of its own as ChangeSubscription. Until then
/// each keeps the prices it was sold at; doing it again changes nothing more. A preview does the
/// same and takes it back.
Result<PriceChangeResult> change_prices(const ServerContext& context, const Actor& actor,
                                        const PriceChange& change, const PriceChangePage& page);

}  // namespace satchel::server
