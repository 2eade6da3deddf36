// Territories, for administrators: add and rename.
#pragma once

#include <string>

#include "web/kit/table.h"
#include "web/model/access_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct TerritoriesDraft {
  bool open = false;     // The form is shown.
  std::string selected;  // Id of the territory in it; empty: a new one.
  std::string code;
  std::string name;
  bool tried = false;
  TableState table;
};

void draw_territories(const TerritoriesModel& model, TerritoriesDraft& draft, Commands& out);

}  // namespace satchel::web
