// One's own login: the password, and codes of an app.
#pragma once

#include <string>

#include "web/model/access_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct MyAccountDraft {
  std::string current;
  std::string next;
  std::string repeated;
  bool tried = false;
  std::string code;
  std::string password;  // To ask for no code any more.
  bool removing = false;
};

void draw_my_account(const MeModel& model, MyAccountDraft& draft, Commands& out);

}  // namespace satchel::web
