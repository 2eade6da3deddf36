// From an order or invoice to the document that people read. Device and server use the same.
#pragma once

#include <string_view>
#include <vector>

#include "shared/domain/access/organisation.h"
#include "shared/domain/account/account.h"
#include "shared/domain/billing/invoice.h"
#include "shared/domain/document/document.h"
#include "shared/domain/order/order.h"
#include "shared/domain/payment/payment.h"

namespace satchel {

/// Returns the receipt of a placed order: a provisional one while the order has no number.
Document describe_receipt(const Organisation& seller, const Account& account, const Order& order);

/// Returns the receipt with what changes after it was issued, as it is now: the order's status,
/// what is paid and what is left to pay.
Document with_standing(Document receipt, const Order& order);

/// Returns what the device prints in place of an issued receipt that it cannot get: the same under
/// another title, with a notice.
Document as_provisional(Document receipt);

/// Returns the quote under the number of its draft. Requires `order.quoted_until`.
Document describe_quote(const Organisation& seller, const Account& account, const Order& order);

/// Returns the invoice or credit note with its lines and totals, which never change once it is
/// posted; a draft says so.
Document describe_invoice(const Organisation& seller, const Invoice& invoice);

/// Returns the invoice's document with what changes after posting: whether it is void, the payments
/// that went to it, what the account's credit paid, what was credited, and what is left to pay.
Document with_standing(Document document, const Invoice& invoice,
                       const std::vector<Payment>& payments);

/// Returns the payment method as people call it: "Bank transfer".
std::string_view name_of(PaymentMethod method);

/// Returns the seller as documents name him, the customer, and the paper of his currency.
DocumentParty seller_of(const Organisation& seller);
DocumentParty customer_of(const Account& account);
PaperSize paper_of(Currency currency);

}  // namespace satchel
