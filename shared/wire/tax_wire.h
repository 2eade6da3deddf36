// Taxes in JSON: the tax table, exemptions, and how a line was taxed.
#pragma once

#include "shared/domain/billing/tax_table.h"
#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel {

/// Writes the table as one object value, its rates as decimals in per cent.
void encode(JsonWriter& out, const TaxTable& table);
TaxTable read_tax_table(ObjectReader& in);

/// Writes the field `name` unless the customer owes tax.
void encode_exemption(JsonWriter& out, std::string_view name, const TaxExemption& exemption);
/// Reads both fields of an exemption.
TaxExemption read_exemption(ObjectReader& in);

/// Writes the field `taxed` unless it is a product's own rate.
void encode_line_tax(JsonWriter& out, const LineTax& taxed);
/// Reads the field `taxed`, where it is.
LineTax read_line_tax(ObjectReader& in);

/// Returns the table in a file, or what is wrong with it.
Result<TaxTable> parse_tax_table(std::string_view text);

/// Returns the table as a file that `parse_tax_table` reads.
std::string to_json(const TaxTable& table);

}  // namespace satchel
