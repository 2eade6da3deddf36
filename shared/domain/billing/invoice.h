// Invoice: what an account owes for a bill cycle or an order; immutable and numbered once posted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/decimal.h"
#include "shared/base/enum_words.h"
#include "shared/base/id.h"
#include "shared/base/money.h"
#include "shared/domain/billing/coupon.h"
#include "shared/domain/billing/rating.h"
#include "shared/domain/billing/tax_table.h"

namespace satchel {

/// A credit note takes a posted invoice back: the same lines with negated amounts.
enum class InvoiceKind { invoice, credit_note };
SATCHEL_ENUM_WORDS(InvoiceKind, "invoice", "credit_note");

/// What a line is. One-time amounts are fixed lines; a credit takes back a part of what a slot has
/// billed; late usage adds to a period that was billed before it came; a true-up brings usage up to
/// its minimum spend.
enum class LineKind { recurring, fixed, usage, credit, late_usage, true_up };
SATCHEL_ENUM_WORDS(LineKind, "recurring", "fixed", "usage", "credit", "late_usage", "true_up");

/// Returns what a line of the kind is, in words: "a recurring charge".
std::string_view words_of(LineKind kind);

/// A voided invoice keeps its number and content, and nobody owes it any more.
enum class InvoiceState { draft, posted, voided };
SATCHEL_ENUM_WORDS(InvoiceState, "draft", "posted", "void");

/// One line with its derivation: everything needed to compute the amount again.
struct InvoiceLine {
  InvoiceLineId id;  // Derived from the invoice id and the position.
  BillableChargeId charge_id;
  OrderId order_id;
  std::int64_t order_number = 0;
  OrderItemId order_item_id;
  std::string name;
  Period period;  // One day for a one-time charge.
  std::int64_t quantity = 1;
  Decimal unit_price;
  std::int64_t discount_ppm = 0;
  std::int64_t days_billed = 1;  // days_billed / days_in_period is the prorated share.
  std::int64_t days_in_period = 1;
  std::int64_t price_book_version = 0;
  Money amount;              // Net of tax.
  std::int64_t tax_ppm = 0;  // Millionths of the amount: 20 % is 200,000.
  Money tax;                 // On top of the amount, rounded once.
  LineKind kind = LineKind::recurring;
  ChargeModel model = ChargeModel::per_unit;
  PriceTerms terms;                 // By which it was rated.
  std::optional<Decimal> usage;     // Units of usage, or the value of all events of a percentage.
  LineTax taxed;                    // How the tax came about.
  std::vector<LineCoupon> coupons;  // What they took off, before tax.

  bool operator==(const InvoiceLine&) const = default;
};

/// Once posted, only version, state, on_hold, paid, credited and written_off may still change.
struct Invoice {
  InvoiceId id;
  std::int64_t version = 0;
  std::int64_t number =
      0;  // Gapless serial of its kind, given in the posting transaction; 0 before.
  InvoiceKind kind = InvoiceKind::invoice;
  InvoiceState state = InvoiceState::draft;
  bool on_hold = false;  // Of a fraud order: neither asked for nor void.
  AccountId account_id;
  std::int64_t account_number = 0;
  std::string bill_to_name;  // The party as it was when the invoice was made.
  std::string bill_to_address;
  TaxExemption tax_exemption;       // Why no tax is owed, as it was then.
  BillRunId bill_run_id;            // The run that made it; else empty.
  OrderId order_id;                 // Of an order's own invoice; empty for a bill cycle's.
  InvoiceId credits_invoice_id;     // What a credit note takes back.
  Date through = date(1970, 1, 1);  // Exclusive end of the bill cycle.
  Date invoice_date = date(1970, 1, 1);
  Date due_date = date(1970, 1, 1);
  Money net;              // Always the sum of the lines' amounts.
  Money tax;              // Always the sum of the lines' taxes.
  Money total;            // Always net + tax.
  Money paid;             // What payments were allocated to it.
  Money credited;         // What credit notes took back; for a credit note all that it gives.
  Money written_off;      // What will never be paid.
  InvoiceId reissues_id;  // The void invoice that it was issued for again; else empty.
  std::int64_t reissues_number = 0;  // Its number.
  std::vector<InvoiceLine> lines;

  bool operator==(const Invoice&) const = default;
};

/// Returns what is still to be paid: total less paid, credited and written off; zero for a void
/// invoice.
Money balance_of(const Invoice& invoice);

/// Returns whether net, tax and total are the sums of the lines, all in one currency.
bool adds_up(const Invoice& invoice);

/// Returns the draft of the credit note that takes the whole invoice back on `today`:
/// its lines with negated amounts and taxes. Requires a posted invoice.
Invoice plan_credit_note(const Invoice& invoice, Date today);

}  // namespace satchel
