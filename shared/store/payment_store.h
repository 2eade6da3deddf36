// The payment store: money that came in, and what it paid.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/domain/payment/payment.h"
#include "shared/store/database.h"

namespace satchel {

Result<std::optional<Payment>> find_payment(Transaction& tx, const PaymentId& id);

/// Writes the whole payment and its search words.
Result<void> save_payment(Transaction& tx, const Payment& payment);
Result<void> erase_payment(Transaction& tx, const PaymentId& id);

/// Returns the order's payments, refunded ones included, in id order.
Result<std::vector<Payment>> load_order_payments(Transaction& tx, const OrderId& order_id);

/// Returns the payments that were allocated to the invoice, in id order.
Result<std::vector<Payment>> load_invoice_payments(Transaction& tx, const InvoiceId& invoice_id);

/// Returns what payments of the order that only this device knows pay of it, in `currency`.
Result<Money> load_unsent_paid(Transaction& tx, const OrderId& order_id, Currency currency);

struct PaymentQuery {
  AccountId account_id;  // Empty for all.
  OrderId order_id;      // Empty for all.
  std::string text;      // Words in reference, taker and customer's number or name; empty for all.
  std::int64_t count_max = 200;
  std::string after;  // The `cursor_of` the last row before; empty for the first page.
  std::vector<TerritoryId> territories;  // Only accounts of these; empty for all.
};

/// A payment with whose it is, for lists.
struct PaymentRow {
  Payment payment;
  std::int64_t account_number = 0;
  std::string account_name;
  std::int64_t order_number = 0;  // 0 without an order.
};

/// Returns payments, newest first (by the day they were taken, then id).
Result<std::vector<PaymentRow>> list_payments(Transaction& tx, const PaymentQuery& query);

/// Returns the opaque position of a payment in the list's order, for the next page.
std::string cursor_of(const PaymentRow& row);

}  // namespace satchel
