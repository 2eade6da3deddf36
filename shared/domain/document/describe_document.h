// From an order or invoice to the document that people read. Device and server use the same.
#pragma once

#include "shared/domain/access/organisation.h"
#include "shared/domain/account/account.h"
#include "shared/domain/billing/invoice.h"
#include "shared/domain/document/document.h"
#include "shared/domain/order/order.h"

namespace satchel {

/// Returns the receipt of a placed order: a provisional one while the order has no number.
Document describe_receipt(const Organisation& seller, const Account& account, const Order& order);

/// Returns the invoice or credit note with its lines and totals, which never change once it is
/// posted; a draft says so.
Document describe_invoice(const Organisation& seller, const Invoice& invoice);

/// Returns the invoice's document with what changes after posting: whether it is void or on hold,
/// what was paid and credited, and what is left to pay.
Document with_standing(Document document, const Invoice& invoice);

}  // namespace satchel
