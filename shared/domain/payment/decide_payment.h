// decide: what becomes of money that was taken, and of money that is given back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/domain/access/actor.h"
#include "shared/domain/account/account.h"
#include "shared/domain/billing/invoice.h"
#include "shared/domain/payment/allocation.h"
#include "shared/domain/payment/payment.h"
#include "shared/domain/rejection.h"

namespace satchel {

/// Records money that was taken: by a rep at the door, by the office, by a gateway. Append-only.
struct RecordPayment {
  TakenPayment payment;
  std::vector<Allocation> allocations = {};  // Of the office; empty: the oldest due first.

  bool operator==(const RecordPayment&) const = default;
};

/// Office, online only: gives a payment back, whole or in part.
struct RefundPayment {
  PaymentId payment_id;
  std::string reason;
  std::optional<Money> amount = {};  // Nothing: all that is left of it.

  bool operator==(const RefundPayment&) const = default;
};

/// Office, online only: pays what is open of a posted invoice out of the account's credit.
struct UseCredit {
  AccountId account_id;
  InvoiceId invoice_id;

  bool operator==(const UseCredit&) const = default;
};

/// What a payment may go to.
struct PaymentTarget {
  InvoiceId invoice_id;  // Empty on a device, which has no draft invoices.
  Money open;            // What is still to be paid; zero when nothing may be paid.
};

/// What a decision on a payment needs to know. Absent things do not exist.
struct PaymentFacts {
  Actor actor;
  Timestamp at;
  Date today = date(1970, 1, 1);  // Civil date in the organisation's time zone.
  std::optional<Account> account;
  std::optional<Payment> payment;  // The one with this id.
  PaymentTarget target;
  std::int64_t credit_left_minor = 0;  // Of the payment's credit, on the account or on invoices.
  std::optional<Invoice> invoice;      // The one that credit shall pay.
  Money payable;                       // How much of it the account's credit can pay.
  std::vector<Invoice> open;           // The account's posted invoices with something to pay.
};

/// Returns the payment: up to what is open goes to the target, the rest to the account's credit,
/// out of which `allocations` are paid.
/// Recorded before with the same content, it is returned as it is. Refuses: an account out of
/// scope, an amount that is not above zero or in another currency, a date in the future, texts that
/// are malformed, too long or hold a card number, another content under the same id, and
/// allocations of a payment for one order or invoice, or that do not fit.
Decision<Payment> decide(const PaymentFacts& facts, const RecordPayment& command);

/// Returns the payment with what is given back, first of its credit. Refuses a missing reason, a
/// payment that was refunded before, more than is left of it, and one whose credit is gone; what it
/// paid of invoices comes back from them.
Decision<Payment> decide(const PaymentFacts& facts, const RefundPayment& command);

/// Returns the invoice that credit shall pay, as it is. Refuses an
/// invoice that is none of the account's posted ones, and when there is nothing to pay, or nothing
/// to pay it with.
Decision<Invoice> decide(const PaymentFacts& facts, const UseCredit& command);

}  // namespace satchel
