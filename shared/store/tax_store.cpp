// Reads and writes the tax table.
#include "shared/store/tax_store.h"

#include <vector>

#include "shared/store/text_lines.h"

namespace satchel {
namespace {

constexpr std::size_t line_tax_parts = 8;

Result<std::vector<TaxTableRow>> load_rows(Transaction& tx) {
  std::vector<TaxTableRow> rows;
  for (const Row& row : SATCHEL_TRY(tx.query(R"sql(
    SELECT code, name, category, country, region, postal_prefix, rate_ppm, inclusive, valid_from,
           valid_until
    FROM tax_row ORDER BY position
  )sql"))) {
    rows.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5),
                    row.number(6), row.number(7) != 0, row.day(8), row.optional_day(9)});
  }
  return rows;
}

}  // namespace

Result<TaxTable> load_tax_table(Transaction& tx) {
  TaxTable table;
  const Rows found = SATCHEL_TRY(tx.query("SELECT tax_rounding FROM organisation"));
  if (!found.empty()) table.rounding = found.front().word<TaxRounding>(0);
  table.rows = SATCHEL_TRY(load_rows(tx));
  return table;
}

Result<void> save_tax_rows(Transaction& tx, const TaxTable& table) {
  if (SATCHEL_TRY(load_rows(tx)) == table.rows) return {};
  SATCHEL_TRY(tx.run("DELETE FROM tax_row"));
  for (std::size_t index = 0; index < table.rows.size(); ++index) {
    const TaxTableRow& row = table.rows[index];
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO tax_row (position, code, name, category, country, region, postal_prefix,
        rate_ppm, inclusive, valid_from, valid_until)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    )sql",
                       static_cast<std::int64_t>(index), row.code, row.name, row.category,
                       row.country, row.region, row.postal_prefix, row.rate_ppm, row.inclusive,
                       row.valid_from, row.valid_until));
  }
  return {};
}

std::string line_tax_text(const LineTax& taxed) {
  if (taxed == LineTax{}) return {};
  return join_lines({std::string(to_text(taxed.treatment)), taxed.category, taxed.code, taxed.name,
                     taxed.place, taxed.on ? to_text(*taxed.on) : std::string(),
                     taxed.inclusive ? "inclusive" : "exclusive",
                     std::string(to_text(taxed.rounding))});
}

LineTax parse_line_tax(std::string_view text) {
  const std::vector<std::string> parts = split_lines(text);
  if (parts.size() != line_tax_parts) return {};
  return {parse_enum<TaxTreatment>(parts[0]).value_or(TaxTreatment::product_rate),
          parts[1],
          parts[2],
          parts[3],
          parts[4],
          parse_date(parts[5]),
          parts[6] == "inclusive",
          parse_enum<TaxRounding>(parts[7]).value_or(TaxRounding::line)};
}

}  // namespace satchel
