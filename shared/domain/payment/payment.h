// Payment: money that came in, what it was used for, and the account's credit that is left of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/base/clock.h"
#include "shared/base/date.h"
#include "shared/base/enum_words.h"
#include "shared/base/id.h"
#include "shared/base/money.h"
#include "shared/domain/billing/payment_method.h"

namespace satchel {

/// What whoever took the money says about it; never changed once recorded.
struct TakenPayment {
  PaymentId id;
  AccountId account_id;
  OrderId order_id;      // The order it is for; empty for the account at large.
  InvoiceId invoice_id;  // The invoice it is for; empty for the order's own, or none.
  PaymentMethod method = PaymentMethod::bank_transfer;  // Never on_account.
  Money amount;
  std::string reference;          // The check's number, the transfer's text.
  std::string gateway_reference;  // What the card gateway calls it; empty for manual methods.
  Date taken_on = date(1970, 1, 1);

  bool operator==(const TakenPayment&) const = default;
};

enum class PaymentStanding { received, refunded };
SATCHEL_ENUM_WORDS(PaymentStanding, "received", "refunded");

/// Allocated, credited and refunded make up the amount; it is refunded once all of it is.
struct Payment : TakenPayment {
  std::int64_t version = 0;  // The server's count of writes; 0 while only this device knows it.
  UserId taken_by;
  std::string taken_by_name;
  Timestamp recorded_at;
  InvoiceId allocated_to;  // The invoice that it paid; empty for none.
  Money allocated;         // To that invoice.
  Money credited;          // What was left, for the account's credit.
  Money refunded;          // What was given back.
  PaymentStanding standing = PaymentStanding::received;
  std::optional<Date> refunded_on;
  std::string refund_reason;

  bool operator==(const Payment&) const = default;
};

/// Why the credit of an account grew or shrank: what a payment left over, what a withdrawn order
/// gave back, what was refunded out of it, what paid an invoice, what came back from one.
enum class CreditKind { overpaid, given_back, refunded, applied, returned };
SATCHEL_ENUM_WORDS(CreditKind, "overpaid", "given_back", "refunded", "applied", "returned");

/// One entry of an account's credit. Entries are only ever added; their sum is the credit.
struct CreditEntry {
  AccountId account_id;
  PaymentId payment_id;  // Where the money comes from.
  CreditKind kind = CreditKind::overpaid;
  Money amount;  // Negative when the credit shrinks.
  Date entered_on = date(1970, 1, 1);
  InvoiceId invoice_id = {};  // The invoice of what was applied or returned; else empty.

  bool operator==(const CreditEntry&) const = default;
};

}  // namespace satchel
