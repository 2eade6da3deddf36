// Reads whole databases by SQL and stores, for comparison.
#include "tests/driver/replica.h"

#include <algorithm>

#include "shared/base/hash.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"
#include "shared/store/payment_store.h"
#include "shared/wire/aggregate_wire.h"

namespace satchel::driver {
namespace {

template <class T>
Result<void> add(Replica& replica, Result<std::optional<T>> loaded) {
  const std::optional<T> found = SATCHEL_TRY(std::move(loaded));
  if (!found) return fail(ErrorCode::corrupt, "a row is listed but cannot be found");
  const Aggregate aggregate = *found;
  const AggregateRef ref = ref_of(aggregate);
  replica.aggregates[std::string(to_text(ref.kind)) + " " + ref.id] = to_json(aggregate);
  return {};
}

Result<void> add_common(Transaction& tx, Replica& replica) {
  SATCHEL_TRY(add(replica, find_organisation(tx)));
  for (const Row& row : SATCHEL_TRY(tx.query("SELECT version FROM price_book"))) {
    SATCHEL_TRY(add(replica, find_price_book(tx, row.number(0))));
  }
  return {};
}

/// Adds what belongs to accounts; `sees(account id)` says of which.
template <class Sees>
Result<void> add_accounts(Transaction& tx, Replica& replica, Sees sees) {
  const auto accounts = SATCHEL_TRY(tx.query("SELECT id FROM account"));
  for (const Row& row : accounts) {
    if (!sees(row.text(0))) continue;
    SATCHEL_TRY(add(replica, find_account(tx, row.id<AccountId>(0))));
    ++replica.account_count;
  }
  for (const Row& row : SATCHEL_TRY(tx.query("SELECT id, account_id FROM sales_order"))) {
    if (!sees(row.text(1))) continue;
    SATCHEL_TRY(add(replica, find_order(tx, row.id<OrderId>(0))));
    ++replica.order_count;
  }
  for (const Row& row : SATCHEL_TRY(tx.query("SELECT id, account_id FROM subscription"))) {
    if (!sees(row.text(1))) continue;
    SATCHEL_TRY(add(replica, find_subscription(tx, row.id<SubscriptionId>(0))));
    ++replica.subscription_count;
  }
  for (const Row& row :
       SATCHEL_TRY(tx.query("SELECT id, account_id FROM invoice WHERE state <> 'draft'"))) {
    if (!sees(row.text(1))) continue;
    SATCHEL_TRY(add(replica, find_invoice(tx, row.id<InvoiceId>(0))));
    ++replica.invoice_count;
  }
  for (const Row& row : SATCHEL_TRY(tx.query("SELECT id, account_id FROM payment"))) {
    if (sees(row.text(1))) SATCHEL_TRY(add(replica, find_payment(tx, row.id<PaymentId>(0))));
  }
  return {};
}

}  // namespace

Result<Replica> load_device_replica(Database& database) {
  const auto tx = SATCHEL_TRY(database.begin(Access::read));
  Replica replica;
  SATCHEL_TRY(add_common(*tx, replica));
  SATCHEL_TRY(add_accounts(*tx, replica, [](const std::string&) { return true; }));
  return replica;
}

Result<Replica> load_server_replica(Database& database, const Actor& actor) {
  const auto tx = SATCHEL_TRY(database.begin(Access::read));
  std::vector<std::string> seen;
  for (const Row& row :
       SATCHEL_TRY(tx->query("SELECT account_id, territory_id FROM account_territory"))) {
    for (const TerritoryId& territory : actor.territories) {
      if (territory.text() == row.text(1)) seen.push_back(row.text(0));
    }
  }
  std::sort(seen.begin(), seen.end());
  Replica replica;
  SATCHEL_TRY(add_common(*tx, replica));
  SATCHEL_TRY(add_accounts(*tx, replica, [&](const std::string& account) {
    return std::binary_search(seen.begin(), seen.end(), account);
  }));
  return replica;
}

std::string digest_of(const Replica& replica) {
  FieldDigest digest;
  for (const auto& [ref, json] : replica.aggregates) digest.add(ref).add(json);
  return digest.hex();
}

std::string difference_of(const Replica& server, const Replica& device) {
  for (const auto& [ref, json] : server.aggregates) {
    const auto found = device.aggregates.find(ref);
    if (found == device.aggregates.end()) return ref + " is missing on the device";
    if (found->second != json) {
      return ref + " differs: server " + json + ", device " + found->second;
    }
  }
  for (const auto& each : device.aggregates) {
    if (server.aggregates.count(each.first) == 0) {
      return each.first + " is on the device but not in its scope on the server";
    }
  }
  return {};
}

}  // namespace satchel::driver
