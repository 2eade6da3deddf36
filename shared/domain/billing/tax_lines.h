// Tax lines: what is taxed at which rate, and the taxes of an invoice's lines.
#pragma once

#include <vector>

#include "shared/domain/billing/billable_charge.h"
#include "shared/domain/billing/charge_lines.h"
#include "shared/domain/billing/invoice.h"
#include "shared/domain/billing/tax_table.h"

namespace satchel {

/// Returns the day whose rate taxes the line: what is charged once, on its day; in advance, the
/// first day of the period, when it falls due; in arrears and by usage, the period's last day, when
/// the service is complete.
Date tax_day_of(const BillableCharge& charge, const ChargeLine& planned);

/// Gives the line rate and derivation of its tax. A credit also gets the tax itself, out of that of
/// the slot it takes from: a part of it, or all of it with the whole slot, whatever the rate is by
/// now. Expects the amount as priced.
void rate_line(InvoiceLine& line, const BillableCharge& charge, const ChargeLine& planned,
               const TaxTerms& terms);

/// Computes the taxes of all lines that `rate_line` has rated, credits left alone: rounded once on
/// each line, or once for each rate, with the minor units left over at the largest remainders.
/// Where the price holds the tax, the amount becomes the net one, and both make up the price.
void tax_lines(std::vector<InvoiceLine>& lines, Rounding rounding);

/// Returns the tax of one amount, within it or on top, rounded once.
Money tax_of(Money priced, std::int64_t ppm, bool inclusive, Rounding rounding);

/// Returns what the line's price came to less coupons: its net amount, with the tax where the price
/// held it.
Money priced_amount(const InvoiceLine& line);

/// Returns the slot that the line fills.
ChargeSlot slot_of(const InvoiceLine& line);

}  // namespace satchel
