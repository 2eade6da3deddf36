// Sites, for administrators: the shops that orders come from, their resellers and their keys.
#pragma once

#include "web/kit/table.h"
#include "web/model/access_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct SitesDraft {
  bool open = false;   // The form is shown.
  bool fresh = false;  // It is about a new site.
  SiteView edited;
  bool tried = false;
  bool renewing = false;  // The key.
  TableState table;
};

void draw_sites(const SitesModel& model, SitesDraft& draft, Commands& out);

}  // namespace satchel::web
