// The credit store: the entries that make up an account's credit, and what of it is left.
#pragma once

#include <vector>

#include "shared/domain/payment/payment.h"
#include "shared/store/database.h"

namespace satchel {

/// Adds an entry to its account's credit.
Result<void> add_credit_entry(Transaction& tx, const CreditEntry& entry);

/// Returns the entries of the account's credit, newest first.
Result<std::vector<CreditEntry>> load_credit_entries(Transaction& tx, const AccountId& account_id);

/// What is left of the credit that a payment made, or what of it an invoice has.
struct CreditPart {
  PaymentId payment_id;
  InvoiceId invoice_id;  // Empty for what is left.
  Money amount;
};

/// Returns what of the account's credit may pay invoices, the oldest first. Money for an order
/// whose customer has to agree to a change first waits for that and is left out.
Result<std::vector<CreditPart>> load_free_credit(Transaction& tx, const AccountId& account_id);

/// Returns what is left of the credit that the payment made, in minor units.
Result<std::int64_t> load_credit_left(Transaction& tx, const PaymentId& payment_id);

/// Returns what the invoice has of each payment's credit.
Result<std::vector<CreditPart>> load_credit_of_invoice(Transaction& tx, const InvoiceId& id);

/// Returns what each invoice has of the payment's credit.
Result<std::vector<CreditPart>> load_credit_of_payment(Transaction& tx, const PaymentId& id);

}  // namespace satchel
