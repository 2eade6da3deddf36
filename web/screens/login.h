// The login screen.
#pragma once

#include <string>

#include "web/screens/commands.h"

namespace satchel::web {

struct LoginModel {
  bool busy = false;
  bool online = true;
  std::string error;         // In words; empty before the first attempt.
  std::string reason;        // Why a login is asked for, when work went on before.
  bool code_needed = false;  // The password was right; an app's code is asked for.
  bool may_return = false;   // Offline work goes on without it.
};

struct LoginDraft {
  std::string login;
  std::string password;
  std::string code;
  bool tried = false;
};

void draw_login(const LoginModel& model, LoginDraft& draft, Commands& out);

}  // namespace satchel::web
