// plan_bill: the pure function behind the bill run, the dry run and the device's preview.
#pragma once

#include <optional>
#include <vector>

#include "shared/domain/account/account.h"
#include "shared/domain/billing/billable_charge.h"
#include "shared/domain/billing/charge_lines.h"
#include "shared/domain/billing/invoice.h"
#include "shared/domain/billing/tax_lines.h"
#include "shared/domain/order/order.h"
#include "shared/domain/rejection.h"

namespace satchel {

/// Everything a bill of one account depends on.
struct BillFacts {
  Account account;
  std::vector<BillableCharge> charges;
  std::vector<ChargeSlot> slots;   // Of live lines, in any order.
  std::vector<ChargeUsage> usage;  // In order of their days; what is billed, only as far as needed.
  BillingPolicy policy;
  const TaxTable* taxes = nullptr;  // Outlives the facts; null for none.
};

/// Returns the draft invoice `invoice_id` of the account for the cycle that ends before `through`,
/// dated `through`; nothing when there is nothing to bill. A charge takes part when it starts
/// before `through`, or on it where it takes over from one that ends then. One-time charges
/// are billed once; recurring charges by periods aligned to the bill cycle day, the first and last
/// by exact days: in advance up to the period that begins on `through`, in arrears for periods that
/// have ended by then. Periods with a slot are skipped, so planning again adds nothing. Where
/// credits of what a change left unused exceed the charges, it is a credit note. Refuses an amount
/// or total out of range and a foreign currency.
Decision<std::optional<Invoice>> plan_bill(const BillFacts& facts, Date through,
                                           const InvoiceId& invoice_id);

/// Whom an order is billed to, and by which taxes.
struct BilledTo {
  const Account& account;
  const TaxTable& taxes;
};

/// Returns the first invoice of this document alone, as the next bill cycle will make it: cycle
/// end is the first bill cycle day after the order date, or after a later start.
Decision<std::optional<Invoice>> plan_first_invoice(const BilledTo& to, const Order& order);

/// Returns the draft of what is due now for the order alone: what a bill through the day after its
/// date holds. Nothing on account, and nothing when it comes to zero.
Decision<std::optional<Invoice>> plan_order_invoice(const BilledTo& to, const Order& order,
                                                    const InvoiceId& invoice_id);

/// Returns the total of `plan_order_invoice`; zero for none.
Decision<Money> plan_due_now(const BilledTo& to, const Order& order);

/// Returns what the document alone will be invoiced at each of the next `months` bill cycle ends,
/// beginning with the first invoice; amounts may be zero.
Decision<std::vector<Money>> plan_schedule(const BilledTo& to, const Order& order, int months);

}  // namespace satchel
