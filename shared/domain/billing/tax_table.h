// TaxTable: at which rate a category of products is taxed, by place and day.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/enum_words.h"
#include "shared/domain/rejection.h"

namespace satchel {

/// Whether tax is rounded on each line, or once for each rate on the invoice.
enum class TaxRounding { line, invoice };
SATCHEL_ENUM_WORDS(TaxRounding, "line", "invoice");

/// What one category is taxed at in one place, while the row is valid.
struct TaxTableRow {
  std::string code;           // Short, for reports: "DE-19".
  std::string name;           // As printed: "VAT".
  std::string category;       // Of the products.
  std::string country;        // As addresses write it; case does not count.
  std::string region;         // Empty: the whole country.
  std::string postal_prefix;  // Empty: all postal codes; spaces and case do not count.
  std::int64_t rate_ppm = 0;  // Millionths: 19 % is 190,000, so 4 decimals of a per cent.
  bool inclusive = false;     // Prices hold the tax; otherwise it comes on top.
  Date valid_from = date(1970, 1, 1);
  std::optional<Date> valid_until;  // Last day; none for ever.

  bool operator==(const TaxTableRow&) const = default;
};

struct TaxTable {
  TaxRounding rounding = TaxRounding::line;
  std::vector<TaxTableRow> rows;

  bool operator==(const TaxTable&) const = default;
};

/// Where a customer is taxed.
struct TaxPlace {
  std::string country;
  std::string region;
  std::string postal_code;

  bool operator==(const TaxPlace&) const = default;
};

/// Why a customer owes no tax; both texts are empty for one who does.
struct TaxExemption {
  std::string certificate;  // Its number.
  std::string reason;

  bool operator==(const TaxExemption&) const = default;
};

/// Returns the row of the category that is valid on the day in the most specific place that holds
/// the address: the longest postal prefix, then the region, then the country; or null.
const TaxTableRow* find_tax_row(const TaxTable& table, std::string_view category,
                                const TaxPlace& place, Date on);

/// Returns the place of a row in words: "Germany" or "US, NY, 100".
std::string place_of(const TaxTableRow& row);

/// Returns the places of two rows that tax the same category in the same place on the same day.
std::optional<std::pair<std::size_t, std::size_t>> find_overlap(const TaxTable& table);

/// Returns what is malformed, with paths as in `rows[3].country`; empty when it may be saved.
std::vector<FieldProblem> problems_of(const TaxTable& table);

/// Returns whether the text may name a category: short and without line breaks; empty for none.
bool is_tax_category(std::string_view text);

/// How the tax of a line came about.
enum class TaxTreatment { product_rate, table, unlisted, exempt };
SATCHEL_ENUM_WORDS(TaxTreatment, "product_rate", "table", "unlisted", "exempt");

struct LineTax {
  TaxTreatment treatment = TaxTreatment::product_rate;
  std::string category;    // Of the product; empty where the product has a rate of its own.
  std::string code;        // Of the row of the table, like name and place.
  std::string name;        // "VAT".
  std::string place;       // "US, NY, 100".
  std::optional<Date> on;  // The day whose row was taken.
  bool inclusive = false;  // The price held the tax.
  TaxRounding rounding = TaxRounding::line;

  bool operator==(const LineTax&) const = default;
};

/// What decides on a customer's taxes, beside what he buys and when.
struct TaxTerms {
  const TaxTable* table = nullptr;  // Outlives the terms; null for none.
  TaxPlace place = {};
  bool exempt = false;
};

/// A rate in millionths and where it comes from.
struct RatedTax {
  std::int64_t ppm = 0;
  LineTax how;
};

/// What is sold, as tax sees it: a category of the table, or the product's own exclusive rate.
struct TaxedAs {
  std::string_view category;
  std::int64_t product_ppm = 0;
};

/// Returns the rate on the day. An exempt customer owes none; a price that holds tax stays what he
/// was promised. A category that the table does not list in his place is not taxed.
RatedTax rate_of(const TaxTerms& terms, const TaxedAs& sold, Date on);

}  // namespace satchel
