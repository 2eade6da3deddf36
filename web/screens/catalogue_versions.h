// The published versions of the catalogue, for administrators: how each stands, and withdrawing it.
#pragma once

#include <cstdint>
#include <string_view>

#include "web/kit/layout.h"
#include "web/kit/table.h"
#include "web/model/catalogue_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct VersionsDraft {
  std::int64_t selected = 0;  // 0: none.
  bool withdrawing = false;
  TableState table;
};

/// What the buttons below offer: a version, or the draft as version 0.
struct CatalogueExport {
  std::int64_t version = 0;
  std::string_view why_disabled;
};

/// Draws the buttons that offer it as a file, one in this column and one in the next.
void draw_catalogue_exports(const CatalogueExport& what, Columns& columns, Commands& out);

/// Draws the list and one version below the header of the catalogue.
void draw_versions(const CatalogueModel& model, VersionsDraft& draft, Commands& out);

}  // namespace satchel::web
