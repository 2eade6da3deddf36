// What an account ordered and owes, as the rules on approval, fraud and deletion ask.
#pragma once

#include "shared/domain/account/account.h"
#include "shared/store/database.h"

namespace satchel {

struct PlacedOrders {
  std::int64_t all = 0;
  std::int64_t since = 0;  // Of them, those placed since the given time.
};

/// Counts the account's orders that were ever placed, without `except`.
Result<PlacedOrders> count_placed_orders(Transaction& tx, const AccountId& account,
                                         const OrderId& except, Timestamp since);

/// Returns what the account still has to pay on posted invoices.
Result<Money> load_outstanding(Transaction& tx, const Account& account);

/// Returns what the account's placed orders, without `except`, come to that no posted invoice asks
/// for yet: what is open of what is due now; on account the one-time charges with their tax and one
/// month.
Result<Money> load_unbilled(Transaction& tx, const Account& account, const OrderId& except);

/// Returns whether a posted invoice with a line of the order has a payment.
Result<bool> has_paid_invoice(Transaction& tx, const OrderId& order);

}  // namespace satchel
