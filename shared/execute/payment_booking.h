// What the bookings of payments, refunds and allocations share: the invoice and its order follow.
#pragma once

#include <string>

#include "shared/domain/payment/allocation.h"
#include "shared/domain/payment/payment.h"
#include "shared/execute/execute.h"

namespace satchel {

/// What the booking of one payment works on.
struct Booking {
  Transaction& tx;
  const ExecuteContext& context;
  Touched touched;

  void add(Touched more) { touched.insert(touched.end(), more.begin(), more.end()); }
};

/// Brings the order's payment in line with `paid`; nothing when it is already.
Result<void> note_on_order(Booking& booking, const OrderId& id, Money paid,
                           const std::string& detail);

/// Returns the invoice that a payment is about; ErrorCode::corrupt when it is gone.
Result<Invoice> find_paid_invoice(Transaction& tx, const InvoiceId& id);

/// Returns what the history of an order says of the payment: its amount, method and reference.
std::string detail_of(const Payment& payment);

/// Pays invoices out of the payment's credit; their orders follow.
Result<void> apply_allocations(Booking& booking, const Payment& payment,
                               const std::vector<Allocation>& allocations);

}  // namespace satchel
