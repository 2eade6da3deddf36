// Draws the queue of dunning and the chosen invoice beside it.
#include "web/screens/dunning.h"

#include <array>

#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/settings_parts.h"

namespace satchel::web {
namespace {

constexpr auto dunning_columns =
    std::to_array<Column>({{.title = "Customer"},
                           {.title = "Overdue", .width = 68, .align = Align::right},
                           {.title = "Open", .width = 100, .align = Align::right},
                           {.title = "Last step", .width = 142, .hide_below = 560},
                           {.title = "Next step", .width = 142, .hide_below = 440}});

std::string words_of_next(const OverdueView& row) {
  const std::string spared = spared_words(row.no_dunning, row.held_until);
  if (!spared.empty()) return spared;
  return row.next_on ? "on " + long_date(*row.next_on) : "";
}

void draw_queue_table(const DunningModel& model, DunningDraft& draft, Commands& out) {
  const auto& rows = model.page.rows;
  draft.table.selected.reset();
  for (std::size_t index = 0; index < rows.size(); ++index) {
    if (rows[index].invoice_id == draft.selected) draft.table.selected = index;
  }
  const TableSpec spec{.name = "Dunning", .columns = dunning_columns, .row_count = rows.size()};
  const auto result = table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    const OverdueView& row = rows[index];
    cells.two_lines(row.account_name, "Invoice " + std::to_string(row.invoice_number));
    cells.number(count_of(row.days_overdue, "day", "days"));
    cells.number(to_text(row.open));
    cells.muted(row.last_step.empty() ? "None yet" : row.last_step);
    cells.two_lines(row.next_step.empty() ? "None" : row.next_step, words_of_next(row));
  });
  if (!result.selection_changed) return;
  draft.selected = rows[*draft.table.selected].invoice_id;
  if (model.may_control) {
    out.push_back(DunningWish{LoadControls{rows[*draft.table.selected].account_id}});
  }
}

void draw_queue(const DunningModel& model, DunningDraft& draft, Commands& out) {
  const Card card({.name = "Dunning list"});
  if (model.page.rows.empty()) {
    empty_state({.title = model.online.loading ? "Asking the server …" : "Nothing is overdue",
                 .text = "Invoices that were not paid by their due date stand here, the oldest "
                         "first, with the last and the next step."});
    return;
  }
  {
    const RightRow row{"List actions"};
    if (button({.label = "Export CSV", .why_disabled = why_off(model.online)})) {
      out.push_back(DunningWish{SaveDunningCsv{}});
    }
  }
  if (!model.page.next.empty() &&
      button({.label = "Load later ones", .why_disabled = why_off(model.online)})) {
    out.push_back(DunningWish{LoadDunning{true}});
  }
  draw_queue_table(model, draft, out);
}

void draw_overdue(const DunningModel& model, const OverdueView& row, DunningDraft& draft,
                  Commands& out) {
  const Card card({.name = "Dunning details", .height = -1});
  muted("Invoice " + std::to_string(row.invoice_number));
  heading(row.account_name, 2);
  key_value("Open", to_text(row.open));
  key_value("Due", long_date(row.due_date));
  key_value("Overdue", count_of(row.days_overdue, "day", "days"));
  key_value("Last step", row.last_step.empty() ? "None yet" : row.last_step);
  key_value("Next step", row.next_step.empty() ? "None" : row.next_step);
  if (row.next_on) key_value("Next step on", long_date(*row.next_on));
  divider();
  if (model.may_control) {
    const auto& known = model.controls;
    const bool his = known && known->account_id == row.account_id;
    draw_account_controls(his ? known : std::nullopt, model.online, draft.controls);
    divider();
  }
  const std::string invoice = "/invoices/" + row.invoice_id.text();
  if (link("Open invoice", "#" + invoice)) out.push_back(GoTo{invoice});
  const std::string customer = "/customers/" + row.account_id.text();
  if (link("Open customer", "#" + customer)) out.push_back(GoTo{customer});
  gap(2);
  if (button({.label = "Close", .width = -1})) draft.selected = {};
}

void draw_dunning_side(const DunningModel& model, DunningDraft& draft, Commands& out) {
  for (const OverdueView& row : model.page.rows) {
    if (row.invoice_id == draft.selected) return draw_overdue(model, row, draft, out);
  }
  const Card card({.name = "Dunning details", .height = -1});
  muted("Choose an invoice to see what comes next, or to spare its customer.");
}

void draw_run_dialog(const DunningModel& model, DunningDraft& draft, Commands& out) {
  Dialog dialog("Take the steps that are due?", draft.asking_run);
  if (!dialog.shown()) return;
  body(
      "Reminders are mailed, orders held, subscriptions suspended or ended, as the ladder says. "
      "It happens by itself once a day; a step is taken once, however often it is run.");
  gap(3);
  Columns columns({1, 1}, true);
  if (button({.label = "Back", .width = -1})) draft.asking_run = false;
  columns.next();
  if (button({.label = "Take them now",
              .kind = ButtonKind::primary,
              .why_disabled = why_off(model.online),
              .width = -1})) {
    draft.asking_run = false;
    out.push_back(DunningWish{RunDunning{}});
  }
}

}  // namespace

void draw_dunning(const DunningModel& model, DunningDraft& draft, Commands& out) {
  const auto count = static_cast<std::int64_t>(model.page.rows.size());
  std::string shown = count_of(count, "overdue invoice", "overdue invoices");
  if (!model.page.next.empty()) shown = "The first " + shown;
  const bool run = model.may_run && !draft.ladder_shown;
  const auto header = page_header({.title = "Dunning",
                                   .subtitle = draft.ladder_shown ? "The ladder" : shown,
                                   .action = run ? "Take due steps" : "",
                                   .action_key = run ? "T" : "",
                                   .back = true});
  if (header.back) out.push_back(GoTo{"/invoices"});
  if (header.action) draft.asking_run = true;
  static const std::array<std::string, 2> labels{"Queue", "Ladder"};
  std::size_t index = draft.ladder_shown ? 1 : 0;
  if (tabs("Dunning", labels, index)) {
    out.push_back(GoTo{index == 1 ? "/dunning/ladder" : "/dunning"});
  }
  gap(2);
  draw_online_state(model.online);
  if (draft.ladder_shown) return draw_dunning_ladder(model, draft.ladder, out);
  {
    TwoPane panes({.side_width = 340, .side_wanted = !draft.selected.empty()});
    if (panes.main()) draw_queue(model, draft, out);
    if (panes.side()) draw_dunning_side(model, draft, out);
  }
  draw_run_dialog(model, draft, out);
  draw_controls_dialog(model.controls, draft.controls, out);
}

}  // namespace satchel::web
