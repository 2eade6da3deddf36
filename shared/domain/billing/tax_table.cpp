// Finds rows of the tax table, and what keeps a table from being saved.
#include "shared/domain/billing/tax_table.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/domain/limits.h"

namespace satchel {
namespace {

constexpr std::size_t tax_rows_max = 2'000;

/// A postal code or its beginning, without what people write in different ways.
std::string plain_postal(std::string_view text) {
  std::string plain = fold(text);
  plain.erase(std::remove_if(plain.begin(), plain.end(),
                             [](char letter) { return letter == ' ' || letter == '-'; }),
              plain.end());
  return plain;
}

bool is_same(std::string_view one, std::string_view other) {
  return fold(trim(one)) == fold(trim(other));
}

bool is_valid_on(const TaxTableRow& row, Date on) {
  return row.valid_from <= on && (!row.valid_until || on <= *row.valid_until);
}

bool holds(const TaxTableRow& row, const TaxPlace& place) {
  if (!is_same(row.country, place.country)) return false;
  if (!row.region.empty() && !is_same(row.region, place.region)) return false;
  const std::string prefix = plain_postal(row.postal_prefix);
  return plain_postal(place.postal_code).compare(0, prefix.size(), prefix) == 0;
}

/// Greater for the more specific of two rows that hold the same address.
std::pair<std::size_t, bool> specificity(const TaxTableRow& row) {
  return {plain_postal(row.postal_prefix).size(), !row.region.empty()};
}

bool overlap(const TaxTableRow& one, const TaxTableRow& other) {
  const bool same_place = is_same(one.country, other.country) &&
                          is_same(one.region, other.region) &&
                          plain_postal(one.postal_prefix) == plain_postal(other.postal_prefix);
  if (!same_place || one.category != other.category) return false;
  return (!one.valid_until || other.valid_from <= *one.valid_until) &&
         (!other.valid_until || one.valid_from <= *other.valid_until);
}

bool is_line(std::string_view text) {
  return is_clean_utf8(text) && text.find('\n') == text.npos && trim(text) == text;
}

}  // namespace

bool is_tax_category(std::string_view text) {
  return is_line(text) && length_of(text) <= short_text_length_max;
}

const TaxTableRow* find_tax_row(const TaxTable& table, std::string_view category,
                                const TaxPlace& place, Date on) {
  const TaxTableRow* best = nullptr;
  for (const TaxTableRow& row : table.rows) {
    if (row.category != category || !is_valid_on(row, on) || !holds(row, place)) continue;
    if (best == nullptr || specificity(*best) < specificity(row)) best = &row;
  }
  return best;
}

std::string place_of(const TaxTableRow& row) {
  std::string place = row.country;
  for (const std::string* part : {&row.region, &row.postal_prefix}) {
    if (!part->empty()) place += ", " + *part;
  }
  return place;
}

std::optional<std::pair<std::size_t, std::size_t>> find_overlap(const TaxTable& table) {
  for (std::size_t later = 1; later < table.rows.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      if (overlap(table.rows[earlier], table.rows[later])) return std::pair(earlier, later);
    }
  }
  return std::nullopt;
}

std::vector<FieldProblem> problems_of(const TaxTable& table) {
  std::vector<FieldProblem> problems;
  if (table.rows.size() > tax_rows_max) problems.push_back({"rows", Reason::too_many_items});
  for (std::size_t index = 0; index < table.rows.size(); ++index) {
    const TaxTableRow& row = table.rows[index];
    const std::string path = "rows[" + std::to_string(index) + "].";
    const auto check = [&](const char* field, const std::string& text, bool required) {
      if (!is_line(text)) {
        problems.push_back({path + field, Reason::field_invalid});
      } else if (length_of(text) > short_text_length_max) {
        problems.push_back({path + field, Reason::field_too_long});
      } else if (required && text.empty()) {
        problems.push_back({path + field, Reason::field_required});
      }
    };
    check("code", row.code, true);
    check("name", row.name, true);
    check("category", row.category, true);
    check("country", row.country, true);
    check("region", row.region, false);
    check("postal_prefix", row.postal_prefix, false);
    if (row.rate_ppm < 0 || row.rate_ppm > tax_ppm_whole) {
      problems.push_back({path + "rate", Reason::field_invalid});
    }
    if (row.valid_until && *row.valid_until < row.valid_from) {
      problems.push_back({path + "valid_until", Reason::end_before_start});
    }
  }
  return problems;
}

RatedTax rate_of(const TaxTerms& terms, const TaxedAs& sold, Date on) {
  RatedTax rated;
  rated.how.category = sold.category;
  if (terms.table != nullptr) rated.how.rounding = terms.table->rounding;
  if (sold.category.empty()) {
    rated.ppm = sold.product_ppm;
  } else {
    rated.how.on = on;
    rated.how.treatment = TaxTreatment::unlisted;
    const TaxTableRow* row = terms.table == nullptr
                                 ? nullptr
                                 : find_tax_row(*terms.table, sold.category, terms.place, on);
    if (row != nullptr) {
      rated.ppm = row->rate_ppm;
      rated.how = {TaxTreatment::table, row->category,     row->code, row->name, place_of(*row), on,
                   row->inclusive,      rated.how.rounding};
    }
  }
  if (!terms.exempt) return rated;
  rated.ppm = 0;
  rated.how.treatment = TaxTreatment::exempt;
  rated.how.inclusive = false;
  return rated;
}

}  // namespace satchel
