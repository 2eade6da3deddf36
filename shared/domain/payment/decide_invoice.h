// decide: what the office does with the rest of an invoice, and with payments that went astray.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/domain/access/actor.h"
#include "shared/domain/account/account.h"
#include "shared/domain/billing/invoice.h"
#include "shared/domain/payment/allocation.h"
#include "shared/domain/payment/payment.h"

namespace satchel {

/// Office, online only: lets what is left of a payment's credit pay invoices: those that are
/// named, or the oldest due first.
struct AllocatePayment {
  PaymentId payment_id;
  std::vector<Allocation> allocations;

  bool operator==(const AllocatePayment&) const = default;
};

/// Office, online only: takes what a payment paid of an invoice off it; it is credit again.
struct UndoAllocation {
  PaymentId payment_id;
  InvoiceId invoice_id;
  std::string reason;

  bool operator==(const UndoAllocation&) const = default;
};

/// Office, online only: gives up what is open of a posted invoice.
struct WriteOffInvoice {
  AccountId account_id;
  InvoiceId invoice_id;
  std::string reason;

  bool operator==(const WriteOffInvoice&) const = default;
};

/// Office, online only: voids a posted invoice that nothing was paid of. Issued again, it is
/// planned anew from what the account has now.
struct VoidInvoice {
  AccountId account_id;
  InvoiceId invoice_id;
  std::string reason;
  bool reissue = true;

  bool operator==(const VoidInvoice&) const = default;
};

/// What these decisions need to know. Absent things do not exist.
struct InvoiceFacts {
  Actor actor;
  std::optional<Account> account;
  std::optional<Invoice> invoice;
  std::optional<Payment> payment;
  bool adjusted = false;      // A later invoice corrects what it billed.
  Money free;                 // What is left of the payment's credit.
  Money used;                 // What of the payment's credit the invoice has.
  std::vector<Invoice> open;  // The account's posted invoices with something to pay.
};

/// Returns what goes to each invoice. Refuses a role that may not, a payment out of scope, one
/// without credit left, and what `plan_allocations` refuses.
Decision<std::vector<Allocation>> decide(const InvoiceFacts& facts, const AllocatePayment& command);

/// Returns how much comes off the invoice. Refuses a missing reason, and a payment that paid
/// nothing of it.
Decision<Money> decide(const InvoiceFacts& facts, const UndoAllocation& command);

/// Returns the invoice with nothing left to pay. Refuses a missing reason, an invoice that is none
/// of the account's posted ones, and one without anything open.
Decision<Invoice> decide(const InvoiceFacts& facts, const WriteOffInvoice& command);

/// Returns the void invoice. Refuses a missing reason, an invoice that is none of the account's
/// posted ones, one that something was paid, credited or written off of, and to void an order's
/// own invoice without issuing it again.
Decision<Invoice> decide(const InvoiceFacts& facts, const VoidInvoice& command);

}  // namespace satchel
