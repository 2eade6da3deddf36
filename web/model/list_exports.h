// The lists as CSV files, whole, in the order and with the filter of the screen.
#pragma once

#include <string>

#include "shared/store/database.h"
#include "web/model/order_list_model.h"

namespace satchel::web {

/// Returns every order that matches the query.
Result<std::string> export_orders(Transaction& tx, const OrderListQuery& query, Date today);

/// Returns every order that waits for money, the oldest first.
Result<std::string> export_awaiting_payment(Transaction& tx, Date today);

/// Returns every subscription, invoice or payment that matches the words.
Result<std::string> export_subscriptions(Transaction& tx, const std::string& text, Date today);
Result<std::string> export_invoices(Transaction& tx, const std::string& text);
Result<std::string> export_payments(Transaction& tx, const std::string& text);

}  // namespace satchel::web
