// What the catalogue and the settings ask for; each goes to the server at once or not at all.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "shared/domain/access/organisation.h"
#include "shared/domain/catalog/price_book.h"

namespace satchel::web {

/// Opens the draft of the next version.
struct OpenCatalogueDraft {};

/// Adds or changes a product of the draft; ids that are empty are given on the way.
struct SaveProduct {
  Product product;
};

struct RemoveProduct {
  ProductId id;
};

struct DiscardCatalogueDraft {};

struct PublishCatalogue {
  std::string name;
  Date valid_from = date(1970, 1, 1);
  std::optional<Date> valid_until;
};

/// Asks the server for the list of published versions.
struct LoadVersions {};

/// Ends the sale under a version.
struct WithdrawVersion {
  std::int64_t version = 0;
};

/// Offers a version, or the draft as version 0, as a file that can be imported again.
struct ExportCatalogue {
  std::int64_t version = 0;
  bool csv = false;  // With a row for each price; else everything, as JSON.
};

/// Offers the list of versions as a file.
struct ExportVersions {};

/// Lets the person pick a file for the draft.
struct PickCatalogueFile {};

struct SaveSettings {
  Organisation organisation;  // Its version is the one that was seen.
};

using CatalogueWish =
    std::variant<OpenCatalogueDraft, SaveProduct, RemoveProduct, DiscardCatalogueDraft,
                 PublishCatalogue, LoadVersions, WithdrawVersion, ExportCatalogue, ExportVersions,
                 PickCatalogueFile, SaveSettings>;

}  // namespace satchel::web
