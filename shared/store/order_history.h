// What an account ordered and owes, as the rules on approval, fraud and deletion ask.
#pragma once

#include "shared/domain/account/account.h"
#include "shared/store/database.h"

namespace satchel {

/// Counts the account's orders that were ever placed and neither stopped nor fraud, without
/// `except`.
Result<std::int64_t> count_placed_orders(Transaction& tx, const AccountId& account,
                                         const OrderId& except);

/// Counts the orders that were placed since then by all accounts with this account's e-mail,
/// without `except`: carts of sites bring a new account each (docs/decisions/0017).
Result<std::int64_t> count_recent_orders(Transaction& tx, const AccountId& account,
                                         const OrderId& except, Timestamp since);

/// Returns whether another account with this account's e-mail takes no new orders or was flagged
/// for fraud.
Result<bool> is_email_barred(Transaction& tx, const AccountId& account);

/// Returns what the account still has to pay on posted invoices.
Result<Money> load_outstanding(Transaction& tx, const Account& account);

/// Returns what the account's placed orders, without `except`, come to that no posted invoice asks
/// for yet: what is open of what is due now; on account the one-time charges with their tax and one
/// month.
Result<Money> load_unbilled(Transaction& tx, const Account& account, const OrderId& except);

/// Returns whether a posted invoice with a line of the order has a payment.
Result<bool> has_paid_invoice(Transaction& tx, const OrderId& order);

/// Returns whether the invoice has a line of a fraud order besides this one.
Result<bool> has_other_fraud(Transaction& tx, const InvoiceId& id, const OrderId& except);

}  // namespace satchel
