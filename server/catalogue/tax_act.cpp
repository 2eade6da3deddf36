// Checks and writes the tax table.
#include "server/catalogue/tax_act.h"

#include <algorithm>

#include "server/catalogue/save_edit.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

std::string name_of(const TaxTable& table, std::size_t index) {
  return std::to_string(index + 1) + " (" + table.rows[index].code + ")";
}

/// Says which rows overlap, on which day for the first time.
std::string overlap_words(const TaxTable& table, std::size_t one, std::size_t other) {
  const TaxTableRow& row = table.rows[one];
  const Date from = std::max(row.valid_from, table.rows[other].valid_from);
  return "Rows " + name_of(table, one) + " and " + name_of(table, other) + " both tax category " +
         row.category + " in " + place_of(row) + " on " + to_text(from) +
         ". End the one before the other begins; nothing was changed.";
}

}  // namespace

Result<Answer<TaxTable>> put_tax_table(const ServerWrite& write, const Editor& editor,
                                       const TaxTable& table) {
  using Put = Answer<TaxTable>;
  auto organisation = SATCHEL_TRY(find_organisation(write.tx));
  if (!organisation) {
    return Put(refuse("no-organisation", "There is no organisation yet; run satchel init.", 404));
  }
  if (auto problems = problems_of(table); !problems.empty())
    return Put(refuse(std::move(problems)));
  if (const auto pair = find_overlap(table)) {
    return Put(refuse("taxes-overlap", overlap_words(table, pair->first, pair->second)));
  }
  organisation->taxes = table;
  SATCHEL_TRY(
      save_edit(write, editor, *organisation,
                {.action = "edit_taxes", .detail = std::to_string(table.rows.size()) + " rows"}));
  return Put(table);
}

}  // namespace satchel::server
