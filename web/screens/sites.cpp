// Draws the sites and the form of one.
#include "web/screens/sites.h"

#include <array>

#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/settings_parts.h"

namespace satchel::web {
namespace {

constexpr auto site_columns =
    std::to_array<Column>({{.title = "Number", .width = 76, .hide_on_phone = true},
                           {.title = "Site"},
                           {.title = "Reseller", .hide_below = 500},
                           {.title = "State", .width = 90}});

void open_site(const SiteView& site, bool fresh, SitesDraft& draft) {
  draft.open = true;
  draft.fresh = fresh;
  draft.tried = false;
  draft.edited = site;
}

void draw_site_list(const SitesModel& model, SitesDraft& draft, Commands& out) {
  const Card card({.name = "Site list"});
  if (model.sites.empty()) {
    empty_state({.title = model.online.loading ? "Asking the server …" : "No sites yet",
                 .text = "A site is a shop whose customers' carts become orders, ours or of a "
                         "reseller. Add the first one above."});
    return;
  }
  draw_access_csv(model.online, out);
  draft.table.selected.reset();
  for (std::size_t index = 0; index < model.sites.size(); ++index) {
    const bool here = draft.open && !draft.fresh && model.sites[index].code == draft.edited.code;
    if (here) draft.table.selected = index;
  }
  const TableSpec spec{.name = "Sites", .columns = site_columns, .row_count = model.sites.size()};
  const auto result = table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    const SiteView& site = model.sites[index];
    cells.muted(std::to_string(site.number));
    cells.two_lines(site.name, site.code);
    cells.text(site.reseller.empty() ? "Our own" : site.reseller);
    cells.chip(site.enabled ? "On" : "Off", site.enabled ? Tone::green : Tone::grey);
  });
  if (result.selection_changed) open_site(model.sites[*draft.table.selected], false, draft);
}

void draw_site_fields(SitesDraft& draft) {
  SiteView& site = draft.edited;
  if (draft.fresh) {
    text_field({.label = "Code",
                .help = "2 to 20 of a-z, 0-9 and dashes; in the shop's address",
                .error = draft.tried && site.code.empty() ? "Enter a code." : "",
                .required = true},
               site.code);
  } else {
    key_value("Number", std::to_string(site.number));
    key_value("Shop", "/shop/" + site.code);
  }
  gap(2);
  text_field({.label = "Full name",
              .error = draft.tried && site.name.empty() ? "Enter a name." : "",
              .required = true},
             site.name);
  gap(2);
  text_field({.label = "Reseller", .help = "Who owes for its orders; empty for our own site"},
             site.reseller);
  gap(2);
  checkbox("Customers may buy on account", site.on_account);
  checkbox("Switched on", site.enabled);
  if (!site.enabled) muted("Its carts are refused, and its shop is closed.");
}

void draw_site_form(const SitesModel& model, SitesDraft& draft, Commands& out) {
  const Card card({.name = "Site", .height = -1});
  heading(draft.fresh ? "New site" : draft.edited.code, 2);
  gap(2);
  draw_site_fields(draft);
  gap(3);
  const std::string& why = why_off(model.online);
  {
    Columns buttons({1, 1}, true);
    if (button({.label = "Close", .width = -1})) draft.open = false;
    buttons.next();
    if (button({.label = draft.fresh ? "Add" : "Save",
                .kind = ButtonKind::primary,
                .key = "Ctrl+Enter",
                .why_disabled = why,
                .width = -1})) {
      draft.tried = true;
      if (draft.edited.code.empty() || draft.edited.name.empty()) return;
      out.push_back(AccessWish{SaveSite{draft.edited, draft.fresh}});
      draft.open = false;
    }
  }
  if (draft.fresh) return;
  gap(2);
  if (button({.label = "New key", .why_disabled = why, .width = -1})) draft.renewing = true;
}

void draw_renew_dialog(SitesDraft& draft, Commands& out) {
  Dialog dialog("Give " + draft.edited.code + " a new key?", draft.renewing);
  if (!dialog.shown()) return;
  body(
      "The key before is worth nothing from now on: the site sends no carts until it has the new "
      "one.");
  gap(3);
  Columns buttons({1, 1}, true);
  if (button({.label = "Keep the key", .width = -1})) draft.renewing = false;
  buttons.next();
  if (!button({.label = "Give a new key", .kind = ButtonKind::danger, .width = -1})) return;
  draft.renewing = false;
  out.push_back(AccessWish{RenewSiteKey{draft.edited.code}});
}

void draw_site_key(const SitesModel& model, Commands& out) {
  if (model.key.empty()) return;
  const Card card({.name = "Key of the site", .height = -1});
  strong("The key of " + model.key_for + " for sending carts");
  muted("Enter it there. It is not shown again.");
  gap(2);
  std::string key = model.key;
  text_field({.label = "Key", .hide_label = true}, key);
  gap(2);
  if (button({.label = "Hide the key"})) out.push_back(AccessWish{HideLink{}});
}

}  // namespace

void draw_sites(const SitesModel& model, SitesDraft& draft, Commands& out) {
  const auto count = static_cast<std::int64_t>(model.sites.size());
  const auto header = page_header({.title = "Sites",
                                   .subtitle = count_of(count, "site", "sites"),
                                   .action = "New site",
                                   .action_key = "S"});
  if (header.action) open_site({}, true, draft);
  draw_settings_tabs(SettingsTab::sites, out);
  draw_online_state(model.online);
  draw_site_key(model, out);
  {
    TwoPane panes({.side_width = 340, .side_wanted = draft.open});
    if (panes.main()) draw_site_list(model, draft, out);
    if (panes.side()) {
      if (draft.open) {
        draw_site_form(model, draft, out);
      } else {
        const Card card({.name = "Site", .height = -1});
        muted("Choose a site to change it, to switch it off or to give it a new key.");
      }
    }
  }
  draw_renew_dialog(draft, out);
}

}  // namespace satchel::web
