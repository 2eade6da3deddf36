// Draws one's own login.
#include "web/screens/my_account.h"

#include "web/kit/button.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/settings_parts.h"

namespace satchel::web {
namespace {

constexpr std::size_t password_characters_min = 12;

void draw_password(const MeModel& model, MyAccountDraft& draft, Commands& out) {
  const Card card({.name = "Password", .height = -1});
  heading("Change the password", 2);
  muted(
      "12 to 128 characters. A few words in a row are easy to keep in mind. All other sessions "
      "end.");
  gap(2);
  const bool short_one = draft.tried && draft.next.size() < password_characters_min;
  const bool differs = draft.tried && draft.next != draft.repeated;
  text_field({.label = "Current password",
              .error = draft.tried && draft.current.empty() ? "Enter the current password." : "",
              .required = true,
              .type = InputType::password,
              .autocomplete = "current-password"},
             draft.current);
  gap(2);
  text_field({.label = "New password",
              .error = short_one ? "Use at least 12 characters." : "",
              .required = true,
              .type = InputType::password,
              .autocomplete = "new-password"},
             draft.next);
  gap(2);
  text_field({.label = "The new password again",
              .error = differs ? "The two entries differ." : "",
              .required = true,
              .type = InputType::password,
              .autocomplete = "new-password"},
             draft.repeated);
  gap(3);
  const bool pressed = button({.label = "Change password",
                               .kind = ButtonKind::primary,
                               .why_disabled = why_off(model.online)});
  if (!pressed) return;
  draft.tried = true;
  const bool complete = !draft.current.empty() && draft.next == draft.repeated &&
                        draft.next.size() >= password_characters_min;
  if (complete) out.push_back(AccessWish{ChangePassword{draft.current, draft.next}});
}

void draw_recovery_codes(const MeModel& model) {
  banner({.text = "Write these recovery codes down now. Each stands in once for a lost app; they "
                  "are not shown again."});
  gap(2);
  std::size_t index = 0;
  for (const std::string& code : model.recovery_codes) {
    const IdScope scope{index++};
    strong(code);
  }
}

void draw_enrolment(const MeModel& model, MyAccountDraft& draft, Commands& out) {
  body(
      "Enter this key in an app for codes, or open the address on the device with the app. Then "
      "type the code that it shows.");
  gap(2);
  std::string secret = model.secret;
  text_field({.label = "Key"}, secret);
  gap(2);
  std::string address = model.address;
  text_field({.label = "Address"}, address);
  gap(2);
  const bool entered =
      text_field({.label = "Code of the app", .required = true, .autocomplete = "one-time-code"},
                 draft.code)
          .submitted;
  gap(3);
  const bool pressed = button({.label = "Confirm the code",
                               .kind = ButtonKind::primary,
                               .why_disabled = why_off(model.online)});
  if ((pressed || entered) && !draft.code.empty()) {
    out.push_back(AccessWish{ConfirmCodes{draft.code}});
  }
}

void draw_codes(const MeModel& model, MyAccountDraft& draft, Commands& out) {
  const Card card({.name = "Codes", .height = -1});
  heading("Codes of an app", 2);
  if (!model.recovery_codes.empty()) draw_recovery_codes(model);
  if (model.me.needs_code) {
    body("Each login asks for a code besides the password.");
    key_value("Recovery codes left", grouped(model.me.recovery_codes));
    gap(2);
    if (button({.label = "Ask for no code", .why_disabled = why_off(model.online)})) {
      draft.removing = true;
    }
    return;
  }
  if (!model.secret.empty()) return draw_enrolment(model, draft, out);
  body(
      "A login can ask for a code that an app on your telephone shows, so that a stolen password "
      "alone opens nothing.");
  gap(2);
  if (button({.label = "Set up codes", .why_disabled = why_off(model.online)})) {
    out.push_back(AccessWish{BeginCodes{}});
  }
}

void draw_remove_dialog(const MeModel& model, MyAccountDraft& draft, Commands& out) {
  Dialog dialog("Ask for no code any more?", draft.removing);
  if (!dialog.shown()) return;
  text_field({.label = "Password",
              .required = true,
              .type = InputType::password,
              .autocomplete = "current-password"},
             draft.password);
  gap(3);
  Columns buttons({1, 1}, true);
  if (button({.label = "Keep the codes", .width = -1})) draft.removing = false;
  buttons.next();
  if (!button({.label = "Turn the codes off",
               .kind = ButtonKind::danger,
               .why_disabled = why_off(model.online),
               .width = -1})) {
    return;
  }
  draft.removing = false;
  out.push_back(AccessWish{RemoveCodes{draft.password}});
  draft.password.clear();
}

}  // namespace

void draw_my_account(const MeModel& model, MyAccountDraft& draft, Commands& out) {
  const std::string who =
      model.me.login.empty() ? "" : model.me.login + ", " + std::string(words_of(model.me.role));
  page_header({.title = "My account", .subtitle = who});
  draw_online_state(model.online);
  draw_password(model, draft, out);
  gap(2);
  draw_codes(model, draft, out);
  draw_remove_dialog(model, draft, out);
}

}  // namespace satchel::web
