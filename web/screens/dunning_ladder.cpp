// Draws the ladder of dunning, to read and to edit.
#include "web/screens/dunning_ladder.h"

#include <algorithm>
#include <array>

#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/parts.h"

namespace satchel::web {
namespace {

constexpr std::int64_t step_days_max = 3650;
constexpr auto ladder_columns =
    std::to_array<Column>({{.title = "After", .width = 90, .align = Align::right},
                           {.title = "Step", .width = 190},
                           {.title = "Mail", .hide_below = 460}});

void draw_steps_to_read(const DunningModel& model, LadderDraft& draft) {
  if (model.ladder.empty()) {
    empty_state({.title = model.ladder_known ? "No steps yet" : "Asking the server …",
                 .text = "Nothing is dunned before the ladder has steps: reminders first, then "
                         "holding orders, suspending, and ending subscriptions."});
    return;
  }
  const TableSpec spec{.name = "Ladder",
                       .columns = ladder_columns,
                       .row_count = model.ladder.size(),
                       .selectable = false,
                       .height = -1};
  table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    const DunningStep& step = model.ladder[index];
    cells.number(count_of(step.days_after_due, "day", "days"));
    cells.strong(words_of(step.act));
    cells.two_lines(step.title, step.text);
  });
}

void draw_step_words(DunningStep& step, bool tried) {
  const auto missing = [&](const std::string& text) {
    return tried && text.empty() ? std::string_view("A reminder says something.") : "";
  };
  text_field({.label = "Title", .error = missing(step.title), .required = true}, step.title);
  text_area({.label = "Text",
             .help = "{name}, {number}, {amount}, {due_date} and {days} are filled in.",
             .error = missing(step.text),
             .required = true},
            step.text, 3);
}

/// Draws one step to edit; returns whether it shall go.
bool draw_ladder_step(DunningStep& step, const std::string& problem) {
  static const std::vector<std::string> acts{
      std::string(words_of(DunningAct::reminder)), std::string(words_of(DunningAct::hold)),
      std::string(words_of(DunningAct::suspend)), std::string(words_of(DunningAct::cancel))};
  Columns columns({2, 3, 2});
  number_field({.label = "Days after due", .error = problem, .required = true}, step.days_after_due,
               {1, step_days_max});
  columns.next();
  std::size_t act = static_cast<std::size_t>(step.act);
  if (select({.label = "Step"}, acts, act)) step.act = static_cast<DunningAct>(act);
  columns.next();
  gap(5);
  return button({.label = "Remove step", .width = -1});
}

std::string problem_of_step(const std::vector<FieldProblem>& problems, std::size_t index) {
  const std::string at = "steps[" + std::to_string(index) + "].days_after_due";
  return problem_with(problems, at).empty() ? "" : "Not before the step above, and each step once.";
}

void draw_ladder_form(const DunningModel& model, LadderDraft& draft, Commands& out) {
  DunningLadder& ladder = *draft.edited;
  const auto problems = problems_of(ladder);
  std::optional<std::size_t> removed;
  for (std::size_t index = 0; index < ladder.size(); ++index) {
    const IdScope scope{index};
    heading("Step " + std::to_string(index + 1), 3);
    const std::string problem = draft.tried ? problem_of_step(problems, index) : "";
    if (draw_ladder_step(ladder[index], problem)) removed = index;
    if (ladder[index].act == DunningAct::reminder) draw_step_words(ladder[index], draft.tried);
    divider();
  }
  if (removed) ladder.erase(ladder.begin() + static_cast<std::ptrdiff_t>(*removed));
  if (button({.label = "Add a step"})) {
    DunningStep next;
    next.days_after_due = ladder.empty() ? 7 : ladder.back().days_after_due + 7;
    ladder.push_back(next);
  }
  gap(3);
  Columns columns({1, 1}, true);
  if (button({.label = "Discard changes", .width = -1})) return draft.edited.reset();
  columns.next();
  if (!button({.label = "Save the ladder",
               .kind = ButtonKind::primary,
               .key = "Ctrl+Enter",
               .why_disabled = why_off(model.online),
               .width = -1})) {
    return;
  }
  draft.tried = true;
  if (!problems.empty()) return;
  for (DunningStep& step : ladder) {
    if (step.act != DunningAct::reminder) step.title = step.text = "";
  }
  out.push_back(DunningWish{SaveLadder{ladder}});
}

}  // namespace

void draw_dunning_ladder(const DunningModel& model, LadderDraft& draft, Commands& out) {
  const Card card({.name = "Ladder card"});
  heading("What follows when an invoice is not paid", 2);
  muted("Between two steps as many days pass as the ladder says, however late the first one was.");
  gap(2);
  if (draft.edited) return draw_ladder_form(model, draft, out);
  draw_steps_to_read(model, draft);
  if (!model.may_edit_ladder || !model.ladder_known) return;
  gap(2);
  if (button({.label = "Edit the ladder", .why_disabled = why_off(model.online)})) {
    draft.edited = model.ladder;
    draft.tried = false;
  }
}

}  // namespace satchel::web
