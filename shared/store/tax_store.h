// The tax store: the tax table, and how the tax of an invoice line came about as one text.
#pragma once

#include <string>
#include <string_view>

#include "shared/domain/billing/tax_table.h"
#include "shared/store/database.h"

namespace satchel {

/// Returns the tax table of the organisation; empty before one was written.
Result<TaxTable> load_tax_table(Transaction& tx);

/// Writes the rows of the table; unchanged ones are left alone. The rounding is a column of the
/// organisation.
Result<void> save_tax_rows(Transaction& tx, const TaxTable& table);

/// Returns how a line is taxed as one text; empty for a product's own rate.
std::string line_tax_text(const LineTax& taxed);

/// Returns what `line_tax_text` wrote.
LineTax parse_line_tax(std::string_view text);

}  // namespace satchel
