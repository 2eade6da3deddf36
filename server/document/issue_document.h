// The documents of orders and invoices: the copy that was issued, or what is described now.
#pragma once

#include "server/store/server_write.h"
#include "shared/domain/billing/invoice.h"
#include "shared/domain/document/document.h"
#include "shared/domain/order/order.h"

namespace satchel::server {

/// Returns whether the order has got its receipt for good: it is paid or completed.
bool has_final_receipt(const Order& order);

/// Returns the receipt of a placed order. The first one after it was paid or completed is kept and
/// given again ever after. ErrorCode::corrupt when its account or the organisation is gone.
Result<Document> receipt_of(const ServerWrite& write, const Order& order);

/// Returns whether the order is a quote: a draft that binds its prices.
bool is_quote(const Order& order);

/// Returns the quote as a document, described anew each time. Requires `is_quote`.
Result<Document> quote_of(Transaction& tx, const Order& order);

/// Returns the invoice's or credit note's document with its standing now; what a posted one says is
/// kept when it is first issued.
Result<Document> document_of(const ServerWrite& write, const Invoice& invoice);

}  // namespace satchel::server
