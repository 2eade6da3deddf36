// The catalogue: browsing for everyone, editing and publishing for administrators.
#pragma once

#include <optional>
#include <string>

#include "web/kit/table.h"
#include "web/model/catalogue_model.h"
#include "web/screens/catalogue_versions.h"
#include "web/screens/commands.h"
#include "web/screens/product_form.h"

namespace satchel::web {

struct CatalogueScreenDraft {
  std::size_t tab = 0;  // Products, versions.
  VersionsDraft versions;
  std::string search;
  TableState table;
  ProductId selected;
  std::optional<ProductForm> form;  // The product being edited.
  bool publishing = false;
  std::string name;
  std::string valid_from;
  std::string valid_until;
};

void draw_catalogue(const CatalogueModel& model, CatalogueScreenDraft& draft, Commands& out);

}  // namespace satchel::web
