// The catalogue as this device holds it, and its draft as the server tells about it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/domain/catalog/price_book.h"
#include "shared/store/database.h"

namespace satchel::web {

/// The next version while it is edited; never kept on the device.
struct CatalogueDraftView {
  std::int64_t revision = 0;
  std::string changed_by;
  PriceBook book;
};

/// A published version without what it sells.
struct VersionView {
  std::int64_t version = 0;
  std::string name;
  Date valid_from = date(1970, 1, 1);
  std::optional<Date> valid_until;
  bool withdrawn = false;
  std::int64_t products = 0;
};

enum class VersionState { sold, later, replaced, ended, withdrawn };

/// Returns the draft in the server's answer.
Result<CatalogueDraftView> parse_catalogue_draft(std::string_view body);

/// Returns the published versions in the server's answer, newest first.
Result<std::vector<VersionView>> parse_versions(std::string_view body);

struct CatalogueModel {
  std::optional<PriceBook> sold;            // The version that orders are sold under today.
  std::optional<CatalogueDraftView> draft;  // Shown instead while there is one.
  std::vector<VersionView> versions;        // Published, newest first.
  bool may_edit = false;
  Date today = date(1970, 1, 1);
  std::string doing;    // What the server is asked for: "Publishing …".
  std::string error;    // In words, a line each; empty when the last act succeeded.
  std::string why_off;  // Not empty: nothing can be changed, and why.
};

/// Loads the version that is sold today.
Result<void> load_catalogue(Transaction& tx, Date today, CatalogueModel& model);

/// Returns how the version stands today: sold, replaced by a newer one, …
VersionState state_of(const VersionView& version, const CatalogueModel& model);

std::string_view words_of(VersionState state);

/// Returns the versions as a CSV file.
std::string export_versions(const CatalogueModel& model);

/// Returns the products whose code, name, category or detail has every word typed, in their order.
std::vector<const Product*> find_products(const PriceBook& book, std::string_view typed);

/// Returns what the product costs under its first plan, in its first currency; "bundle of 3".
std::string price_words(const Product& product);

}  // namespace satchel::web
