// Users, for administrators: invite, edit, disable, new password links.
#pragma once

#include <string>
#include <vector>

#include "web/kit/table.h"
#include "web/model/access_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct UsersDraft {
  bool open = false;     // The form is shown.
  std::string selected;  // Id of the user in it; empty: a new one.
  std::string login;
  std::string name;
  std::size_t role = 0;                    // Of `staff_roles`.
  std::vector<std::string> territory_ids;  // Chosen.
  bool tried = false;
  bool disabling = false;
  TableState table;
};

void draw_users(const UsersModel& model, UsersDraft& draft, Commands& out);

}  // namespace satchel::web
