// Draws the users and the form of one.
#include "web/screens/users.h"

#include <algorithm>
#include <array>

#include "web/kit/button.h"
#include "web/kit/choice.h"
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

constexpr auto user_columns =
    std::to_array<Column>({{.title = "Name"},
                           {.title = "Role", .width = 120, .hide_on_phone = true},
                           {.title = "Territories", .width = 110, .hide_below = 600},
                           {.title = "Login by", .width = 150, .hide_below = 600},
                           {.title = "State", .width = 96}});

const UserView* selected_user(const UsersModel& model, const UsersDraft& draft) {
  for (const UserView& user : model.users) {
    if (user.id == draft.selected) return &user;
  }
  return nullptr;
}

std::string login_words(const UserView& user) {
  if (!user.has_password) return "Not yet";
  return user.needs_code ? "Password and code" : "Password";
}

void open_user(const UserView& user, UsersDraft& draft) {
  const auto& roles = staff_roles();
  draft.open = true;
  draft.tried = false;
  draft.selected = user.id;
  draft.login = user.login;
  draft.name = user.name;
  draft.territory_ids = user.territory_ids;
  draft.role =
      static_cast<std::size_t>(std::find(roles.begin(), roles.end(), user.role) - roles.begin());
}

void open_invitation(UsersDraft& draft) {
  draft = {};
  draft.open = true;
}

void draw_user_list(const UsersModel& model, UsersDraft& draft, Commands& out) {
  const Card card({.name = "User list"});
  if (model.users.empty()) {
    empty_state({.title = model.online.loading ? "Asking the server …" : "No users to show",
                 .text = "Everybody who works at the desk is listed here."});
    return;
  }
  draw_access_csv(model.online, out);
  draft.table.selected.reset();
  for (std::size_t index = 0; index < model.users.size(); ++index) {
    if (draft.open && model.users[index].id == draft.selected) draft.table.selected = index;
  }
  const TableSpec spec{.name = "Users", .columns = user_columns, .row_count = model.users.size()};
  const auto result = table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    const UserView& user = model.users[index];
    cells.two_lines(user.name, user.login);
    cells.text(words_of(user.role));
    cells.muted(user.territories);
    cells.muted(login_words(user));
    cells.chip(user.active ? "Active" : "Disabled", user.active ? Tone::green : Tone::grey);
  });
  if (result.selection_changed) open_user(model.users[*draft.table.selected], draft);
}

void draw_territory_choice(const UsersModel& model, UsersDraft& draft) {
  if (reach_of(staff_roles()[draft.role]) != Reach::territories) {
    muted("This role sees the whole organisation.");
    return;
  }
  heading("Territories", 3);
  if (model.territories.empty()) muted("There are none yet. Add them under Territories.");
  auto& chosen = draft.territory_ids;
  for (const TerritoryView& territory : model.territories) {
    const auto found = std::find(chosen.begin(), chosen.end(), territory.id);
    bool on = found != chosen.end();
    if (!checkbox(territory.name, on)) continue;
    if (on) {
      chosen.push_back(territory.id);
    } else {
      chosen.erase(found);
    }
  }
}

void save_user_form(UsersDraft& draft, Commands& out) {
  draft.tried = true;
  const bool fresh = draft.selected.empty();
  if (draft.name.empty() || (fresh && draft.login.empty())) return;
  const satchel::Role role = staff_roles()[draft.role];
  if (fresh) {
    out.push_back(AccessWish{InviteUser{draft.login, draft.name, role, draft.territory_ids}});
    draft.open = false;
  } else {
    out.push_back(AccessWish{EditUser{draft.selected, draft.name, role, draft.territory_ids}});
  }
}

void draw_user_acts(const UsersModel& model, const UserView& user, UsersDraft& draft,
                    Commands& out) {
  const std::string& why = why_off(model.online);
  divider();
  key_value("Logs in by", login_words(user));
  if (button({.label = "New password link", .why_disabled = why, .width = -1})) {
    out.push_back(AccessWish{ActOnUser{user.id, UserAct::password_link}});
  }
  gap(2);
  if (user.needs_code) {
    if (button({.label = "Ask for no code", .why_disabled = why, .width = -1})) {
      out.push_back(AccessWish{ActOnUser{user.id, UserAct::reset_codes}});
    }
    gap(2);
  }
  if (!user.active) {
    if (button({.label = "Let in again", .why_disabled = why, .width = -1})) {
      out.push_back(AccessWish{ActOnUser{user.id, UserAct::enable}});
    }
  } else if (button({.label = "Disable user",
                     .kind = ButtonKind::danger,
                     .why_disabled = why,
                     .width = -1})) {
    draft.disabling = true;
  }
}

void draw_user_buttons(const UsersModel& model, bool fresh, UsersDraft& draft, Commands& out) {
  Columns buttons({1, 1}, true);
  if (button({.label = "Close", .width = -1})) draft.open = false;
  buttons.next();
  if (button({.label = fresh ? "Invite" : "Save",
              .kind = ButtonKind::primary,
              .key = "Ctrl+Enter",
              .why_disabled = why_off(model.online),
              .width = -1})) {
    save_user_form(draft, out);
  }
}

void draw_user_form(const UsersModel& model, UsersDraft& draft, Commands& out) {
  const Card card({.name = "User"});
  const UserView* user = selected_user(model, draft);
  heading(user == nullptr ? "Invite a user" : user->name, 2);
  if (user != nullptr) muted(user->login);
  gap(2);
  if (user == nullptr) {
    text_field({.label = "Login (e-mail)",
                .error = draft.tried && draft.login.empty() ? "Enter an e-mail address." : "",
                .required = true,
                .type = InputType::email},
               draft.login);
    gap(2);
  }
  text_field({.label = "Name",
              .error = draft.tried && draft.name.empty() ? "Enter a name." : "",
              .required = true},
             draft.name);
  gap(2);
  std::vector<std::string> roles;
  for (const satchel::Role role : staff_roles()) roles.emplace_back(words_of(role));
  select({.label = "Role"}, roles, draft.role);
  gap(2);
  draw_territory_choice(model, draft);
  gap(3);
  draw_user_buttons(model, user == nullptr, draft, out);
  if (user != nullptr) draw_user_acts(model, *user, draft, out);
}

void draw_disable_dialog(UsersDraft& draft, Commands& out) {
  Dialog dialog("Disable this user?", draft.disabling);
  if (!dialog.shown()) return;
  body(
      "All sessions end at once. Work that waits unsent on his devices stays there until he is let "
      "in again.");
  gap(3);
  Columns buttons({1, 1}, true);
  if (button({.label = "Keep the user", .width = -1})) draft.disabling = false;
  buttons.next();
  if (!button({.label = "Disable the user", .kind = ButtonKind::danger, .width = -1})) return;
  draft.disabling = false;
  out.push_back(AccessWish{ActOnUser{draft.selected, UserAct::disable}});
}

void draw_link(const UsersModel& model, Commands& out) {
  if (model.link.empty()) return;
  const Card card({.name = "New link", .height = -1});
  strong("A link for " + model.link_for + ", good for seven days and once");
  muted("Hand it over yourself. It is not shown again.");
  gap(2);
  std::string link = model.link;
  text_field({.label = "One-time link", .hide_label = true}, link);
  gap(2);
  if (button({.label = "Hide the link"})) out.push_back(AccessWish{HideLink{}});
}

}  // namespace

void draw_users(const UsersModel& model, UsersDraft& draft, Commands& out) {
  const auto header = page_header(
      {.title = "Users",
       .subtitle = count_of(static_cast<std::int64_t>(model.users.size()), "user", "users"),
       .action = "Invite user",
       .action_key = "I"});
  if (header.action) open_invitation(draft);
  draw_settings_tabs(SettingsTab::users, out);
  draw_online_state(model.online);
  draw_link(model, out);
  {
    TwoPane panes({.side_width = 340, .side_wanted = draft.open});
    if (panes.main()) draw_user_list(model, draft, out);
    if (panes.side()) {
      if (draft.open) {
        draw_user_form(model, draft, out);
      } else {
        const Card card({.name = "User", .height = -1});
        muted("Choose a user to change him, or invite a new one.");
      }
    }
  }
  draw_disable_dialog(draft, out);
}

}  // namespace satchel::web
