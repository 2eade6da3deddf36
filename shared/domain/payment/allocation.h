// Allocation: which invoices a payment pays, by name or the oldest due first.
#pragma once

#include <vector>

#include "shared/domain/billing/invoice.h"
#include "shared/domain/rejection.h"

namespace satchel {

/// What goes to an invoice.
struct Allocation {
  InvoiceId invoice_id;
  Money amount;

  bool operator==(const Allocation&) const = default;
};

/// Returns what of `free` goes to each invoice: as `wanted`, or, when that is empty, to the oldest
/// due first until nothing is left. `open` holds the account's posted invoices with something to
/// pay. Refuses an invoice that is not among them or named twice, and amounts that are not above
/// zero, more than is open, or together more than is free.
Decision<std::vector<Allocation>> plan_allocations(Money free, std::vector<Invoice> open,
                                                   const std::vector<Allocation>& wanted);

}  // namespace satchel
