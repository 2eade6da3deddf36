// Writes and reads taxes.
#include "shared/wire/tax_wire.h"

#include "shared/base/words.h"
#include "shared/domain/limits.h"

namespace satchel {
namespace {

constexpr std::size_t tax_rows_read_max = 10'000;
constexpr int rate_scale = 4;  // Decimals of a per cent.

/// Millionths of a rate in per cent, with at most four decimals.
std::int64_t read_rate(ObjectReader& in) {
  Decimal rate = trimmed(in.decimal("rate"), 0);
  if (rate.scale > rate_scale || rate.coefficient < 0 || Decimal{100, 0} < rate) {
    in.report("rate", "must lie between 0 and 100 per cent, with at most 4 decimals");
    return 0;
  }
  for (; rate.scale < rate_scale; ++rate.scale) rate.coefficient *= 10;
  return rate.coefficient;
}

TaxTableRow read_row(ObjectReader& in) {
  TaxTableRow row;
  row.code = in.text("code");
  row.name = in.text("name");
  row.category = in.text("category");
  row.country = in.text("country");
  row.region = in.optional_text("region");
  row.postal_prefix = in.optional_text("postal_prefix");
  row.rate_ppm = read_rate(in);
  row.inclusive = in.optional_flag("inclusive");
  row.valid_from = in.day("valid_from");
  row.valid_until = in.optional_day("valid_until");
  return row;
}

}  // namespace

void encode(JsonWriter& out, const TaxTable& table) {
  out.begin_object();
  out.field("rounding", table.rounding);
  out.key("rows");
  out.begin_array();
  for (const TaxTableRow& row : table.rows) {
    out.begin_object();
    out.field("code", row.code);
    out.field("name", row.name);
    out.field("category", row.category);
    out.field("country", row.country);
    if (!row.region.empty()) out.field("region", row.region);
    if (!row.postal_prefix.empty()) out.field("postal_prefix", row.postal_prefix);
    out.field("rate", trimmed(Decimal{row.rate_ppm, rate_scale}, 0));
    out.field("inclusive", row.inclusive);
    out.field("valid_from", row.valid_from);
    out.field("valid_until", row.valid_until);
    out.end_object();
  }
  out.end_array();
  out.end_object();
}

TaxTable read_tax_table(ObjectReader& in) {
  TaxTable table;
  table.rounding = in.word<TaxRounding>("rounding");
  in.each_object("rows", tax_rows_read_max,
                 [&](ObjectReader& row) { table.rows.push_back(read_row(row)); });
  return table;
}

void encode_exemption(JsonWriter& out, std::string_view name, const TaxExemption& exemption) {
  if (exemption == TaxExemption{}) return;
  out.key(name);
  out.begin_object();
  out.field("certificate", exemption.certificate);
  out.field("reason", exemption.reason);
  out.end_object();
}

TaxExemption read_exemption(ObjectReader& in) {
  return {in.text("certificate"), in.text("reason")};
}

void encode_line_tax(JsonWriter& out, const LineTax& taxed) {
  if (taxed == LineTax{}) return;
  out.key("taxed");
  out.begin_object();
  out.field("treatment", taxed.treatment);
  if (!taxed.category.empty()) out.field("category", taxed.category);
  if (!taxed.code.empty()) {
    out.field("code", taxed.code);
    out.field("name", taxed.name);
    out.field("place", taxed.place);
  }
  if (taxed.on) out.field("on", *taxed.on);
  out.field("inclusive", taxed.inclusive);
  out.field("rounding", taxed.rounding);
  out.end_object();
}

LineTax read_line_tax(ObjectReader& in) {
  LineTax taxed;
  if (!in.has("taxed")) return taxed;
  in.object("taxed", [&](ObjectReader& each) {
    taxed.treatment = each.word<TaxTreatment>("treatment");
    taxed.category = each.optional_text("category");
    taxed.code = each.optional_text("code");
    taxed.name = each.optional_text("name");
    taxed.place = each.optional_text("place");
    taxed.on = each.optional_day("on");
    taxed.inclusive = each.flag("inclusive");
    taxed.rounding = each.word<TaxRounding>("rounding");
  });
  return taxed;
}

Result<TaxTable> parse_tax_table(std::string_view text) {
  return read_document(text, Strictness::strict, read_tax_table);
}

std::string to_json(const TaxTable& table) {
  JsonWriter out;
  encode(out, table);
  return out.take();
}

}  // namespace satchel
