// Draws the versions of the catalogue.
#include "web/screens/catalogue_versions.h"

#include <array>

#include "web/kit/button.h"
#include "web/kit/feedback.h"
#include "web/kit/text.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

constexpr auto version_columns = std::to_array<Column>(
    {{.title = "Version", .width = 80},
     {.title = "Name"},
     {.title = "First day", .width = 120, .hide_on_phone = true},
     {.title = "Last day", .width = 120, .hide_below = 500},
     {.title = "Products", .width = 90, .align = Align::right, .hide_below = 500},
     {.title = "State", .width = 120}});

Tone tone_of_version(VersionState state) {
  switch (state) {
    case VersionState::sold:
      return Tone::green;
    case VersionState::later:
      return Tone::yellow;
    case VersionState::replaced:
    case VersionState::ended:
    case VersionState::withdrawn:
      return Tone::grey;
  }
  return Tone::grey;
}

const std::string& why_version_off(const CatalogueModel& model) {
  return model.why_off.empty() ? model.doing : model.why_off;
}

std::string last_day_of(const VersionView& version) {
  return version.valid_until ? long_date(*version.valid_until) : "Until the next";
}

void draw_version_list(const CatalogueModel& model, VersionsDraft& draft, Commands& out) {
  const Card card({.name = "Version list"});
  if (model.versions.empty()) {
    empty_state({.title = model.doing.empty() ? "No versions yet" : model.doing,
                 .text = "A version is made by publishing the draft."});
    return;
  }
  {
    const RightRow row{"List actions"};
    if (button({.label = "Export CSV"})) out.push_back(CatalogueWish{ExportVersions{}});
  }
  draft.table.selected.reset();
  for (std::size_t index = 0; index < model.versions.size(); ++index) {
    if (model.versions[index].version == draft.selected) draft.table.selected = index;
  }
  const TableSpec spec{
      .name = "Versions", .columns = version_columns, .row_count = model.versions.size()};
  const auto result = table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    const VersionView& version = model.versions[index];
    const VersionState state = state_of(version, model);
    cells.strong(std::to_string(version.version));
    cells.text(version.name);
    cells.text(long_date(version.valid_from));
    cells.muted(last_day_of(version));
    cells.number(grouped(version.products));
    cells.chip(words_of(state), tone_of_version(state));
  });
  if (result.selection_changed) {
    draft.selected = model.versions[*draft.table.selected].version;
  }
}

void draw_version(const CatalogueModel& model, const VersionView& version, VersionsDraft& draft,
                  Commands& out) {
  const Card card({.name = "Version", .height = -1});
  const VersionState state = state_of(version, model);
  heading(version.name, 2);
  status_chip(words_of(state), tone_of_version(state));
  divider();
  key_value("Version", std::to_string(version.version));
  key_value("First day", long_date(version.valid_from));
  key_value("Last day", last_day_of(version));
  key_value("Products", grouped(version.products));
  gap(2);
  {
    Columns columns({1, 1}, true);
    draw_catalogue_exports({version.version, why_version_off(model)}, columns, out);
  }
  gap(2);
  const std::string why =
      version.withdrawn ? "The version is withdrawn already." : why_version_off(model);
  if (button({.label = "Withdraw version",
              .kind = ButtonKind::danger,
              .why_disabled = why,
              .width = -1})) {
    draft.withdrawing = true;
  }
  gap(2);
  if (button({.label = "Close", .width = -1})) draft.selected = 0;
}

void draw_version_side(const CatalogueModel& model, VersionsDraft& draft, Commands& out) {
  for (const VersionView& version : model.versions) {
    if (version.version == draft.selected) return draw_version(model, version, draft, out);
  }
  const Card card({.name = "Version", .height = -1});
  muted("Choose a version to export or withdraw it.");
}

void draw_withdraw_dialog(VersionsDraft& draft, Commands& out) {
  Dialog dialog("Withdraw this version?", draft.withdrawing);
  if (!dialog.shown()) return;
  body(
      "Nothing is sold under it any more, but under the newest of the others that is valid. "
      "Orders that were placed under it stand. It cannot be taken back.");
  gap(3);
  Columns buttons({1, 1}, true);
  if (button({.label = "Keep the version", .width = -1})) draft.withdrawing = false;
  buttons.next();
  if (!button({.label = "Withdraw it", .kind = ButtonKind::danger, .width = -1})) return;
  draft.withdrawing = false;
  out.push_back(CatalogueWish{WithdrawVersion{draft.selected}});
}

}  // namespace

void draw_catalogue_exports(const CatalogueExport& what, Columns& columns, Commands& out) {
  if (button({.label = "Save as CSV", .why_disabled = what.why_disabled, .width = -1})) {
    out.push_back(CatalogueWish{ExportCatalogue{what.version, true}});
  }
  columns.next();
  if (button({.label = "Save as JSON", .why_disabled = what.why_disabled, .width = -1})) {
    out.push_back(CatalogueWish{ExportCatalogue{what.version, false}});
  }
}

void draw_versions(const CatalogueModel& model, VersionsDraft& draft, Commands& out) {
  {
    TwoPane panes({.side_width = 340, .side_wanted = draft.selected != 0});
    if (panes.main()) draw_version_list(model, draft, out);
    if (panes.side()) draw_version_side(model, draft, out);
  }
  draw_withdraw_dialog(draft, out);
}

}  // namespace satchel::web
