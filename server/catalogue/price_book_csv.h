// Price books as CSV: a row for each price, for spreadsheets.
//
// Columns: code, name, category, detail, kind, base_code, available, available_from,
// available_until, price_editable, price_required, quantity_editable, quantity_required,
// tax_rate_ppm, plan, charge, charge_kind, charge_model, charge_timing, currency, price,
// charge_every (`1 month`; empty for that), price_terms (shared/domain/billing/price_terms.h),
// charge_alignment (empty for the bill cycle day), plan_phases (`trial 14 day; evergreen`),
// tax_category (of the tax table, instead of a rate). The last five may be missing. Dates are
// YYYY-MM-DD, flags are yes or no. A bundle has one row without a plan. What has no column
// (fulfilment, configuration, members of bundles) stays as it is.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/domain/catalog/price_book.h"

namespace satchel::server {

inline constexpr auto price_book_columns = std::to_array<std::string_view>({"code",
                                                                            "name",
                                                                            "category",
                                                                            "detail",
                                                                            "kind",
                                                                            "base_code",
                                                                            "available",
                                                                            "available_from",
                                                                            "available_until",
                                                                            "price_editable",
                                                                            "price_required",
                                                                            "quantity_editable",
                                                                            "quantity_required",
                                                                            "tax_rate_ppm",
                                                                            "plan",
                                                                            "charge",
                                                                            "charge_kind",
                                                                            "charge_model",
                                                                            "charge_timing",
                                                                            "currency",
                                                                            "price",
                                                                            "charge_every",
                                                                            "price_terms",
                                                                            "charge_alignment",
                                                                            "plan_phases",
                                                                            "tax_category"});

/// One row: its cells in the order of the columns.
using PriceBookRow = std::array<std::string, price_book_columns.size()>;

/// Returns the rows of the book, in its order.
std::vector<PriceBookRow> rows_of(const PriceBook& book);

/// What gives ids to products, plans and charges that are new.
struct IdMaker {
  Timestamp now;
  Random& random;
};

/// Returns `book` with the products of the file, found by code: new ones last, others in their
/// place. Plans and charges keep their ids by name. ErrorCode::invalid with line and column of each
/// line that is wrong, the first twenty; then nothing was taken.
Result<PriceBook> merge_csv(PriceBook book, std::string_view text, const IdMaker& ids);

}  // namespace satchel::server
