// Draws the territories and the form of one.
#include "web/screens/territories.h"

#include <array>

#include "web/kit/button.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/settings_parts.h"

namespace satchel::web {
namespace {

constexpr auto territory_columns =
    std::to_array<Column>({{.title = "Code", .width = 140},
                           {.title = "Name"},
                           {.title = "Customers", .width = 100, .align = Align::right},
                           {.title = "Users", .width = 80, .align = Align::right}});

void open_territory(const TerritoryView& territory, TerritoriesDraft& draft) {
  draft.open = true;
  draft.tried = false;
  draft.selected = territory.id;
  draft.code = territory.code;
  draft.name = territory.name;
}

void draw_territory_list(const TerritoriesModel& model, TerritoriesDraft& draft, Commands& out) {
  const Card card({.name = "Territory list"});
  if (model.territories.empty()) {
    empty_state({.title = model.online.loading ? "Asking the server …" : "No territories yet",
                 .text = "A rep and a manager see the customers of their territories, on their "
                         "devices too. Add the first one above."});
    return;
  }
  draw_access_csv(model.online, out);
  draft.table.selected.reset();
  for (std::size_t index = 0; index < model.territories.size(); ++index) {
    const bool here = draft.open && model.territories[index].id == draft.selected;
    if (here) draft.table.selected = index;
  }
  const TableSpec spec{
      .name = "Territories", .columns = territory_columns, .row_count = model.territories.size()};
  const auto result = table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    const TerritoryView& territory = model.territories[index];
    cells.strong(territory.code);
    cells.text(territory.name);
    cells.number(grouped(territory.accounts));
    cells.number(grouped(territory.users));
  });
  if (result.selection_changed) open_territory(model.territories[*draft.table.selected], draft);
}

void draw_territory_form(const TerritoriesModel& model, TerritoriesDraft& draft, Commands& out) {
  const Card card({.name = "Territory", .height = -1});
  const bool fresh = draft.selected.empty();
  heading(fresh ? "New territory" : "Territory", 2);
  gap(2);
  text_field({.label = "Code",
              .help = "Short and unique, such as coast",
              .error = draft.tried && draft.code.empty() ? "Enter a code." : "",
              .required = true},
             draft.code);
  gap(2);
  text_field({.label = "Full name", .help = "The code when empty"}, draft.name);
  gap(3);
  Columns buttons({1, 1}, true);
  if (button({.label = "Close", .width = -1})) draft.open = false;
  buttons.next();
  const bool pressed = button({.label = fresh ? "Add" : "Save",
                               .kind = ButtonKind::primary,
                               .key = "Ctrl+Enter",
                               .why_disabled = why_off(model.online),
                               .width = -1});
  if (!pressed) return;
  draft.tried = true;
  if (draft.code.empty()) return;
  out.push_back(AccessWish{SaveTerritory{draft.selected, draft.code, draft.name}});
  draft.open = false;
}

}  // namespace

void draw_territories(const TerritoriesModel& model, TerritoriesDraft& draft, Commands& out) {
  const auto count = static_cast<std::int64_t>(model.territories.size());
  const auto header = page_header({.title = "Territories",
                                   .subtitle = count_of(count, "territory", "territories"),
                                   .action = "New territory",
                                   .action_key = "T"});
  if (header.action) {
    draft = {};
    draft.open = true;
  }
  draw_settings_tabs(SettingsTab::territories, out);
  draw_online_state(model.online);
  TwoPane panes({.side_width = 340, .side_wanted = draft.open});
  if (panes.main()) draw_territory_list(model, draft, out);
  if (!panes.side()) return;
  if (draft.open) return draw_territory_form(model, draft, out);
  const Card card({.name = "Territory", .height = -1});
  muted("Choose a territory to rename it. Who has which is set with the user.");
}

}  // namespace satchel::web
