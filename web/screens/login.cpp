// Draws the login.
#include "web/screens/login.h"

#include "web/kit/button.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"

namespace satchel::web {
namespace {

bool is_complete(const LoginDraft& draft) {
  return !draft.login.empty() && !draft.password.empty();
}

void draw_notices(const LoginModel& model) {
  if (!model.reason.empty()) {
    banner({.text = model.reason});
    gap(3);
  }
  if (!model.online) {
    banner({.text = "The server cannot be reached. The first login on a device needs it; "
                    "try again when you are online."});
    gap(3);
  }
  if (!model.error.empty()) {
    banner({.text = model.error, .tone = Tone::red, .urgent = true});
    gap(3);
  }
}

}  // namespace

void draw_login(const LoginModel& model, LoginDraft& draft, Commands& out) {
  const PlainPage page("Log in");
  heading("Log in", 1);
  muted("Orders, customers and prices stay on this device and work without a network.");
  gap(4);
  draw_notices(model);
  const bool login_missing = draft.tried && draft.login.empty();
  const bool password_missing = draft.tried && draft.password.empty();
  const FieldResult login = text_field({.label = "Login",
                                        .error = login_missing ? "Enter your login." : "",
                                        .required = true,
                                        .autocomplete = "username"},
                                       draft.login);
  gap(3);
  const FieldResult password = text_field({.label = "Password",
                                           .error = password_missing ? "Enter your password." : "",
                                           .required = true,
                                           .type = InputType::password,
                                           .autocomplete = "current-password"},
                                          draft.password);
  bool code_entered = false;
  if (model.code_needed) {
    gap(3);
    code_entered = text_field({.label = "Code",
                               .help = "From your app for codes, or a recovery code",
                               .required = true,
                               .autocomplete = "one-time-code"},
                              draft.code)
                       .submitted;
  }
  gap(5);
  const bool pressed = button({.label = model.busy ? "Logging in …" : "Log in",
                               .kind = ButtonKind::primary,
                               .key = "Enter",
                               .why_disabled = model.busy ? "The server is being asked." : "",
                               .width = -1});
  if ((pressed || login.submitted || password.submitted || code_entered) && !model.busy) {
    draft.tried = true;
    if (is_complete(draft)) out.push_back(LogIn{draft.login, draft.password, draft.code});
  }
  if (model.may_return) {
    gap(2);
    if (button({.label = "Go on working offline", .kind = ButtonKind::secondary, .width = -1})) {
      out.push_back(GoTo{"/orders", true});
    }
  }
}

}  // namespace satchel::web
