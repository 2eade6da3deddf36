// The documents of orders and invoices: the copy that was issued, or what is described now.
#pragma once

#include "server/store/server_write.h"
#include "shared/domain/billing/invoice.h"
#include "shared/domain/document/document.h"
#include "shared/domain/order/order.h"

namespace satchel::server {

/// Returns whether the order has got its receipt for good: it is paid or completed.
bool has_final_receipt(const Order& order);

/// Returns the receipt of a placed order as it was issued for what is ordered, or as it would be
/// now; nothing is written. ErrorCode::corrupt when its account or the organisation is gone.
Result<Document> find_receipt(Transaction& tx, const Order& order);

/// The same, and keeps the first one after the order was paid or completed, to be given again ever
/// after. What is changed and placed again gets another receipt, with a number of its own.
Result<Document> issue_receipt(const ServerWrite& write, const Order& order);

/// Returns the invoice's or credit note's document with its standing now; nothing is written.
Result<Document> find_invoice_document(Transaction& tx, const Invoice& invoice);

/// The same, and keeps what a posted one says when it is first issued.
Result<Document> issue_invoice_document(const ServerWrite& write, const Invoice& invoice);

/// Returns whether the order is a quote: a draft that binds its prices.
bool is_quote(const Order& order);

/// Returns the quote as a document, described anew each time. Requires `is_quote`.
Result<Document> quote_of(Transaction& tx, const Order& order);

}  // namespace satchel::server
